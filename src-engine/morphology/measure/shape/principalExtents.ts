import { symmetricAxes } from '../../traced/symmetricAxes.ts'
import type { DistinctPoints } from './distinctPoints.ts'

/**
 * How far points reach along each eigenvector of their covariance [µm], largest first.
 *
 * @returns [0, 0, 0] for no points
 */
export function principalExtents({ x, y, z }: DistinctPoints): readonly [number, number, number] {
  const [u, v, w] = [centred(x), centred(y), centred(z)]
  const columns = [u, v, w]
  const covariance = columns.map(a => columns.map(b => product(a, b)))
  const extents = symmetricAxes(covariance).map(axis => {
    let [low, high] = [Infinity, -Infinity]
    for (let i = 0; i < x.length; i++) {
      const at = axis.x * u[i]! + axis.y * v[i]! + axis.z * w[i]!
      if (at < low) low = at
      if (at > high) high = at
    }
    return x.length > 0 ? high - low : 0
  })
  const [a = 0, b = 0, c = 0] = extents.sort((one, other) => other - one)
  return [a, b, c]
}

function centred(values: Float64Array): Float64Array {
  let sum = 0
  for (const value of values) sum += value
  const mean = sum / values.length
  const shifted = new Float64Array(values.length)
  for (let i = 0; i < values.length; i++) shifted[i] = values[i]! - mean
  return shifted
}

function product(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}
