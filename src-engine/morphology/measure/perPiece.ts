import type { Morphology } from '../morphology.ts'
import type { StoredPoints } from '../storedPoints.ts'

/** Sums a quantity of the frusta between successive points: its length and the diameters at its ends [µm]. */
export function sumOverPieces(
  morphology: Morphology,
  points: StoredPoints,
  ofPiece: (lengthUm: number, nearUm: number, farUm: number) => number,
): Float64Array {
  const { count, firstSample } = morphology.sections
  const { arcUm, diameter } = points
  const sums = new Float64Array(count)
  for (let section = 0; section < count; section++) {
    let sum = 0
    for (let i = firstSample[section]! + 1; i < firstSample[section + 1]!; i++) {
      sum += ofPiece(arcUm[i]! - arcUm[i - 1]!, diameter[i - 1]!, diameter[i]!)
    }
    sums[section] = sum
  }
  return sums
}
