import type { CellShape } from './cellShape.ts'

/** The box around a cell [µm], membrane included. */
export interface Bounds {
  readonly min: readonly [number, number, number]
  readonly max: readonly [number, number, number]
}

/** The box around all samples, or around those of some sections. Without samples it has 1 µm about the origin. */
export function measureBounds(
  { samples, sections }: CellShape,
  chosen: readonly number[] | undefined = undefined,
): Bounds {
  const runs = chosen?.map(section => [
    sections.firstSample[section] ?? 0,
    sections.firstSample[section + 1] ?? 0,
  ]) ?? [[0, samples.count]]
  if (samples.count === 0 || runs.length === 0) return { min: [-0.5, -0.5, -0.5], max: [0.5, 0.5, 0.5] }
  const extent = (column: Float64Array): [number, number] => {
    let low = Infinity
    let high = -Infinity
    for (const [first = 0, end = 0] of runs)
      for (let sample = first; sample < end; sample++) {
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
