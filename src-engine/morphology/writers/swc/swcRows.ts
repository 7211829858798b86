import { PointColumns } from '../../pointColumns.ts'
import { numberText } from '../numberText.ts'

/** A point with a width [µm]. */
export interface WidePoint {
  readonly x: number
  readonly y: number
  readonly z: number
  readonly diameter: number
}

/** The points of an SWC file that is being laid out: ids count from 1 in their order, parents come first. */
export class SwcRows {
  readonly points: PointColumns
  readonly #type: number[] = []
  /** Row of the parent; −1 for a root. */
  readonly #parent: number[] = []

  constructor(expected: number) {
    this.points = new PointColumns(expected)
  }

  /** Adds a point [µm] that hangs on a row. @returns its row */
  add(type: number, parent: number, { x, y, z, diameter }: WidePoint): number {
    this.#type.push(type)
    this.#parent.push(parent)
    return this.points.add(x, y, z, diameter, 0)
  }

  /** Whether a row lies at a place. */
  isAt(row: number, x: number, y: number, z: number): boolean {
    const { points } = this
    return points.x[row] === x && points.y[row] === y && points.z[row] === z
  }

  /** The lines `id type x y z radius parent`. */
  text(): string {
    const { x, y, z, diameter, count } = this.points
    const lines: string[] = []
    for (let row = 0; row < count; row++) {
      const parent = this.#parent[row]!
      const place = `${numberText(x[row]!)} ${numberText(y[row]!)} ${numberText(z[row]!)}`
      const radius = numberText(diameter[row]! / 2)
      lines.push(`${row + 1} ${this.#type[row]!} ${place} ${radius} ${parent < 0 ? -1 : parent + 1}\n`)
    }
    return lines.join('')
  }
}
