import type { MeasuredCell } from '../cell/measuredCell.ts'
import { type Feature, ofBifurcations } from './feature.ts'
import { angle, between, degreesPerRadian, type Vector } from './vectors.ts'

/** Which part of a section gives its direction: the segment next to the bifurcation, or the whole section. */
export type Reach = 'local' | 'remote'

/** From a bifurcation into a child: along its first segment with a length, or to its last point. */
export function directionOfChild(cell: MeasuredCell, child: number, reach: Reach): Vector {
  const first = cell.first(child)
  let to = cell.last(child)
  if (reach === 'local') {
    const { x, y, z } = cell.points
    const isThere = (i: number) => x[i] === x[first] && y[i] === y[first] && z[i] === z[first]
    let i = first + 1
    while (i < to && isThere(i)) i++
    to = i
  }
  return between(cell.points, first, to)
}

/** Angle between the two children of a bifurcation [rad]. */
export function amplitude(cell: MeasuredCell, first: number, second: number, reach: Reach): number {
  return angle(directionOfChild(cell, first, reach), directionOfChild(cell, second, reach))
}

function anglesOf(reach: Reach): readonly Feature[] {
  const ends =
    reach === 'local' ? 'first segments that have a length' : 'last points, seen from the bifurcation'
  const title = reach === 'local' ? 'Local' : 'Remote'
  return [
    ofBifurcations((cell, _, first, second) => amplitude(cell, first, second, reach), {
      id: `${reach}-angle`,
      title: `${title} bifurcation angle`,
      unit: 'rad',
      definition: `Angle between the two children, by their ${ends}.`,
      source: { neurom: `${reach}_bifurcation_angles` },
      scaling: 0,
    }),
    ofBifurcations((cell, _, first, second) => amplitude(cell, first, second, reach) * degreesPerRadian, {
      id: `${reach}-amplitude`,
      title: `${title} bifurcation amplitude`,
      unit: '°',
      definition: `Angle between the two children in degrees, by their ${ends}.`,
      source: { lMeasure: `Bif_ampl_${reach}` },
      certain: false,
      scaling: 0,
    }),
  ]
}

/** Angles between the two children. */
export const bifurcationAngleFeatures: readonly Feature[] = [...anglesOf('local'), ...anglesOf('remote')]
