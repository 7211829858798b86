import type { MorphologyEdit } from '../edit/morphologyEdit.ts'
import { BoxTree, emptyBoxes } from './boxTree.ts'
import type { CellUnderRepair } from './cellUnderRepair.ts'

/** Section of every sample. */
export function sectionsOfSamples(cell: CellUnderRepair): Int32Array {
  return cell.keep('sectionsOfSamples', () => {
    const sections = new Int32Array(cell.samples.count)
    for (let s = 0; s < cell.sections.count; s++) sections.fill(s, cell.sections.firstSample[s]!, cell.end(s))
    return sections
  })
}

/** All samples by place. */
function treeOfSamples(cell: CellUnderRepair): BoxTree {
  return cell.keep('treeOfSamples', () => {
    const { x, y, z, count } = cell.samples
    return new BoxTree({ count, low: [x, y, z], high: [x, y, z] })
  })
}

/** Segments of neurites, by the row at which each ends. */
export interface Segments {
  readonly tree: BoxTree
  readonly ends: Int32Array
}

/** All segments of neurites by place. */
export function segmentsOf(cell: CellUnderRepair): Segments {
  return cell.keep('segments', () => {
    const rows: number[] = []
    for (const { sections } of cell.neurites)
      for (const section of sections)
        for (let row = cell.ownFirst[section]! + 1; row < cell.end(section); row++) rows.push(row)
    const ends = Int32Array.from(rows)
    const boxes = emptyBoxes(ends.length)
    const { x, y, z } = cell.samples
    ;[x, y, z].forEach((column, axis) => {
      const low = boxes.low[axis]!
      const high = boxes.high[axis]!
      for (let i = 0; i < ends.length; i++) {
        const a = column[ends[i]! - 1]!
        const b = column[ends[i]!]!
        low[i] = a < b ? a : b
        high[i] = a < b ? b : a
      }
    })
    return { tree: new BoxTree(boxes), ends }
  })
}

/** Distance of a sample from the segment that ends at a row [µm]. */
export function distanceToSegment({ samples }: CellUnderRepair, point: number, end: number): number {
  const { x, y, z } = samples
  const ux = x[end]! - x[end - 1]!
  const uy = y[end]! - y[end - 1]!
  const uz = z[end]! - z[end - 1]!
  const px = x[point]! - x[end - 1]!
  const py = y[point]! - y[end - 1]!
  const pz = z[point]! - z[end - 1]!
  const square = ux * ux + uy * uy + uz * uz
  const part = square > 0 ? Math.min(1, Math.max(0, (px * ux + py * uy + pz * uz) / square)) : 0
  const dx = px - part * ux
  const dy = py - part * uy
  const dz = pz - part * uz
  return Math.sqrt(dx * dx + dy * dy + dz * dz)
}

/** The sample nearest to another, among those of sections that count, no farther than a limit [µm]. */
export function nearestSample(
  cell: CellUnderRepair,
  row: number,
  limit: number,
  doesCount: (section: number) => boolean,
): { readonly row: number; readonly distance: number } | undefined {
  const { x, y, z } = cell.samples
  const sections = sectionsOfSamples(cell)
  const found = treeOfSamples(cell).nearest([x[row]!, y[row]!, z[row]!], limit, other =>
    doesCount(sections[other]!) ? cell.distance(row, other) : Infinity,
  )
  return found && { row: found.item, distance: found.distance }
}

/** The sample nearest to another among some rows only, which have a tree of their own under a key. */
export function nearestAmong(
  cell: CellUnderRepair,
  among: { readonly key: string; readonly rows: () => readonly number[] },
  row: number,
  limit: number,
): { readonly row: number; readonly distance: number } | undefined {
  const { x, y, z } = cell.samples
  const { tree, rows } = cell.keep(`tree of ${among.key}`, () => {
    const rows = among.rows()
    const pick = (column: Float64Array) => Float64Array.from(rows, each => column[each]!)
    const columns = [pick(x), pick(y), pick(z)] as const
    return { tree: new BoxTree({ count: rows.length, low: columns, high: columns }), rows }
  })
  const found = tree.nearest([x[row]!, y[row]!, z[row]!], limit, item => cell.distance(row, rows[item]!))
  return found && { row: rows[found.item]!, distance: found.distance }
}

/** Edits that attach a root at a sample: to a soma by a wire at its middle, else by cable, the target cut there if need be. */
export function attachAtSample(cell: CellUnderRepair, root: number, row: number): MorphologyEdit[] {
  const { name, firstSample, parent, parentX, wire } = cell.sections
  const section = name[root]!
  let target = sectionsOfSamples(cell)[row]!
  if (cell.isSoma(target)) return [{ kind: 'attach', section, to: name[target]!, x: 0.5, by: 'wire' }]
  const sample = row - firstSample[target]!
  if (row === cell.end(target) - 1) return [{ kind: 'attach', section, to: name[target]!, x: 1, by: 'cable' }]
  if (sample > 0)
    return [
      { kind: 'cut', section: name[target]!, sample },
      { kind: 'attach', section, to: name[target]!, x: 1, by: 'cable' },
    ]
  // The start of a branch is a place of what it hangs on.
  let x = 0
  if (parent[target]! >= 0 && wire[target] === 0 && !cell.isSoma(parent[target]!)) {
    x = parentX[target]!
    target = parent[target]!
  }
  return [{ kind: 'attach', section, to: name[target]!, x, by: 'cable' }]
}
