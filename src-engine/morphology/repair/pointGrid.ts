import type { Samples } from '../morphology.ts'
import { CubeTable } from './cubeTable.ts'

/** Of the points of one cube only so many are compared; more lie there only if a tolerance is absurd. */
const comparedOfCube = 32

/** Points by the cubes in which they lie; without a tolerance every place is a cube of its own. */
export class PointGrid {
  readonly #samples: Samples
  readonly #tolerance: number
  readonly #table: CubeTable

  constructor(samples: Samples, tolerance: number, expected: number) {
    this.#samples = samples
    this.#tolerance = tolerance
    this.#table = new CubeTable(expected)
  }

  /** Adds a point. @returns the row of an earlier one within the tolerance; −1 where there is none */
  add(row: number): number {
    // hot
    const { x, y, z } = this.#samples
    const i = this.#cube(x[row]!)
    const j = this.#cube(y[row]!)
    const k = this.#cube(z[row]!)
    const found = this.#find(row, i, j, k)
    this.#table.add(i, j, k, row)
    return found
  }

  #find(row: number, i: number, j: number, k: number): number {
    if (this.#tolerance === 0) return this.#inCube(row, i, j, k)
    for (let a = i - 1; a <= i + 1; a++)
      for (let b = j - 1; b <= j + 1; b++)
        for (let c = k - 1; c <= k + 1; c++) {
          const found = this.#inCube(row, a, b, c)
          if (found >= 0) return found
        }
    return -1
  }

  #inCube(row: number, i: number, j: number, k: number): number {
    const { x, y, z } = this.#samples
    const table = this.#table
    let left = comparedOfCube
    for (let entry = table.newest(i, j, k); entry > 0 && left > 0; entry = table.older(entry), left--) {
      const other = table.item(entry)
      const dx = x[other]! - x[row]!
      const dy = y[other]! - y[row]!
      const dz = z[other]! - z[row]!
      if (Math.sqrt(dx * dx + dy * dy + dz * dz) <= this.#tolerance) return other
    }
    return -1
  }

  #cube(value: number): number {
    return this.#tolerance > 0 ? Math.floor(value / this.#tolerance) : value
  }
}
