import type { ImportReport } from '../../../importReport.ts'
import { PointColumns } from '../../../pointColumns.ts'
import type { TracedCell } from '../../../traced/tracedCell.ts'
import type { OrderedSwc } from '../orderSwc.ts'
import { reorderSwcPoints } from '../swcPoints.ts'
import type { PlusHeader } from './plusHeader.ts'

/**
 * Takes what is no cable out of the points of an SWC+ file, and hands it to the annotations (rule S23). Cable that hangs
 * on a point of another kind hangs on the cable before it.
 */
export function divideKinds(
  ordered: OrderedSwc,
  header: PlusHeader,
  report: ImportReport,
): { readonly cable: OrderedSwc; readonly annotate: (cell: TracedCell) => void } {
  const { points, parent } = ordered
  const kept: number[] = []
  const others: number[] = []
  /** Row of a point in the cable, or of the cable that it hangs on; −1 for none. */
  const place = new Int32Array(points.count)
  const cableParent: number[] = []
  for (let row = 0; row < points.count; row++) {
    const up = parent[row]!
    const above = up < 0 ? -1 : place[up]!
    const { geometry = 'tree' } = header.type(points.type[row]!) ?? {}
    if (geometry !== 'tree') {
      place[row] = above
      others.push(row)
      continue
    }
    const isOnOther = up >= 0 && (header.type(points.type[up]!)?.geometry ?? 'tree') !== 'tree'
    if (isOnOther) report.say('swc/cable-on-mark', { id: points.id[row]! }, { line: points.line[row]! })
    place[row] = kept.length
    cableParent.push(above)
    kept.push(row)
  }
  if (others.length === 0) return { cable: ordered, annotate: () => {} }
  const cable = {
    points: reorderSwcPoints(points, Int32Array.from(kept)),
    parent: Int32Array.from(cableParent),
  }
  return {
    cable,
    annotate: cell =>
      annotate(ordered, others, { cell, header, lineOf: row => cable.points.line[place[row]!] }),
  }
}

interface Marking {
  readonly cell: TracedCell
  readonly header: PlusHeader
  /** The line of the cable point that a point hangs on; undefined for none. */
  readonly lineOf: (row: number) => number | undefined
}

function annotate(ordered: OrderedSwc, others: readonly number[], { cell, header, lineOf }: Marking): void {
  const { annotations } = cell
  const { points, parent } = ordered
  const rows = firstRows(cell)
  const { type, line, x, y, z, diameter } = points
  for (let i = 0; i < others.length; i++) {
    const row = others[i]!
    const plus = header.type(type[row]!)
    if (!plus) continue
    const { geometry, name, symbol } = plus
    const mark = {
      x: x[row]!,
      y: y[row]!,
      z: z[row]!,
      diameter: diameter[row]!,
      line: line[row]!,
      row: rows.get(lineOf(row) ?? 0) ?? -1,
    }
    if (geometry === 'marker') annotations.markers.push({ ...mark, kind: symbol || 'Dot', name })
    else if (geometry === 'spine') annotations.spines.push({ ...mark, kind: name })
    else if (geometry === 'outline') {
      const curve = new PointColumns()
      let last = row
      const add = (at: number) => curve.add(x[at]!, y[at]!, z[at]!, diameter[at]!, line[at]!)
      add(row)
      // A curve is a chain of points of one type, each on the one before.
      while (i + 1 < others.length && type[others[i + 1]!] === type[row] && parent[others[i + 1]!] === last) {
        last = others[++i]!
        add(last)
      }
      annotations.addOutline(name, plus.isClosed, curve, { start: 0, end: curve.count }, -1)
    } else header.notKept.add(`point of ${geometry}s`, line[row]!)
  }
}

/** The row of each line's point in the cell: the first, since copies at the start of sections come later. */
function firstRows({ points }: TracedCell): ReadonlyMap<number, number> {
  const rows = new Map<number, number>()
  for (let row = points.count - 1; row >= 0; row--) rows.set(points.line[row]!, row)
  return rows
}
