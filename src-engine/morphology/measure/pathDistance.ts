import type { Morphology } from '../morphology.ts'
import { storedPointsOfAll, type StoredPoints } from '../storedPoints.ts'
import { sectionLengths } from './length.ts'
import { sectionsParentsFirst } from './parentsFirst.ts'

/** Path length from the root's 0 end to the 0 end of every section [µm]; wires have no length. */
export function sectionPathDistances(morphology: Morphology, points: StoredPoints): Float64Array {
  const { count, parent, parentX } = morphology.sections
  const lengths = sectionLengths(morphology, points)
  const distances = new Float64Array(count)
  for (const section of sectionsParentsFirst(morphology)) {
    const up = parent[section]!
    if (up >= 0) distances[section] = distances[up]! + parentX[section]! * lengths[up]!
  }
  return distances
}

/** Path length from the root's 0 end to every sample [µm], shape [samples.count]. */
export function samplePathDistances(morphology: Morphology): Float64Array {
  const { count, firstSample } = morphology.sections
  const points = storedPointsOfAll(morphology)
  const ofSection = sectionPathDistances(morphology, points)
  const distances = new Float64Array(points.count)
  for (let section = 0; section < count; section++) {
    for (let i = firstSample[section]!; i < firstSample[section + 1]!; i++) {
      distances[i] = ofSection[section]! + points.arcUm[i]!
    }
  }
  return distances
}
