import { exp, pow } from '../../../math/elementary.ts'
import type { DiagramPoint } from './bottleneck.ts'

/** The rectangle of a diagram that an image shows [µm]. */
export interface ImageBounds {
  readonly birth: readonly [number, number]
  readonly death: readonly [number, number]
}

/** A picture of a diagram that can be averaged and subtracted. */
export interface PersistenceImage {
  readonly bounds: ImageBounds
  /** Pixels along each side. */
  readonly size: number
  /** Row after row of equal death, births from small to large; the largest is 1. */
  readonly values: Float64Array
}

/** The smallest rectangle that holds some diagrams. */
export function boundsOf(diagrams: readonly (readonly DiagramPoint[])[]): ImageBounds {
  const range = (of: (point: DiagramPoint) => number): readonly [number, number] => {
    let [low, high] = [Infinity, -Infinity]
    for (const diagram of diagrams) {
      for (const point of diagram) {
        low = Math.min(low, of(point))
        high = Math.max(high, of(point))
      }
    }
    return low <= high ? [low, high] : [0, 0]
  }
  return { birth: range(({ birth }) => birth), death: range(({ death }) => death) }
}

/**
 * The density of a diagram's points on a grid: a Gaussian kernel with the covariance of the points, narrowed by Scott's
 * factor n^(−1/6) (Kanari et al. 2018, Neuroinformatics 16:3; Scott 1992, Multivariate Density Estimation), divided by its
 * largest value.
 *
 * @returns undefined where the points do not spread in two directions
 */
export function persistenceImage(
  diagram: readonly DiagramPoint[],
  bounds: ImageBounds = boundsOf([diagram]),
  size = 100,
): PersistenceImage | undefined {
  const n = diagram.length
  if (n < 3) return undefined
  const mean = (of: (point: DiagramPoint) => number) => diagram.reduce((sum, point) => sum + of(point), 0) / n
  const [meanBirth, meanDeath] = [mean(({ birth }) => birth), mean(({ death }) => death)]
  let [bb, bd, dd] = [0, 0, 0]
  for (const { birth, death } of diagram) {
    bb += (birth - meanBirth) * (birth - meanBirth)
    bd += (birth - meanBirth) * (death - meanDeath)
    dd += (death - meanDeath) * (death - meanDeath)
  }
  const scott = pow(n, -1 / 6)
  const factor = (scott * scott) / (n - 1)
  const [p, q, r] = [bb * factor, bd * factor, dd * factor]
  const determinant = p * r - q * q
  if (!(determinant > 1e-12 * p * r)) return undefined
  const values = new Float64Array(size * size)
  const at = ([low, high]: readonly [number, number], k: number) => low + ((high - low) * k) / (size - 1)
  let largest = 0
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const [birth, death] = [at(bounds.birth, column), at(bounds.death, row)]
      let sum = 0
      for (const point of diagram) {
        const [u, v] = [birth - point.birth, death - point.death]
        sum += exp(-(r * u * u - 2 * q * u * v + p * v * v) / (2 * determinant))
      }
      values[row * size + column] = sum
      largest = Math.max(largest, sum)
    }
  }
  return largest > 0 ? { bounds, size, values: values.map(value => value / largest) } : undefined
}

/**
 * Distance of two images over one rectangle: the mean of the absolute differences of their pixels, 0…1.
 *
 * @returns undefined where one of the diagrams has no image
 */
export function imageDistance(
  one: readonly DiagramPoint[],
  other: readonly DiagramPoint[],
  size = 100,
): number | undefined {
  const bounds = boundsOf([one, other])
  const [a, b] = [persistenceImage(one, bounds, size), persistenceImage(other, bounds, size)]
  if (!a || !b) return undefined
  let sum = 0
  for (let k = 0; k < a.values.length; k++) sum += Math.abs(a.values[k]! - b.values[k]!)
  return sum / a.values.length
}
