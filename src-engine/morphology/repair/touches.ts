import { BoxTree } from './boxTree.ts'
import type { CellUnderRepair } from './cellUnderRepair.ts'
import { CubeTable } from './cubeTable.ts'

/** Segments that cross more cubes than this are looked for in a tree. */
const mostCubes = 64

/**
 * Calls for pairs of a point and a segment of a neurite that may be within a distance of each other: the segment's box,
 * widened by the distance, holds the point.
 *
 * @param rows samples that are the points
 * @param visit called with the number of the point in `rows` and the row at which the segment ends
 */
export function visitTouches(
  cell: CellUnderRepair,
  rows: readonly number[],
  distance: number,
  visit: (point: number, end: number) => void,
): void {
  // hot
  const { x, y, z } = cell.samples
  const side = sideOfCubes(cell, rows, distance)
  const table = new CubeTable(rows.length)
  rows.forEach((row, point) =>
    table.add(Math.floor(x[row]! / side), Math.floor(y[row]! / side), Math.floor(z[row]! / side), point),
  )
  let tree: BoxTree | undefined
  for (const { sections } of cell.neurites) {
    for (const section of sections) {
      for (let end = cell.ownFirst[section]! + 1; end < cell.end(section); end++) {
        const lowX = Math.min(x[end - 1]!, x[end]!) - distance
        const lowY = Math.min(y[end - 1]!, y[end]!) - distance
        const lowZ = Math.min(z[end - 1]!, z[end]!) - distance
        const highX = Math.max(x[end - 1]!, x[end]!) + distance
        const highY = Math.max(y[end - 1]!, y[end]!) + distance
        const highZ = Math.max(z[end - 1]!, z[end]!) + distance
        const i0 = Math.floor(lowX / side)
        const j0 = Math.floor(lowY / side)
        const k0 = Math.floor(lowZ / side)
        const i1 = Math.floor(highX / side)
        const j1 = Math.floor(highY / side)
        const k1 = Math.floor(highZ / side)
        if ((i1 - i0 + 1) * (j1 - j0 + 1) * (k1 - k0 + 1) > mostCubes) {
          tree ??= treeOfPoints(cell, rows)
          tree.visit([lowX, lowY, lowZ], [highX, highY, highZ], point => visit(point, end))
          continue
        }
        for (let i = i0; i <= i1; i++)
          for (let j = j0; j <= j1; j++)
            for (let k = k0; k <= k1; k++)
              for (let entry = table.newest(i, j, k); entry > 0; entry = table.older(entry)) {
                const row = rows[table.item(entry)]!
                // Chains are shared: a point counts in its own cube only, so that it comes once.
                const isHere =
                  Math.floor(x[row]! / side) === i &&
                  Math.floor(y[row]! / side) === j &&
                  Math.floor(z[row]! / side) === k
                if (isHere) visit(table.item(entry), end)
              }
      }
    }
  }
}

/** About as wide as segments are long, so that a segment lies in few cubes; less where the points would share few cubes. */
function sideOfCubes(cell: CellUnderRepair, rows: readonly number[], distance: number): number {
  let length = 0
  let count = 0
  for (const { sections } of cell.neurites)
    for (const section of sections) {
      length += cell.lengths[section]!
      count += Math.max(0, cell.end(section) - cell.ownFirst[section]! - 1)
    }
  const mean = count > 0 ? length / count : 0
  const { x, y, z } = cell.samples
  const apart = Math.max(...[x, y, z].map(column => extentOf(column, rows))) / Math.max(1, rows.length)
  return Math.max(2 * distance, Math.min(2 * mean, 16 * apart), 1e-6)
}

function extentOf(column: Float64Array, rows: readonly number[]): number {
  let low = Infinity
  let high = -Infinity
  for (const row of rows) {
    low = Math.min(low, column[row]!)
    high = Math.max(high, column[row]!)
  }
  return high > low ? high - low : 0
}

function treeOfPoints(cell: CellUnderRepair, rows: readonly number[]): BoxTree {
  const { x, y, z } = cell.samples
  const pick = (column: Float64Array) => Float64Array.from(rows, row => column[row]!)
  const columns = [pick(x), pick(y), pick(z)] as const
  return new BoxTree({ count: rows.length, low: columns, high: columns })
}
