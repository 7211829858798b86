import type { Morphology } from '../morphology.ts'
import type { StoredPoints } from '../storedPoints.ts'

/** Length of every section [µm]: the sum of the distances between its points. */
export function sectionLengths(morphology: Morphology, points: StoredPoints): Float64Array {
  const { count, firstSample } = morphology.sections
  const lengths = new Float64Array(count)
  for (let section = 0; section < count; section++)
    lengths[section] = points.arcUm[firstSample[section + 1]! - 1] ?? 0
  return lengths
}
