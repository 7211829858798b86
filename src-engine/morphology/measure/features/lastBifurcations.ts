import { childCount } from '../cell/neuriteTree.ts'
import type { MeasuredCell } from '../cell/measuredCell.ts'
import { firstDiameters } from './bifurcationDiameters.ts'
import { type Feature, ofBifurcations, ofSections } from './feature.ts'

/** A last bifurcation: both children are ends. */
const isLast = ({ tree }: MeasuredCell, first: number, second: number) =>
  childCount(tree, first) === 0 && childCount(tree, second) === 0

function thresholds({ tree, points, morphology }: MeasuredCell): Float64Array {
  return Float64Array.from(tree.neurite, (neurite, section) => {
    if (neurite < 0 || tree.parent[section]! < 0 || childCount(tree, section) > 0) return NaN
    return points.diameter[morphology.sections.firstSample[section]! + 1]!
  })
}

/** Diameters where the tree branches for the last time. */
export const lastBifurcationFeatures: readonly Feature[] = [
  ofBifurcations(
    (cell, parent, first, second) =>
      isLast(cell, first, second) ? cell.points.diameter[cell.last(parent)]! : NaN,
    {
      id: 'last-parent-diameter',
      title: 'Last parent diameter',
      unit: 'µm',
      definition: 'Diameter of the parent’s last point at bifurcations whose two children are ends.',
      source: { lMeasure: 'Last_parent_diam' },
      certain: false,
      scaling: 1,
    },
  ),
  ofBifurcations(
    (cell, parent, first, second) => {
      if (!isLast(cell, first, second)) return NaN
      const [d, a, b] = firstDiameters(cell, parent, first, second)
      return 0.5 * d + 0.25 * (a + b)
    },
    {
      id: 'hillman-threshold',
      title: 'Hillman threshold',
      unit: 'µm',
      definition: '0.5 d_p + 0.25 (d₁ + d₂) at bifurcations whose two children are ends.',
      source: { lMeasure: 'HillmanThreshold' },
      certain: false,
      scaling: 1,
    },
  ),
  ofSections(thresholds, {
    id: 'diameter-threshold',
    title: 'Diameter threshold',
    unit: 'µm',
    definition: 'Diameter of the second point of ends that leave a branching point.',
    source: { lMeasure: 'Diam_threshold' },
    certain: false,
    scaling: 1,
  }),
]
