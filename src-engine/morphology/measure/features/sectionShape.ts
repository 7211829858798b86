import { log } from '../../../math/elementary.ts'
import type { MeasuredCell } from '../cell/measuredCell.ts'
import { type Feature, ofSections } from './feature.ts'
import { lengths } from './sectionSums.ts'
import { between, norm } from './vectors.ts'

/** A number for each section of neurites, NaN for the soma. */
function overSections(cell: MeasuredCell, measure: (section: number) => number): Float64Array {
  return Float64Array.from(cell.tree.neurite, (neurite, section) => (neurite < 0 ? NaN : measure(section)))
}

/** Straight distance between the ends of each section [µm]. */
export const endDistances = (cell: MeasuredCell) =>
  overSections(cell, section => norm(between(cell.points, cell.first(section), cell.last(section))))

function tortuosities(cell: MeasuredCell): Float64Array {
  const length = cell.of(lengths)
  return cell.of(endDistances).map((distance, section) => length[section]! / distance)
}

/** Straight distance over length of each section. */
export function contractions(cell: MeasuredCell): Float64Array {
  const length = cell.of(lengths)
  return cell.of(endDistances).map((distance, section) => distance / length[section]!)
}

/** Least squares slope of y over x; NaN where all x are equal. */
function slope(count: number, x: (i: number) => number, y: (i: number) => number): number {
  let [meanX, meanY] = [0, 0]
  for (let i = 0; i < count; i++) {
    meanX += x(i) / count
    meanY += y(i) / count
  }
  let [xx, xy] = [0, 0]
  for (let i = 0; i < count; i++) {
    xx += (x(i) - meanX) * (x(i) - meanX)
    xy += (x(i) - meanX) * (y(i) - meanY)
  }
  return xx > 0 ? xy / xx : NaN
}

const taperRates = (cell: MeasuredCell) =>
  overSections(cell, section => {
    const first = cell.first(section)
    const { arcUm, diameter } = cell.points
    return slope(
      cell.last(section) - first + 1,
      i => arcUm[first + i]!,
      i => diameter[first + i]!,
    )
  })

/** Slope of log path length over log distance from the section's start; NaN with fewer than two points behind it. */
export const fractalDimensions = (cell: MeasuredCell) =>
  overSections(cell, section => {
    const first = cell.first(section)
    const paths: number[] = []
    const distances: number[] = []
    for (let i = first + 1; i <= cell.last(section); i++) {
      const distance = norm(between(cell.points, first, i))
      if (!(distance > 0)) continue
      paths.push(log(cell.points.arcUm[i]!))
      distances.push(log(distance))
    }
    if (paths.length < 2) return NaN
    return slope(
      paths.length,
      i => distances[i]!,
      i => paths[i]!,
    )
  })

const taper1 = (cell: MeasuredCell) => {
  const length = cell.of(lengths)
  const { diameter } = cell.points
  return overSections(cell, section =>
    length[section]! > 0
      ? (diameter[cell.first(section)]! - diameter[cell.last(section)]!) / length[section]!
      : NaN,
  )
}

const taper2 = (cell: MeasuredCell) => {
  const { diameter } = cell.points
  return overSections(cell, section => {
    const start = diameter[cell.first(section)]!
    return start > 0 ? (start - diameter[cell.last(section)]!) / start : NaN
  })
}

/** How straight sections run, and how they taper. */
export const sectionShapeFeatures: readonly Feature[] = [
  ofSections(endDistances, {
    id: 'end-distance',
    title: 'End distance',
    unit: 'µm',
    definition: 'Straight distance between the section’s first and last point.',
    source: { neurom: 'section_end_distances' },
    scaling: 1,
  }),
  ofSections(tortuosities, {
    id: 'tortuosity',
    title: 'Tortuosity',
    unit: '1',
    definition: 'Length over end distance; infinite where the section ends where it begins.',
    source: { neurom: 'section_tortuosity' },
    scaling: 0,
  }),
  ofSections(contractions, {
    id: 'contraction',
    title: 'Contraction',
    unit: '1',
    definition: 'End distance over length, the inverse of the tortuosity.',
    source: { lMeasure: 'Contraction' },
    scaling: 0,
  }),
  ofSections(taperRates, {
    id: 'section-taper-rate',
    title: 'Section taper rate',
    unit: '1',
    definition: 'Slope of the straight line fitted to the diameters of the points over path length.',
    source: { neurom: 'section_taper_rates' },
    scaling: 0,
  }),
  ofSections(taper1, {
    id: 'taper-1',
    title: 'Taper 1',
    unit: '1',
    definition: 'First diameter minus last, over length.',
    source: { lMeasure: 'Taper_1' },
    certain: false,
    scaling: 0,
  }),
  ofSections(taper2, {
    id: 'taper-2',
    title: 'Taper 2',
    unit: '1',
    definition: 'First diameter minus last, over the first.',
    source: { lMeasure: 'Taper_2' },
    certain: false,
    scaling: 0,
  }),
  ofSections(fractalDimensions, {
    id: 'fractal-dimension',
    title: 'Fractal dimension of the path',
    unit: '1',
    definition:
      'Slope of the logarithm of path length over that of straight distance, both from the section’s start; not the box-counting dimension.',
    source: { lMeasure: 'Fractal_Dim' },
    certain: false,
    scaling: 0,
  }),
]
