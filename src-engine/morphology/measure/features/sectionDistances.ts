import type { MeasuredCell } from '../cell/measuredCell.ts'
import { somaOf } from '../cell/soma.ts'
import { trunkSamples } from '../cell/trunks.ts'
import { type Feature, ofSections, ofSectionsWhere } from './feature.ts'
import { sectionEnds } from './pathDistances.ts'
import { lengths } from './sectionSums.ts'
import { distanceTo, placeAt } from './vectors.ts'

/** Distance of each section's last point from the first point of its neurite [µm]. */
export function radialDistances(cell: MeasuredCell): Float64Array {
  const { tree, points } = cell
  const trunks = cell.of(trunkSamples)
  return Float64Array.from(tree.neurite, (neurite, section) =>
    neurite < 0 ? NaN : distanceTo(points, cell.last(section), placeAt(points, trunks[neurite]!)),
  )
}

/** The same from the soma's centre; NaN without a soma. */
export function somaDistances(cell: MeasuredCell): Float64Array {
  const soma = cell.of(somaOf)
  return Float64Array.from(cell.tree.neurite, (neurite, section) =>
    neurite < 0 || !soma ? NaN : distanceTo(cell.points, cell.last(section), [soma.x, soma.y, soma.z]),
  )
}

/** Where sections end, along the tree and through the air. */
export const sectionDistanceFeatures: readonly Feature[] = [
  ofSectionsWhere('terminal', lengths, {
    id: 'terminal-length',
    title: 'Length of ends',
    unit: 'µm',
    definition: 'Length of sections without children.',
    source: { neurom: 'section_term_lengths' },
    scaling: 1,
  }),
  ofSectionsWhere('branching', lengths, {
    id: 'branching-length',
    title: 'Length of branching sections',
    unit: 'µm',
    definition: 'Length of sections with two children or more.',
    source: { neurom: 'section_bif_lengths' },
    scaling: 1,
  }),
  ofSections(sectionEnds, {
    id: 'path-distance',
    title: 'Path distance',
    unit: 'µm',
    definition: 'Length along the neurite from its start to the section’s end, its own length included.',
    source: { neurom: 'section_path_distances' },
    scaling: 1,
  }),
  ofSectionsWhere('terminal', sectionEnds, {
    id: 'terminal-path-length',
    title: 'Path distance of ends',
    unit: 'µm',
    definition: 'Path distance of sections without children.',
    source: { neurom: 'terminal_path_lengths' },
    scaling: 1,
  }),
  ofSections(radialDistances, {
    id: 'radial-distance',
    title: 'Radial distance from the neurite’s start',
    unit: 'µm',
    definition: 'Distance of the section’s last point from the first point of its neurite.',
    source: { neurom: 'section_radial_distances (of a neurite)' },
    scaling: 1,
  }),
  ofSections(somaDistances, {
    id: 'soma-distance',
    title: 'Radial distance from the soma',
    unit: 'µm',
    definition: 'Distance of the section’s last point from the soma’s centre.',
    source: { neurom: 'section_radial_distances (of a morphology)' },
    scaling: 1,
  }),
  ofSectionsWhere('terminal', somaDistances, {
    id: 'terminal-soma-distance',
    title: 'Radial distance of ends from the soma',
    unit: 'µm',
    definition: 'Radial distance from the soma of sections without children.',
    source: { neurom: 'section_term_radial_distances (of a morphology)' },
    scaling: 1,
  }),
  ofSectionsWhere('branching', somaDistances, {
    id: 'branching-soma-distance',
    title: 'Radial distance of branching points from the soma',
    unit: 'µm',
    definition: 'Radial distance from the soma of sections with two children or more.',
    source: { neurom: 'section_bif_radial_distances (of a morphology)' },
    scaling: 1,
  }),
  ofSectionsWhere('terminal', radialDistances, {
    id: 'terminal-radial-distance',
    title: 'Radial distance of ends from the neurite’s start',
    unit: 'µm',
    definition: 'Radial distance from the neurite’s start of sections without children.',
    source: { neurom: 'section_term_radial_distances (of a neurite)' },
    scaling: 1,
  }),
  ofSectionsWhere('branching', radialDistances, {
    id: 'branching-radial-distance',
    title: 'Radial distance of branching points from the neurite’s start',
    unit: 'µm',
    definition: 'Radial distance from the neurite’s start of sections with two children or more.',
    source: { neurom: 'section_bif_radial_distances (of a neurite)' },
    scaling: 1,
  }),
]
