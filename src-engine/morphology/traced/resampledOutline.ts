import type { PointColumns } from '../pointColumns.ts'
import type { Place3d } from './tracedCell.ts'

/** An outline as points at equal steps along it, and their mean. */
export interface ResampledOutline {
  readonly x: Float64Array
  readonly y: Float64Array
  readonly z: Float64Array
  readonly centre: Place3d
}

const steps = 100

/**
 * Lays 101 points at equal steps of arc length along an outline. The arc length is that of the projection to the xy
 * plane, and runs from the first to the last point: the closing edge is not part of it.
 */
export function resampleOutline(points: PointColumns): ResampledOutline {
  const { count } = points
  const arc = new Float64Array(count)
  for (let i = 1; i < arc.length; i++) {
    const dx = points.x[i]! - points.x[i - 1]!
    const dy = points.y[i]! - points.y[i - 1]!
    arc[i] = arc[i - 1]! + Math.sqrt(dx * dx + dy * dy)
  }
  const step = arc[arc.length - 1]! / steps
  const positions = Float64Array.from({ length: steps + 1 }, (_, i) => i * step)
  const x = interpolateAt(positions, arc, points.x.subarray(0, count))
  const y = interpolateAt(positions, arc, points.y.subarray(0, count))
  const z = interpolateAt(positions, arc, points.z.subarray(0, count))
  return { x, y, z, centre: { x: mean(x), y: mean(y), z: mean(z) } }
}

/** Values at ascending positions, linear between the knots, the end values held outside. */
export function interpolateAt(
  positions: ArrayLike<number>,
  knots: ArrayLike<number>,
  values: ArrayLike<number>,
): Float64Array {
  const last = knots.length - 1
  const result = new Float64Array(positions.length)
  let right = 1
  for (let i = 0; i < positions.length; i++) {
    const position = positions[i]!
    if (!(position > knots[0]!)) result[i] = values[0]!
    else if (position >= knots[last]!) result[i] = values[last]!
    else {
      while (knots[right]! < position) right++
      const fraction = (position - knots[right - 1]!) / (knots[right]! - knots[right - 1]!)
      result[i] = (1 - fraction) * values[right - 1]! + fraction * values[right]!
    }
  }
  return result
}

function mean(values: Float64Array): number {
  let sum = 0
  for (const value of values) sum += value
  return sum / values.length
}
