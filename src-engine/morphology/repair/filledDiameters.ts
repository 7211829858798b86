import type { CellUnderRepair } from './cellUnderRepair.ts'

/**
 * Diameters for samples of a section whose own are no good: in a straight line along the path between the good ones to
 * either side, the nearer one's where there is only one side; where a whole section has none, that at its parent's end,
 * else that of the first branch on it.
 *
 * @returns one for each row, or nothing where nothing is known
 */
export function filledDiameters(
  cell: CellUnderRepair,
  section: number,
  rows: readonly number[],
): readonly number[] | undefined {
  const bad = new Set(rows)
  const first = cell.sections.firstSample[section]!
  const end = cell.end(section)
  const { diameter } = cell.samples
  const isGood = (row: number) => !bad.has(row) && diameter[row]! > 0
  const path = new Float64Array(end - first)
  for (let row = first + 1; row < end; row++)
    path[row - first] = path[row - first - 1]! + cell.distance(row - 1, row)
  const before = new Int32Array(end - first).fill(-1)
  const after = new Int32Array(end - first).fill(-1)
  for (let row = first, good = -1; row < end; row++) {
    if (isGood(row)) good = row
    before[row - first] = good
  }
  for (let row = end - 1, good = -1; row >= first; row--) {
    if (isGood(row)) good = row
    after[row - first] = good
  }
  const outside = before[end - first - 1]! < 0 ? fromNeighbours(cell, section) : undefined
  const filled = rows.map(row => {
    const near = before[row - first]!
    const far = after[row - first]!
    if (near < 0 && far < 0) return outside
    if (near < 0) return diameter[far]
    if (far < 0) return diameter[near]
    const length = path[far - first]! - path[near - first]!
    const part = length > 0 ? (path[row - first]! - path[near - first]!) / length : 0.5
    return diameter[near]! + part * (diameter[far]! - diameter[near]!)
  })
  return filled.every(value => value !== undefined) ? filled : undefined
}

function fromNeighbours(cell: CellUnderRepair, section: number): number | undefined {
  const { towardsRoot, beyond } = cell.keep('neighbourDiameters', () => neighbourDiameters(cell))
  return [towardsRoot[section]!, beyond[section]!].find(diameter => diameter > 0)
}

/**
 * For each section: the last diameter above 0 of the nearest section between it and the soma that has one, and the first
 * of the sections beyond, first child first; 0 where there is none.
 */
function neighbourDiameters(cell: CellUnderRepair) {
  const { count, parent, firstSample } = cell.sections
  const { diameter } = cell.samples
  const firstGood = new Float64Array(count)
  const lastGood = new Float64Array(count)
  for (let section = 0; section < count; section++) {
    for (let row = firstSample[section]!; row < cell.end(section); row++) {
      if (!(diameter[row]! > 0)) continue
      if (firstGood[section] === 0) firstGood[section] = diameter[row]!
      lastGood[section] = diameter[row]!
    }
  }
  const towardsRoot = new Float64Array(count)
  const beyond = new Float64Array(count)
  const order = cell.parentsFirst
  for (const section of order) {
    const up = parent[section]!
    if (up < 0 || cell.isSoma(up)) continue
    towardsRoot[section] = lastGood[up]! > 0 ? lastGood[up]! : towardsRoot[up]!
  }
  for (let at = order.length - 1; at >= 0; at--) {
    const section = order[at]!
    for (const child of cell.children[section]!) {
      const found = firstGood[child]! > 0 ? firstGood[child]! : beyond[child]!
      if (!(found > 0)) continue
      beyond[section] = found
      break
    }
  }
  return { towardsRoot, beyond }
}
