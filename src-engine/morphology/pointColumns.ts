import type { Samples } from './morphology.ts'

/** A growing table of 3-D points [µm] with diameter [µm] and source line. */
export class PointColumns {
  count = 0
  x: Float64Array
  y: Float64Array
  z: Float64Array
  diameter: Float64Array
  line: Int32Array

  constructor(capacity = 256) {
    const rows = Math.max(16, capacity)
    this.x = new Float64Array(rows)
    this.y = new Float64Array(rows)
    this.z = new Float64Array(rows)
    this.diameter = new Float64Array(rows)
    this.line = new Int32Array(rows)
  }

  /** The samples of a cell as a table, not copied: to be read, not changed. */
  static of(samples: Samples): PointColumns {
    const points = new PointColumns(0)
    points.x = samples.x
    points.y = samples.y
    points.z = samples.z
    points.diameter = samples.diameter
    points.line = samples.line
    points.count = samples.count
    return points
  }

  /** Adds a row. @returns its index */
  add(x: number, y: number, z: number, diameter: number, line: number): number {
    // hot
    const row = this.count
    if (row === this.x.length) this.#grow(row + 1)
    this.x[row] = x
    this.y[row] = y
    this.z[row] = z
    this.diameter[row] = diameter
    this.line[row] = line
    this.count = row + 1
    return row
  }

  /** Puts a copy of a row, with another diameter, before a row; the rows from there on move down. */
  insert(before: number, copied: number, diameter: number): void {
    this.add(0, 0, 0, 0, 0)
    for (const column of [this.x, this.y, this.z, this.diameter])
      column.copyWithin(before + 1, before, this.count - 1)
    this.line.copyWithin(before + 1, before, this.count - 1)
    this.x[before] = this.x[copied]!
    this.y[before] = this.y[copied]!
    this.z[before] = this.z[copied]!
    this.line[before] = this.line[copied]!
    this.diameter[before] = diameter
  }

  /** Adds the rows [start, end) of another table. */
  addRange(from: PointColumns, start: number, end: number): void {
    const rows = end - start
    if (this.count + rows > this.x.length) this.#grow(this.count + rows)
    // Most ranges are short, for which a loop is faster than views and block copies.
    for (let row = start, to = this.count; row < end; row++, to++) {
      this.x[to] = from.x[row]!
      this.y[to] = from.y[row]!
      this.z[to] = from.z[row]!
      this.diameter[to] = from.diameter[row]!
      this.line[to] = from.line[row]!
    }
    this.count += rows
  }

  /** The columns, exactly `count` long. */
  trimmed(): { x: Float64Array; y: Float64Array; z: Float64Array; diameter: Float64Array; line: Int32Array } {
    const { count, x, y, z, diameter, line } = this
    if (count === x.length) return { x, y, z, diameter, line }
    return {
      x: x.slice(0, count),
      y: y.slice(0, count),
      z: z.slice(0, count),
      diameter: diameter.slice(0, count),
      line: line.slice(0, count),
    }
  }

  #grow(needed: number): void {
    const rows = Math.max(needed, this.x.length * 2)
    this.x = longer(this.x, rows)
    this.y = longer(this.y, rows)
    this.z = longer(this.z, rows)
    this.diameter = longer(this.diameter, rows)
    const line = new Int32Array(rows)
    line.set(this.line)
    this.line = line
  }
}

function longer(column: Float64Array, rows: number): Float64Array {
  const wider = new Float64Array(rows)
  wider.set(column)
  return wider
}
