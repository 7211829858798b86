import type { ImportReport } from '../../importReport.ts'
import { PointColumns } from '../../pointColumns.ts'
import { remarkDiameters } from '../../remarkDiameters.ts'
import { TracedCell, type Place3d, type TracedSection } from '../../traced/tracedCell.ts'
import type { SegmentTree } from './connectSegments.ts'
import type { SegmentRuns } from './divideSegments.ts'
import { isSphere, segmentLength } from './segmentShape.ts'

/** Makes a section out of every run of segments, parents before children, otherwise in file order (rules X22 to X24). */
export class SegmentTracer {
  readonly cell: TracedCell
  readonly #tree: SegmentTree
  readonly #runs: SegmentRuns
  readonly #types: Int32Array
  readonly #report: ImportReport
  /** The section of the run that begins with a row. */
  readonly #sectionOf = new Map<number, TracedSection>()
  /** Length of the run before each row, and of the whole run, by its first row [µm]. */
  readonly #before: Float64Array
  readonly #total: Float64Array

  constructor(format: string, tree: SegmentTree, runs: SegmentRuns, types: Int32Array, report: ImportReport) {
    const { count } = tree.segments
    this.cell = new TracedCell(format, new PointColumns(count * 2))
    this.#tree = tree
    this.#runs = runs
    this.#types = types
    this.#report = report
    this.#before = new Float64Array(count)
    this.#total = new Float64Array(count)
  }

  /** @returns the first row of each section's run, in step with the sections */
  trace(): readonly number[] {
    const { parent, parentsFirst, segments } = this.#tree
    const { head } = this.#runs
    const isKept = new Uint8Array(segments.count)
    for (const row of parentsFirst) isKept[row] = 1
    const heads: number[] = []
    for (let row = 0; row < segments.count; row++) {
      if (!isKept[row] || head[row] !== row) continue
      const path: number[] = []
      for (let at = row; at >= 0 && !this.#sectionOf.has(at);) {
        path.push(at)
        const up = parent[at]!
        at = up < 0 ? -1 : head[up]!
      }
      for (const at of path.reverse()) {
        this.#addSection(at)
        heads.push(at)
      }
    }
    return heads
  }

  #addSection(first: number): void {
    const { parent, fraction } = this.#tree
    const { points } = this.cell
    const up = parent[first]!
    const start = points.count
    this.#addPoints(first)
    remarkDiameters(points, start, points.count, this.#report)
    const section: TracedSection = {
      type: this.#types[first]!,
      parent: up < 0 ? undefined : this.#sectionOf.get(this.#runs.head[up]!),
      parentX: up < 0 ? 0 : this.#place(up, fraction[first]!),
      wire: up < 0 ? undefined : this.#wire(up, fraction[first]!, start),
      points: { start, end: points.count },
      outlines: undefined,
    }
    this.#sectionOf.set(first, section)
    this.cell.sections.push(section)
  }

  #addPoints(first: number): void {
    const { segments } = this.#tree
    const { proximal, distal, hasProximal } = segments
    const { points } = this.cell
    if (isSphere(segments, first)) {
      const [x, y, z, d] = [distal.x[first]!, distal.y[first]!, distal.z[first]!, distal.diameter[first]!]
      points.add(x, y - d / 2, z, d, distal.line[first]!)
      points.add(x, y + d / 2, z, d, distal.line[first]!)
      return
    }
    let length = 0
    let before = -1
    for (let row = first; row >= 0; row = this.#runs.next[row]!) {
      const isStep = hasProximal[row] && before >= 0 && proximal.diameter[row] !== distal.diameter[before]
      if (before < 0 || isStep) points.addRange(proximal, row, row + 1)
      points.addRange(distal, row, row + 1)
      this.#before[row] = length
      length += segmentLength(segments, row)
      before = row
    }
    this.#total[first] = length
  }

  /** Where on its section a place along a segment lies, 0…1. */
  #place(row: number, fraction: number): number {
    const { segments } = this.#tree
    const total = this.#total[this.#runs.head[row]!]!
    if (fraction === 1 && this.#runs.next[row]! < 0) return 1
    if (!(total > 0)) return fraction
    return Math.min(1, (this.#before[row]! + fraction * segmentLength(segments, row)) / total)
  }

  /** The wire from that place to the section's first point, where they are not one; it has no electrical effect. */
  #wire(row: number, fraction: number, first: number): Place3d | undefined {
    const { proximal, distal } = this.#tree.segments
    const at = (axis: 'x' | 'y' | 'z') =>
      fraction === 1
        ? distal[axis][row]!
        : (1 - fraction) * proximal[axis][row]! + fraction * distal[axis][row]!
    const wire = { x: at('x'), y: at('y'), z: at('z') }
    const { x, y, z } = this.cell.points
    return wire.x === x[first] && wire.y === y[first] && wire.z === z[first] ? undefined : wire
  }
}
