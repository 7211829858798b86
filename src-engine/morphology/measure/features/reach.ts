import type { Selection } from '../cell/selection.ts'
import { somaOf } from '../cell/soma.ts'
import { branchOrders } from './branchOrders.ts'
import { type Feature, ofCell, ofNeurites } from './feature.ts'
import { sectionEnds } from './pathDistances.ts'
import { radialDistances, somaDistances } from './sectionDistances.ts'
import { samplesOfCell } from './selectedSamples.ts'
import { strahlerOrders } from './subtrees.ts'

/** Largest of a number over the selected sections; NaN where there is none. */
const largest = (quantity: (cell: Selection['cell']) => Float64Array) => (selection: Selection) => {
  const values = selection.cell.of(quantity)
  let most = NaN
  for (const section of selection.sections) if (!(values[section]! <= most)) most = values[section]!
  return most
}

function largestRadialOfNeurites({ cell, sections }: Selection): Float64Array {
  const values = cell.of(radialDistances)
  const most = new Float64Array(cell.tree.root.length).fill(NaN)
  for (const section of sections) {
    const neurite = cell.tree.neurite[section]!
    if (!(values[section]! <= most[neurite]!)) most[neurite] = values[section]!
  }
  return most
}

function largestEuclidean(selection: Selection): number {
  const { cell } = selection
  const soma = cell.of(somaOf)
  if (!soma) return NaN
  const { x, y, z } = cell.points
  let most = NaN
  for (const i of selection.of(samplesOfCell)) {
    const [dx, dy, dz] = [x[i]! - soma.x, y[i]! - soma.y, z[i]! - soma.z]
    const squared = dx * dx + dy * dy + dz * dz
    if (!(squared <= most)) most = squared
  }
  return Math.sqrt(most)
}

/** How far neurites reach. */
export const reachFeatures: readonly Feature[] = [
  ofNeurites(largestRadialOfNeurites, {
    id: 'neurite-max-radial-distance',
    title: 'Largest radial distance of a neurite',
    unit: 'µm',
    definition: 'Largest distance of the end of a section from the first point of the neurite.',
    source: { neurom: 'max_radial_distance (of a neurite)' },
    scaling: 1,
  }),
  ofCell(largest(somaDistances), {
    id: 'max-radial-distance',
    title: 'Largest radial distance',
    unit: 'µm',
    definition: 'Largest distance of the end of a section from the soma’s centre.',
    source: { neurom: 'max_radial_distance (of a morphology)' },
    scaling: 1,
  }),
  ofCell(largestEuclidean, {
    id: 'max-euclidean-distance',
    title: 'Largest Euclidean distance',
    unit: 'µm',
    definition: 'Largest distance of a point from the soma’s centre.',
    source: { lMeasure: 'EucDistance (maximum)' },
    certain: false,
    scaling: 1,
  }),
  ofCell(largest(sectionEnds), {
    id: 'max-path-distance',
    title: 'Largest path distance',
    unit: 'µm',
    definition: 'Largest path distance of the end of a section from the start of its neurite.',
    source: { lMeasure: 'PathDistance (maximum)' },
    certain: false,
    scaling: 1,
  }),
  ofCell(largest(branchOrders), {
    id: 'max-branch-order',
    title: 'Largest branch order',
    unit: '1',
    definition: 'Largest branch order of a section.',
    source: { lMeasure: 'Branch_Order (maximum)' },
    certain: false,
    scaling: 0,
  }),
  ofCell(largest(strahlerOrders), {
    id: 'max-strahler-order',
    title: 'Strahler number',
    unit: '1',
    definition: 'Largest Strahler order of a section.',
    source: { neurom: 'section_strahler_orders (maximum)', paper: 'Strahler 1957, Trans AGU 38:913' },
    scaling: 0,
  }),
]
