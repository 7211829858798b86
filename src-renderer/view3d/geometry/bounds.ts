import type { CellShape } from './cellShape.ts'

/** The box around a cell [µm], membrane included. */
export interface Bounds {
  readonly min: readonly [number, number, number]
  readonly max: readonly [number, number, number]
}

/** The box around all samples. A cell without samples has a box of 1 µm about the origin. */
export function measureBounds({ samples }: CellShape): Bounds {
  if (samples.count === 0) return { min: [-0.5, -0.5, -0.5], max: [0.5, 0.5, 0.5] }
  const extent = (column: Float64Array): [number, number] => {
    let low = Infinity
    let high = -Infinity
    for (let sample = 0; sample < samples.count; sample++) {
      const radius = Math.abs(samples.diameter[sample]!) / 2 // hot: within samples.count
      const value = column[sample]!
      if (value - radius < low) low = value - radius
      if (value + radius > high) high = value + radius
    }
    return [low, high]
  }
  const [x, y, z] = [extent(samples.x), extent(samples.y), extent(samples.z)]
  return { min: [x[0], y[0], z[0]], max: [x[1], y[1], z[1]] }
}

/** The eight corners of a box. */
export function cornersOf({ min, max }: Bounds): readonly (readonly [number, number, number])[] {
  return [0, 1, 2, 3, 4, 5, 6, 7].map(corner => [
    corner & 1 ? max[0] : min[0],
    corner & 2 ? max[1] : min[1],
    corner & 4 ? max[2] : min[2],
  ])
}
