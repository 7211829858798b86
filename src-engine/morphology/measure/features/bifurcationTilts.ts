import type { MeasuredCell } from '../cell/measuredCell.ts'
import { childCount } from '../cell/neuriteTree.ts'
import { directionOfChild, type Reach } from './bifurcationAngles.ts'
import { type Feature, ofBifurcations } from './feature.ts'
import { angle, between, cross, degreesPerRadian, norm, type Vector } from './vectors.ts'

/** The direction in which a section arrives at its end: of its last segment with a length, or from its first point. */
function arrival(cell: MeasuredCell, section: number, reach: Reach): Vector {
  const last = cell.last(section)
  let from = cell.first(section)
  if (reach === 'local') {
    const { x, y, z } = cell.points
    const isThere = (i: number) => x[i] === x[last] && y[i] === y[last] && z[i] === z[last]
    let i = last - 1
    while (i > from && isThere(i)) i--
    from = i
  }
  return between(cell.points, from, last)
}

/** Normal of the plane of two children; undefined where they lie on one line. */
function planeOf(cell: MeasuredCell, section: number, reach: Reach): Vector | undefined {
  const { firstChild, children } = cell.tree
  const at = firstChild[section]!
  const first = directionOfChild(cell, children[at]!, reach)
  const second = directionOfChild(cell, children[at + 1]!, reach)
  const normal = cross(first, second)
  // Rounding alone tilts the normal of two parallel directions any way.
  return norm(normal) > 1e-9 * norm(first) * norm(second) ? normal : undefined
}

/** Smaller of the angles between the parent's direction and each child [°]. */
function tilt(cell: MeasuredCell, parent: number, children: readonly number[], reach: Reach): number {
  const along = arrival(cell, parent, reach)
  const angles = children.map(child => angle(along, directionOfChild(cell, child, reach)))
  return Math.min(...angles) * degreesPerRadian
}

/** Angle between the planes of this bifurcation and of the one before [°], 0 … 90; NaN at the first of a neurite. */
function torque(cell: MeasuredCell, section: number, reach: Reach): number {
  const { tree } = cell
  let before = tree.parent[section]!
  while (before >= 0 && childCount(tree, before) === 1) before = tree.parent[before]!
  if (before < 0 || childCount(tree, before) !== 2) return NaN
  const [here, there] = [planeOf(cell, section, reach), planeOf(cell, before, reach)]
  if (!here || !there) return NaN
  const between = angle(here, there) * degreesPerRadian
  return Math.min(between, 180 - between)
}

function tiltsOf(reach: Reach): readonly Feature[] {
  const title = reach === 'local' ? 'Local' : 'Remote'
  const by = reach === 'local' ? 'the segments next to the bifurcation' : 'the ends of the sections'
  return [
    ofBifurcations((cell, parent, first, second) => tilt(cell, parent, [first, second], reach), {
      id: `${reach}-tilt`,
      title: `${title} tilt`,
      unit: '°',
      definition: `Smaller of the angles between the parent’s direction and each child, by ${by}; 0 where a child goes straight on.`,
      source: { lMeasure: `Bif_tilt_${reach}` },
      certain: false,
      scaling: 0,
    }),
    ofBifurcations((cell, parent) => torque(cell, parent, reach), {
      id: `${reach}-torque`,
      title: `${title} torque`,
      unit: '°',
      definition: `Angle between the planes of this bifurcation and of the one before it, 0 to 90, by ${by}.`,
      source: { lMeasure: `Bif_torque_${reach}` },
      certain: false,
      scaling: 0,
    }),
  ]
}

/** How bifurcations lie to what comes before them. */
export const bifurcationTiltFeatures: readonly Feature[] = [...tiltsOf('local'), ...tiltsOf('remote')]
