import { sectionType, type Morphology } from '../../morphology.ts'
import { sectionAreas } from '../../measure/area.ts'
import { storedPointsOfAll } from '../../storedPoints.ts'
import type { WriterOptions } from '../writer.ts'
import type { WidePoint } from './swcRows.ts'

/**
 * The sphere that a soma section is written as; undefined where it is written sample by sample. Only a soma that is a
 * root can be one, since a single point elsewhere is no cable.
 */
export function sphereOf(
  morphology: Morphology,
  section: number,
  choice: Required<WriterOptions>['soma'],
): WidePoint | undefined {
  const { sections } = morphology
  if (sections.type[section] !== sectionType.soma || sections.parent[section]! >= 0) return undefined
  if (choice === 'cylinders') return undefined
  const drawn = drawnSphere(morphology, section)
  return drawn ?? (choice === 'as-it-is' ? undefined : sphereOfSameArea(morphology, section))
}

/** The sphere that the three samples along x stand for, where a reader made them so (SPEC.md, rule A6). */
function drawnSphere({ sections, samples }: Morphology, section: number): WidePoint | undefined {
  const start = sections.firstSample[section]!
  if (sections.firstSample[section + 1]! - start !== 3) return undefined
  const middle = start + 1
  const x = samples.x[middle]!
  const y = samples.y[middle]!
  const z = samples.z[middle]!
  const diameter = samples.diameter[middle]!
  for (const [sample, at] of [
    [start, x - diameter / 2],
    [middle + 1, x + diameter / 2],
  ] as const) {
    const isThere = samples.x[sample] === at && samples.y[sample] === y && samples.z[sample] === z
    if (!isThere || samples.diameter[sample] !== diameter) return undefined
  }
  return { x, y, z, diameter }
}

function sphereOfSameArea(morphology: Morphology, section: number): WidePoint {
  const { firstSample } = morphology.sections
  const points = storedPointsOfAll(morphology)
  const area = sectionAreas(morphology, points)[section]!
  const half = points.arcUm[firstSample[section + 1]! - 1]! / 2
  let sample = firstSample[section]! + 1
  while (points.arcUm[sample]! < half) sample++
  const step = points.arcUm[sample]! - points.arcUm[sample - 1]!
  const share = step > 0 ? (half - points.arcUm[sample - 1]!) / step : 0
  const between = (column: Float64Array) =>
    column[sample - 1]! + share * (column[sample]! - column[sample - 1]!)
  const { x, y, z } = points
  return { x: between(x), y: between(y), z: between(z), diameter: Math.sqrt(area / Math.PI) }
}
