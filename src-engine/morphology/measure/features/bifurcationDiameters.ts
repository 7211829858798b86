import { pow } from '../../../math/elementary.ts'
import type { MeasuredCell } from '../cell/measuredCell.ts'
import { type Feature, ofBifurcations } from './feature.ts'
import { meanRadii } from './sectionSums.ts'

/** Diameters at a bifurcation [µm]: the parent's, the first child's, the second child's. */
export type BranchDiameters = readonly [parent: number, first: number, second: number]

/** At the bifurcation: the parent's last point, and each child's second point, since its first repeats the parent's. */
export function firstDiameters(
  cell: MeasuredCell,
  parent: number,
  first: number,
  second: number,
): BranchDiameters {
  const { diameter } = cell.points
  return [diameter[cell.last(parent)]!, diameter[cell.first(first) + 1]!, diameter[cell.first(second) + 1]!]
}

function meanDiameters(cell: MeasuredCell, parent: number, first: number, second: number): BranchDiameters {
  const radii = cell.of(meanRadii)
  return [2 * radii[parent]!, 2 * radii[first]!, 2 * radii[second]!]
}

/** A number from the three diameters; NaN where one of them is 0. */
const fromDiameters =
  (diametersOf: typeof firstDiameters, measure: (diameters: BranchDiameters) => number) =>
  (cell: MeasuredCell, parent: number, first: number, second: number) => {
    const diameters = diametersOf(cell, parent, first, second)
    return Math.min(...diameters) > 0 ? measure(diameters) : NaN
  }

const siblingRatio = ([, a, b]: BranchDiameters) => Math.min(a, b) / Math.max(a, b)
const powerRelation = ([parent, a, b]: BranchDiameters) => pow(parent / a, 1.5) + pow(parent / b, 1.5)

const variants = [
  { id: 'first', diameters: firstDiameters, words: 'the second point of each child' },
  { id: 'mean', diameters: meanDiameters, words: 'length-weighted means of the sections' },
] as const

const neuromFeatures = variants.flatMap(({ id, diameters, words }) => [
  ofBifurcations(fromDiameters(diameters, siblingRatio), {
    id: `sibling-ratio-${id}`,
    title: `Sibling ratio (${id})`,
    unit: '1',
    definition: `Smaller over larger radius of the two children, by ${words}.`,
    source: { neurom: `sibling_ratios (${id})` },
    scaling: 0,
  }),
  ofBifurcations(fromDiameters(diameters, powerRelation), {
    id: `diameter-power-relation-${id}`,
    title: `Diameter power relation (${id})`,
    unit: '1',
    definition: `(d_p/d₁)^1.5 + (d_p/d₂)^1.5, by ${words}; 4 for a symmetric branch that follows Rall’s law, hence not the Rall ratio.`,
    source: { neurom: `diameter_power_relations (${id})` },
    scaling: 0,
  }),
])

const daughterRatio = ([, a, b]: BranchDiameters) => Math.max(a, b) / Math.min(a, b)

/** Ratios of the diameters at a bifurcation. */
export const bifurcationDiameterFeatures: readonly Feature[] = [
  ...neuromFeatures,
  ofBifurcations(fromDiameters(firstDiameters, daughterRatio), {
    id: 'daughter-ratio',
    title: 'Daughter ratio',
    unit: '1',
    definition: 'Larger over smaller diameter of the two children, at their second points.',
    source: { lMeasure: 'Daughter_Ratio' },
    certain: false,
    scaling: 0,
  }),
  ...(['first', 'second'] as const).map((which, index) =>
    ofBifurcations(
      fromDiameters(firstDiameters, diameters => (diameters[index + 1] ?? NaN) / diameters[0]),
      {
        id: `parent-daughter-ratio-${which}`,
        title: `Parent–daughter ratio, ${which} child`,
        unit: '1',
        definition: `Diameter of the ${which} child, at its second point, over that of the parent at its end.`,
        source: { lMeasure: 'Parent_Daughter_Ratio' },
        certain: false,
        scaling: 0,
      },
    ),
  ),
]
