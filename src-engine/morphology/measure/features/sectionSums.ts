import type { MeasuredCell } from '../cell/measuredCell.ts'
import { type Feature, ofSections } from './feature.ts'
import { segmentAreas, segmentLengths, segmentRadii, segmentVolumes } from './segmentGeometry.ts'

/** Sums a quantity of segments over each section, shape [sections]. */
function sumOfSegments(cell: MeasuredCell, quantity: (cell: MeasuredCell) => Float64Array): Float64Array {
  const values = cell.of(quantity)
  const sums = new Float64Array(cell.tree.parent.length)
  for (const section of cell.tree.order) {
    const last = cell.last(section)
    let sum = 0
    for (let i = cell.first(section); i < last; i++) sum += values[i]!
    sums[section] = sum
  }
  return sums
}

/** Length of each section of neurites [µm], shape [sections]. */
export const lengths = (cell: MeasuredCell) => sumOfSegments(cell, segmentLengths)
/** Area of each section of neurites [µm²]. */
export const areas = (cell: MeasuredCell) => sumOfSegments(cell, segmentAreas)
/** Volume of each section of neurites [µm³]. */
export const volumes = (cell: MeasuredCell) => sumOfSegments(cell, segmentVolumes)
/** Number of segments of each section. */
export const segmentCounts = (cell: MeasuredCell) =>
  Float64Array.from(cell.tree.neurite, (neurite, section) =>
    neurite < 0 ? 0 : cell.last(section) - cell.first(section),
  )

/** Radius of each section, weighted with length [µm]; NaN where it has no length. */
export function meanRadii(cell: MeasuredCell): Float64Array {
  const length = cell.of(lengths)
  const moments = sumOfSegments(cell, momentsOfRadius)
  return moments.map((moment, section) => (length[section]! > 0 ? moment / length[section]! : NaN))
}

function momentsOfRadius(cell: MeasuredCell): Float64Array {
  const length = cell.of(segmentLengths)
  return cell.of(segmentRadii).map((radius, i) => radius * length[i]!)
}

/** Sums over the segments of sections. */
export const sectionSumFeatures: readonly Feature[] = [
  ofSections(lengths, {
    id: 'section-length',
    title: 'Section length',
    unit: 'µm',
    definition: 'Sum of the lengths of the section’s segments.',
    source: { neurom: 'section_lengths', lMeasure: 'Branch_pathlength' },
    scaling: 1,
  }),
  ofSections(areas, {
    id: 'section-area',
    title: 'Section area',
    unit: 'µm²',
    definition: 'Sum of the side areas of the section’s segments.',
    source: { neurom: 'section_areas' },
    scaling: 2,
  }),
  ofSections(volumes, {
    id: 'section-volume',
    title: 'Section volume',
    unit: 'µm³',
    definition: 'Sum of the volumes of the section’s segments.',
    source: { neurom: 'section_volumes' },
    scaling: 3,
  }),
  ofSections(meanRadii, {
    id: 'section-mean-radius',
    title: 'Mean radius',
    unit: 'µm',
    definition: 'Mean of the segments’ radii, weighted with their lengths.',
    source: { neurom: 'section_mean_radius' },
    scaling: 1,
  }),
  ofSections(segmentCounts, {
    id: 'fragmentation',
    title: 'Fragmentation',
    unit: '1',
    definition: 'Number of the section’s segments.',
    source: { neurom: 'number_of_segments (of a section)', lMeasure: 'Fragmentation' },
    certain: false,
    scaling: 0,
  }),
]
