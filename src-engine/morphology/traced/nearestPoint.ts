import type { PointColumns } from '../pointColumns.ts'

const fewest = 8

/**
 * Finds the nearest of many points that stand before a given one, without looking at all of them: a tree that halves
 * the points along their longest extent (Bentley 1975). Of several at one distance the first counts.
 */
export class NearestPoint {
  readonly #x: Float64Array
  readonly #y: Float64Array
  readonly #z: Float64Array
  /** Points, as positions in the list given; a leaf or half is a run of it. */
  readonly #order: Int32Array
  /** Smallest position in each node's run, by the middle of the run. */
  readonly #first: Int32Array
  /** Axis along which each node's run is halved, and where, by the middle of the run. */
  readonly #axis: Uint8Array
  readonly #split: Float64Array

  /** @param rows the points to search among, in order; of several at one place the first is enough */
  constructor(points: PointColumns, rows: Int32Array) {
    const column = (values: Float64Array) => Float64Array.from(rows, row => Math.fround(values[row]!))
    this.#x = column(points.x)
    this.#y = column(points.y)
    this.#z = column(points.z)
    const seen = new Set<string>()
    const distinct: number[] = []
    for (let i = 0; i < rows.length; i++) {
      const key = `${this.#x[i]!},${this.#y[i]!},${this.#z[i]!}`
      if (seen.has(key)) continue
      seen.add(key)
      distinct.push(i)
    }
    this.#order = Int32Array.from(distinct)
    this.#first = new Int32Array(distinct.length)
    this.#axis = new Uint8Array(distinct.length)
    this.#split = new Float64Array(distinct.length)
    this.#build(0, distinct.length)
  }

  /**
   * @param before only points at positions below this one count
   * @returns the position of the nearest, −1 for none, and its distance [µm]
   */
  find(x: number, y: number, z: number, before: number): { position: number; distanceUm: number } {
    let position = -1
    let best = Infinity
    /** Runs still to look at, with the square of the distance of their box from the point. */
    const waiting: [number, number, number][] = [[0, this.#order.length, 0]]
    for (let run = waiting.pop(); run; run = waiting.pop()) {
      const [start, end, away] = run
      if (away > best || start >= end) continue
      if (end - start > fewest && this.#first[(start + end) >> 1]! >= before) continue
      if (end - start <= fewest) {
        for (let i = start; i < end; i++) {
          const at = this.#order[i]!
          if (at >= before) continue
          const square = this.#square(at, x, y, z)
          if (square < best || (square === best && at < position)) [best, position] = [square, at]
        }
        continue
      }
      const middle = (start + end) >> 1
      const axis = this.#axis[middle]!
      const step = (axis === 0 ? x : axis === 1 ? y : z) - this.#split[middle]!
      const far = Math.max(away, step * step)
      // The nearer half is looked at first: it is put on top.
      if (step < 0) waiting.push([middle, end, far], [start, middle, away])
      else waiting.push([start, middle, far], [middle, end, away])
    }
    return { position, distanceUm: Math.sqrt(best) }
  }

  #build(start: number, end: number): void {
    const runs: [number, number][] = [[start, end]]
    for (let run = runs.pop(); run; run = runs.pop()) {
      const [from, to] = run
      if (to - from <= fewest) continue
      let axis = 0
      let widest = -1
      for (let candidate = 0; candidate < 3; candidate++) {
        const extent = this.#extent(candidate, from, to)
        if (extent > widest) [axis, widest] = [candidate, extent]
      }
      this.#order.subarray(from, to).sort((a, b) => this.#along(axis, a) - this.#along(axis, b))
      const middle = (from + to) >> 1
      this.#axis[middle] = axis
      this.#split[middle] = this.#along(axis, this.#order[middle]!)
      let first = Infinity
      for (let i = from; i < to; i++) first = Math.min(first, this.#order[i]!)
      this.#first[middle] = first
      runs.push([from, middle], [middle, to])
    }
  }

  #extent(axis: number, start: number, end: number): number {
    let [low, high] = [Infinity, -Infinity]
    for (let i = start; i < end; i++) {
      const value = this.#along(axis, this.#order[i]!)
      low = Math.min(low, value)
      high = Math.max(high, value)
    }
    return high - low
  }

  #along(axis: number, at: number): number {
    return axis === 0 ? this.#x[at]! : axis === 1 ? this.#y[at]! : this.#z[at]!
  }

  #square(at: number, x: number, y: number, z: number): number {
    const dx = x - this.#x[at]!
    const dy = y - this.#y[at]!
    const dz = z - this.#z[at]!
    return dx * dx + dy * dy + dz * dz
  }
}
