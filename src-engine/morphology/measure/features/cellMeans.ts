import type { Selection } from '../cell/selection.ts'
import { amplitude } from './bifurcationAngles.ts'
import { firstDiameters } from './bifurcationDiameters.ts'
import { type Feature, ofCell } from './feature.ts'
import { endAsymmetry } from './partitions.ts'
import { powerRatio } from './rallPowers.ts'
import { segmentLengths, segmentRadii } from './segmentGeometry.ts'
import { contractions, fractalDimensions } from './sectionShape.ts'
import { degreesPerRadian } from './vectors.ts'

/** Mean of the numbers that are defined; NaN where none is. */
function mean(values: Iterable<number>): number {
  let [sum, count] = [0, 0]
  for (const value of values) {
    if (!Number.isFinite(value)) continue
    sum += value
    count++
  }
  return count > 0 ? sum / count : NaN
}

const overSections = (quantity: (cell: Selection['cell']) => Float64Array) => (selection: Selection) => {
  const values = selection.cell.of(quantity)
  return mean(Array.from(selection.sections, section => values[section]!))
}

const overBifurcations =
  (quantity: (cell: Selection['cell'], parent: number, first: number, second: number) => number) =>
  ({ cell, bifurcations }: Selection) => {
    const { firstChild, children } = cell.tree
    return mean(
      Array.from(bifurcations, parent => {
        const at = firstChild[parent]!
        return quantity(cell, parent, children[at]!, children[at + 1]!)
      }),
    )
  }

function meanDiameter({ cell, segments }: Selection): number {
  const [length, radius] = [cell.of(segmentLengths), cell.of(segmentRadii)]
  let [moment, all] = [0, 0]
  for (const i of segments) {
    moment += 2 * radius[i]! * length[i]!
    all += length[i]!
  }
  return moment / all
}

/** Means over a cell that NeuroMorpho.Org lists. */
export const cellMeanFeatures: readonly Feature[] = [
  ofCell(({ neurites }) => neurites.length, {
    id: 'neurites',
    title: 'Neurites',
    unit: '1',
    definition: 'Number of neurites.',
    source: { neurom: 'number_of_neurites', lMeasure: 'N_stems' },
    scaling: 0,
  }),
  ofCell(meanDiameter, {
    id: 'mean-diameter',
    title: 'Mean diameter',
    unit: 'µm',
    definition: 'Mean of the segments’ diameters, weighted with their lengths.',
    source: { lMeasure: 'Diameter (mean)' },
    certain: false,
    scaling: 1,
  }),
  ofCell(overSections(contractions), {
    id: 'mean-contraction',
    title: 'Mean contraction',
    unit: '1',
    definition: 'Mean over the sections of end distance over length.',
    source: { lMeasure: 'Contraction (mean)' },
    certain: false,
    scaling: 0,
  }),
  ofCell(overSections(fractalDimensions), {
    id: 'mean-fractal-dimension',
    title: 'Mean fractal dimension of the path',
    unit: '1',
    definition: 'Mean over the sections of the slope of log path length over log straight distance.',
    source: { lMeasure: 'Fractal_Dim (mean)' },
    certain: false,
    scaling: 0,
  }),
  ofCell(
    overBifurcations((cell, _, first, second) => endAsymmetry(cell, first, second)),
    {
      id: 'mean-partition-asymmetry',
      title: 'Mean partition asymmetry',
      unit: '1',
      definition: 'Mean over the bifurcations of |n − m|/(n + m − 2) of the numbers of ends.',
      source: { lMeasure: 'Partition_asymmetry (mean)' },
      certain: false,
      scaling: 0,
    },
  ),
  ofCell(
    overBifurcations((cell, parent, first, second) =>
      powerRatio(firstDiameters(cell, parent, first, second), 1.5),
    ),
    {
      id: 'mean-rall-ratio',
      title: 'Mean Rall ratio',
      unit: '1',
      definition: 'Mean over the bifurcations of (d₁^1.5 + d₂^1.5)/d_p^1.5.',
      source: { lMeasure: 'Pk_classic (mean)' },
      certain: false,
      scaling: 0,
    },
  ),
  ...(['local', 'remote'] as const).map(reach =>
    ofCell(
      overBifurcations((cell, _, first, second) => amplitude(cell, first, second, reach) * degreesPerRadian),
      {
        id: `mean-${reach}-amplitude`,
        title: `Mean ${reach} bifurcation amplitude`,
        unit: '°',
        definition: `Mean over the bifurcations of the ${reach} angle between the two children.`,
        source: { lMeasure: `Bif_ampl_${reach} (mean)` },
        certain: false,
        scaling: 0,
      },
    ),
  ),
]
