import type { PointColumns } from '../../pointColumns.ts'
import type { PointKind } from '../../formats/digitised/digitisedPoints.ts'
import { none, type TracedPoint } from '../pointTree.ts'
import type { SomaOutline, Tracing } from '../tracing.ts'
import { settleSlices, type SliceFaces } from './settleSlices.ts'

/** Points in file order, as Eutectic and Douglas 3D files give them; the lists run in step. */
export interface PointRows {
  readonly points: PointColumns
  readonly kinds: readonly PointKind[]
  readonly types: readonly string[]
  /** How the header of the output names a point. */
  readonly numbers: readonly number[]
}

/** Where the two readings differ. */
export interface FollowRules {
  /** A point after an end, without an origin, is joined to that end; otherwise it begins a neurite. */
  readonly joinsToEnd: boolean
  /** Origins at the face of a slice are passed over. */
  readonly losesSliceOrigins: boolean
}

/**
 * Follows points depth first into the tracing's tree: an origin begins a neurite; after an end the branch point met last
 * that waits for its second branch is gone on from. Outlines may stand anywhere between (SPEC.md, K1 to K6).
 */
export function followPoints(tracing: Tracing, rows: PointRows, rules: FollowRules): void {
  const walk = new Walk(tracing, rules)
  rows.kinds.forEach((kind, row) => {
    if (kind === 'outlineStart' || kind === 'outline' || kind === 'outlineEnd') walk.outline(rows, row, kind)
    else if (kind === 'origin') walk.origin(rows, row)
    else walk.point(rows, row, kind)
  })
  walk.finish()
  settleSlices(tracing, walk.faces)
}

class Walk {
  readonly faces: SliceFaces = { origins: [], ends: [] }
  readonly #tracing: Tracing
  readonly #rules: FollowRules
  /** Branch points that wait for their second branch. */
  #waiting: number[] = []
  #at = none
  #ended = false
  #outline: SomaOutline | undefined

  constructor(tracing: Tracing, rules: FollowRules) {
    this.#tracing = tracing
    this.#rules = rules
  }

  origin(rows: PointRows, row: number): void {
    const type = rows.types[row] ?? ''
    const line = rows.points.line[row] ?? 0
    const isAtFace = type.toUpperCase() === 'TTO' || type.toUpperCase() === 'BTO'
    if (isAtFace && this.#rules.losesSliceOrigins) {
      this.#tracing.drop(line, type, 'an origin at the face of a slice is not read by the original program')
      return
    }
    if (this.#at !== none && !this.#ended) this.#remarkOpenEnd()
    if (!this.#rules.joinsToEnd) this.#waiting = []
    this.#begin(rows, row)
    if (isAtFace) this.faces.origins.push({ point: this.#at, type: type.toUpperCase() })
  }

  point(rows: PointRows, row: number, kind: PointKind): void {
    const { tree } = this.#tracing
    const place = { line: rows.points.line[row] ?? 0 }
    if (this.#at === none || (this.#ended && !this.#rules.joinsToEnd)) {
      this.#tracing.say('ntscable/no-origin', {}, place)
      this.#begin(rows, row)
    } else {
      if (this.#ended) this.#tracing.say('ntscable/joined-to-end', {}, place)
      this.#at = tree.append(this.#at, this.#corrected(rows, row))
      this.#tracing.pointCount++
    }
    this.#ended = false
    const type = (rows.types[row] ?? '').toUpperCase()
    if (type === 'SB') tree.spines.push(this.#at)
    if (kind === 'branching') this.#waiting.push(this.#at)
    if (kind !== 'ending') return
    if (type === 'TAE' || type === 'BAE') this.faces.ends.push({ point: this.#at, type })
    this.#tracing.branchCount++
    const waiting = this.#waiting.pop()
    if (waiting === undefined) this.#ended = true
    else this.#at = waiting
  }

  outline(rows: PointRows, row: number, kind: 'outlineStart' | 'outline' | 'outlineEnd'): void {
    if (kind === 'outlineStart') this.#leaveOutline()
    const number = rows.numbers[row] ?? 0
    const outline = (this.#outline ??= {
      x: [],
      y: [],
      z: [],
      line: [],
      firstNumber: number,
      lastNumber: number,
    })
    const { x, y, z, line } = this.#corrected(rows, row)
    outline.x.push(x)
    outline.y.push(y)
    outline.z.push(z)
    outline.line.push(line)
    outline.lastNumber = number
    if (kind !== 'outlineEnd') return
    this.#tracing.outlines.push(outline)
    this.#outline = undefined
  }

  finish(): void {
    this.#leaveOutline()
    if (this.#at !== none && !this.#ended) this.#remarkOpenEnd()
  }

  #begin(rows: PointRows, row: number): void {
    this.#at = this.#tracing.tree.addRoot(this.#corrected(rows, row))
    this.#tracing.pointCount++
    this.#ended = false
  }

  /** Says why the tree is not complete: its branch has no end, or a branch point waits for its second branch. */
  #remarkOpenEnd(): void {
    const { tree } = this.#tracing
    const place = { line: tree.line[this.#at] ?? 0 }
    const isBack = tree.next[this.#at] !== none
    if (!isBack) this.#tracing.say('ntscable/branch-without-end', {}, place)
    const missing = this.#waiting.length + (isBack ? 1 : 0)
    if (missing > 0) this.#tracing.say('ntscable/missing-branches', { count: missing }, place)
  }

  /** Leaves out an outline that was begun and not ended. */
  #leaveOutline(): void {
    if (!this.#outline) return
    this.#tracing.say('ntscable/outline-without-end', {}, { line: this.#outline.line[0] ?? 0 })
    for (const line of this.#outline.line) this.#tracing.drop(line, 'outline', 'its soma outline has no end')
    this.#outline = undefined
  }

  #corrected(rows: PointRows, row: number): TracedPoint {
    const { points } = rows
    const { correctX, correctY, correctZ, correctDiameter } = this.#tracing.options
    return {
      x: points.x[row]! * correctX,
      y: points.y[row]! * correctY,
      z: points.z[row]! * correctZ,
      diameter: points.diameter[row]! * correctDiameter,
      line: points.line[row]!,
    }
  }
}
