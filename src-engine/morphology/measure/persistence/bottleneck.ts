/** A point of a persistence diagram: anything that is born and dies. */
export interface DiagramPoint {
  readonly birth: number
  readonly death: number
}

/**
 * Bottleneck distance of two persistence diagrams [their unit]: the smallest d for which all points can be paired, or moved
 * to the diagonal, so that no coordinate changes by more than d (Edelsbrunner & Harer 2010, Computational Topology,
 * ch. VIII.2). Found by bisection over the distances that occur, each tested by a matching (Hopcroft & Karp 1973).
 */
export function bottleneckDistance(one: readonly DiagramPoint[], other: readonly DiagramPoint[]): number {
  const toDiagonal = ({ birth, death }: DiagramPoint) => Math.abs(birth - death) / 2
  const [n, m] = [one.length, other.length]
  const size = n + m
  if (size === 0) return 0
  // Rows: points of one, then partners on the diagonal for those of the other; columns the other way round.
  const cost = (row: number, column: number): number => {
    const [a, b] = [one[row], other[column]]
    if (a && b) return Math.max(Math.abs(a.birth - b.birth), Math.abs(a.death - b.death))
    if (a) return toDiagonal(a)
    return b ? toDiagonal(b) : 0
  }
  const costs = new Float64Array((n + 1) * (m + 1))
  for (let i = 0; i <= n; i++) for (let j = 0; j <= m; j++) costs[i * (m + 1) + j] = cost(i, j)
  const levels = Float64Array.from(new Set(costs)).sort()
  const at = (row: number, column: number) => costs[Math.min(row, n) * (m + 1) + Math.min(column, m)]!
  let [low, high] = [0, levels.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if (hasPerfectMatching(size, (row, column) => at(row, column) <= levels[middle]!)) high = middle
    else low = middle + 1
  }
  return levels[low]!
}

/** Whether all rows can be paired with columns that they may have: shortest augmenting paths, level by level. */
function hasPerfectMatching(size: number, may: (row: number, column: number) => boolean): boolean {
  const columnOf = new Int32Array(size).fill(-1)
  const rowOf = new Int32Array(size).fill(-1)
  const level = new Int32Array(size)
  const next = new Int32Array(size)
  let matched = 0
  for (;;) {
    if (!layRows(size, columnOf, rowOf, level, may)) return matched === size
    next.fill(0)
    let added = 0
    for (let row = 0; row < size; row++)
      if (columnOf[row]! < 0 && augment(row, { size, columnOf, rowOf, level, next, may })) added++
    if (added === 0) return matched === size
    matched += added
    if (matched === size) return true
  }
}

/** Levels of the rows from the free ones; false where no free column can be reached. */
function layRows(
  size: number,
  columnOf: Int32Array,
  rowOf: Int32Array,
  level: Int32Array,
  may: (row: number, column: number) => boolean,
): boolean {
  const queue: number[] = []
  for (let row = 0; row < size; row++) {
    level[row] = columnOf[row]! < 0 ? 0 : -1
    if (level[row] === 0) queue.push(row)
  }
  const seen = new Uint8Array(size)
  let reaches = false
  for (let k = 0; k < queue.length; k++) {
    const row = queue[k]!
    for (let column = 0; column < size; column++) {
      if (seen[column] || !may(row, column)) continue
      seen[column] = 1
      const owner = rowOf[column]!
      if (owner < 0) reaches = true
      else if (level[owner]! < 0) {
        level[owner] = level[row]! + 1
        queue.push(owner)
      }
    }
  }
  return reaches
}

interface Search {
  readonly size: number
  readonly columnOf: Int32Array
  readonly rowOf: Int32Array
  readonly level: Int32Array
  /** Column that each row tries next. */
  readonly next: Int32Array
  may(row: number, column: number): boolean
}

/** Follows the levels from a free row to a free column and turns the pairs on the way; without recursion. */
function augment(start: number, { size, columnOf, rowOf, level, next, may }: Search): boolean {
  const rows = [start]
  const columns: number[] = []
  while (rows.length > 0) {
    const row = rows.at(-1)!
    const column = next[row]!
    if (column >= size) {
      level[row] = -1
      rows.pop()
      columns.pop()
      continue
    }
    next[row]!++
    if (!may(row, column)) continue
    const owner = rowOf[column]!
    if (owner < 0) {
      columns.push(column)
      rows.forEach((of, k) => {
        columnOf[of] = columns[k]!
        rowOf[columns[k]!] = of
      })
      return true
    }
    if (level[owner] === level[row]! + 1) {
      rows.push(owner)
      columns.push(column)
    }
  }
  return false
}
