import { childCount } from '../cell/neuriteTree.ts'
import type { MeasuredCell } from '../cell/measuredCell.ts'
import type { Selection } from '../cell/selection.ts'
import { type Feature, type FeatureUnit, ofCell, ofNeurites } from './feature.ts'
import { areas, lengths, segmentCounts, volumes } from './sectionSums.ts'

/** A total: the sum of a number over sections. */
interface Total {
  readonly id: string
  readonly what: string
  readonly definition: string
  readonly unit: FeatureUnit
  readonly scaling: number
  readonly neurom: string
  readonly lMeasure?: string
  ofSection(selection: Selection): (section: number) => number
}

const perChildren = (counts: (children: number) => boolean) => (selection: Selection) => (section: number) =>
  counts(childCount(selection.cell.tree, section)) && selection.isOfOneKind(section) ? 1 : 0
const perSection = (quantity: (cell: MeasuredCell) => Float64Array) => (selection: Selection) => {
  const values = selection.cell.of(quantity)
  return (section: number) => values[section]!
}
const count = { unit: '1', scaling: 0 } as const

const totals: readonly Total[] = [
  {
    ...count,
    id: 'sections',
    what: 'sections',
    definition: 'Number of sections',
    neurom: 'number_of_sections',
    lMeasure: 'N_branch',
    ofSection: () => () => 1,
  },
  {
    ...count,
    id: 'segments',
    what: 'segments',
    definition: 'Number of segments',
    neurom: 'number_of_segments',
    lMeasure: 'Fragmentation',
    ofSection: perSection(segmentCounts),
  },
  {
    ...count,
    id: 'bifurcations',
    what: 'bifurcations',
    definition: 'Number of sections with exactly two children',
    neurom: 'number_of_bifurcations',
    lMeasure: 'N_bifs',
    ofSection: perChildren(children => children === 2),
  },
  {
    ...count,
    id: 'forking-points',
    what: 'forking points',
    definition: 'Number of sections with two children or more',
    neurom: 'number_of_forking_points',
    ofSection: perChildren(children => children >= 2),
  },
  {
    ...count,
    id: 'leaves',
    what: 'ends',
    definition: 'Number of sections without children',
    neurom: 'number_of_leaves',
    lMeasure: 'N_tips',
    ofSection: perChildren(children => children === 0),
  },
  {
    id: 'length',
    what: 'total length',
    definition: 'Sum of the lengths of the sections',
    unit: 'µm',
    scaling: 1,
    neurom: 'total_length',
    lMeasure: 'Length',
    ofSection: perSection(lengths),
  },
  {
    id: 'area',
    what: 'total area',
    definition: 'Sum of the side areas of the sections',
    unit: 'µm²',
    scaling: 2,
    neurom: 'total_area',
    ofSection: perSection(areas),
  },
  {
    id: 'volume',
    what: 'total volume',
    definition: 'Sum of the volumes of the sections',
    unit: 'µm³',
    scaling: 3,
    neurom: 'total_volume',
    ofSection: perSection(volumes),
  },
]

function perNeurite(total: Total): (selection: Selection) => Float64Array {
  return selection => {
    const { sections } = selection
    const { tree } = selection.cell
    const of = total.ofSection(selection)
    const sums = new Float64Array(tree.root.length)
    for (const section of sections) sums[tree.neurite[section]!]! += of(section)
    return sums
  }
}

function ofAll(total: Total): (selection: Selection) => number {
  return selection => {
    const { sections } = selection
    const of = total.ofSection(selection)
    let sum = 0
    for (const section of sections) sum += of(section)
    return sum
  }
}

const capital = (words: string) => words.slice(0, 1).toUpperCase() + words.slice(1)

/** Counts and totals of neurites and of cells, the soma left out. */
export const totalFeatures: readonly Feature[] = totals.flatMap(total => {
  const { id, what, definition, unit, scaling, neurom, lMeasure } = total
  return [
    ofNeurites(perNeurite(total), {
      id: `neurite-${id}`,
      title: `${capital(what)} of a neurite`,
      unit,
      definition: `${definition} of the neurite.`,
      source: { neurom: id === 'sections' || unit !== '1' ? `${neurom}_per_neurite` : neurom },
      scaling,
    }),
    ofCell(ofAll(total), {
      id: `total-${id}`,
      title: `${capital(what)} of the cell`,
      unit,
      definition: `${definition} of all neurites.`,
      source: { neurom, ...(lMeasure === undefined ? {} : { lMeasure }) },
      scaling,
    }),
  ]
})
