import { directionNumbers, type DirectionNumbers } from './joeKuo.ts'

/** Dimensions that Sobol's sequence is there for. */
export const mostSobolDimensions = directionNumbers.length + 1

const bits = 32
const unit = 4294967296

/** The 32 directions of one dimension, each a fraction in the upper bits. */
function directionsOf(numbers: DirectionNumbers | undefined): Uint32Array {
  const directions = new Uint32Array(bits)
  for (let k = 0; k < bits; k++) {
    const { degree, coefficients, first } = numbers ?? { degree: bits, coefficients: 0, first: [] }
    if (k < degree) {
      directions[k] = (first[k] ?? 1) << (bits - 1 - k)
      continue
    }
    let next = directions[k - degree]! ^ (directions[k - degree]! >>> degree)
    for (let j = 1; j < degree; j++) if ((coefficients >>> (degree - 1 - j)) & 1) next ^= directions[k - j]!
    directions[k] = next
  }
  return directions
}

/**
 * The first points of Sobol's sequence in the order of Gray's code, the first being 0; each coordinate is below 1.
 *
 * @returns row after row, count × dimensions
 */
export function sobolPoints(count: number, dimensions: number): Float64Array {
  const points = new Float64Array(count * dimensions)
  for (let dimension = 0; dimension < dimensions; dimension++) {
    const directions = directionsOf(dimension === 0 ? undefined : directionNumbers[dimension - 1])
    let point = 0
    for (let index = 1; index < count; index++) {
      // The lowest bit of index − 1 that is 0.
      point = (point ^ directions[31 - Math.clz32(index & -index)]!) >>> 0
      points[index * dimensions + dimension] = point / unit
    }
  }
  return points
}
