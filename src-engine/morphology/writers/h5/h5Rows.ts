import { PointColumns } from '../../pointColumns.ts'
import type { WrittenSamples } from '../numberText.ts'
import type { WidePoint } from '../swc/swcRows.ts'

/** The tables of a MorphIO file in the making. */
export class H5Rows {
  readonly #points: PointColumns
  readonly #structure: number[] = []

  constructor(points: number) {
    this.#points = new PointColumns(points)
  }

  /** Begins a section; points added from now on are its. @returns its row */
  addSection(type: number, parent: number): number {
    return this.#structure.push(this.#points.count, type, parent) / 3 - 1
  }

  /** Adds samples [start, end) to the section begun last. */
  addPoints({ x, y, z, diameter }: WrittenSamples, start: number, end: number): void {
    for (let i = start; i < end; i++) this.#points.add(x[i]!, y[i]!, z[i]!, diameter[i]!, 0)
  }

  /** Adds a point to the section begun last. */
  addPoint({ x, y, z, diameter }: WidePoint): void {
    this.#points.add(x, y, z, diameter, 0)
  }

  /** x, y, z, diameter [µm], row after row. */
  points(): Float64Array {
    const { count, x, y, z, diameter } = this.#points
    const table = new Float64Array(4 * count)
    // hot
    for (let row = 0, i = 0; row < count; row++, i += 4) {
      table[i] = x[row]!
      table[i + 1] = y[row]!
      table[i + 2] = z[row]!
      table[i + 3] = diameter[row]!
    }
    return table
  }

  /** First point, type, parent, row after row. */
  structure(): Int32Array {
    return Int32Array.from(this.#structure)
  }
}
