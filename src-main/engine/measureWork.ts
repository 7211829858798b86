import {
  cellValue,
  electrotonicAnatomy,
  findFeature,
  layDendrogram,
  lengthConstants,
  measureMorphology,
  MeasuredCell,
  morphologyFeatures,
  orderDistances,
  pathDistances,
  persistenceBarcode,
  Selection,
  shollProfile,
  strahlerTable,
  summariseSholl,
  transformedCell,
  type Feature,
} from '../../src-engine/index.ts'
import type { Diagnostic } from '../../src-engine/core/diagnostics/diagnostic.ts'
import type { Morphology } from '../../src-engine/morphology/morphology.ts'
import type {
  Barcode,
  DendrogramLayout,
  DendrogramQuestion,
  ElectrotonicColumns,
  FeatureRows,
  FeatureScope,
  FeatureTable,
  MeasuredSummary,
  ShollAnswer,
  ShollQuestion,
  StrahlerRow,
  UniformCable,
} from '../contract/measures.ts'

type Types = readonly number[] | undefined

const filtersOf = (types: Types) => (types ? { types } : {})
const selectionOf = (morphology: Morphology, types: Types): Selection =>
  new Selection(new MeasuredCell(morphology), filtersOf(types))

/** The section that each row of a scope belongs to, and for segments the first sample. */
function placesOf(
  { cell, ...rows }: Selection,
  scope: FeatureScope,
): Pick<FeatureRows, 'sections' | 'samples'> {
  if (scope === 'cell') return { sections: Int32Array.of(-1), samples: undefined }
  if (scope === 'section') return { sections: rows.sections, samples: undefined }
  if (scope === 'bifurcation') return { sections: rows.bifurcations, samples: undefined }
  if (scope === 'neurite')
    return { sections: rows.neurites.map(one => cell.tree.root[one] ?? -1), samples: undefined }
  const sections = new Int32Array(rows.segments.length)
  let at = 0
  for (const section of rows.sections) {
    const count = cell.last(section) - cell.first(section)
    sections.fill(section, at, (at += count))
  }
  return { sections, samples: rows.segments }
}

/** The value that each sample shows: of its segment, its section, or its neurite. */
function spread(selection: Selection, scope: FeatureScope, values: Float64Array): Float64Array | undefined {
  if (scope === 'cell') return undefined
  const { cell } = selection
  const ofSamples = new Float64Array(cell.points.count).fill(NaN)
  const paint = (section: number, value: number) =>
    ofSamples.fill(value, cell.first(section), cell.last(section) + 1)
  if (scope === 'section' || scope === 'bifurcation')
    selection.rows(scope).forEach((section, row) => paint(section, values[row] ?? NaN))
  else if (scope === 'neurite') {
    const ofNeurite = new Map(Array.from(selection.neurites, (one, row) => [one, values[row] ?? NaN]))
    for (const section of selection.sections)
      paint(section, ofNeurite.get(cell.tree.neurite[section] ?? -1) ?? NaN)
  } else {
    selection.segments.forEach((sample, row) => (ofSamples[sample] = values[row] ?? NaN))
    // The last point of a section looks like the segment that ends in it.
    for (const section of selection.sections) {
      const last = cell.last(section)
      if (last > cell.first(section)) ofSamples[last] = ofSamples[last - 1] ?? NaN
    }
  }
  return ofSamples
}

function rows(morphology: Morphology, feature: string, types: Types): FeatureRows | undefined {
  const wanted = findFeature(feature)
  if (!wanted) return undefined
  const selection = selectionOf(morphology, types)
  const values = wanted.compute(selection)
  return {
    feature,
    values,
    ...placesOf(selection, wanted.scope),
    ofSamples: spread(selection, wanted.scope, values),
  }
}

function summaries(morphology: Morphology, types: Types): readonly MeasuredSummary[] {
  const { features } = measureMorphology(morphology, morphologyFeatures, filtersOf(types))
  return features.map(({ feature, summary }) => ({ feature: feature.id, ...summary }))
}

function table(morphology: Morphology, scope: FeatureScope, types: Types): FeatureTable {
  const wanted = morphologyFeatures.filter(feature => feature.scope === scope)
  const { selection, features } = measureMorphology(morphology, wanted, filtersOf(types))
  return {
    ...placesOf(selection, scope),
    columns: features.map(({ feature, values }) => ({ feature: feature.id, values })),
  }
}

function sholl(morphology: Morphology, { types, ...options }: Omit<ShollQuestion, 'id'>): ShollAnswer {
  const selection = selectionOf(morphology, types)
  const found = shollProfile(selection, options)
  if (!found) return undefined
  const { crossingsOfType, ...profile } = found
  return {
    profile,
    ofTypes: [...crossingsOfType]
      .map(([type, crossings]) => ({ type, crossings }))
      .sort((one, other) => one.type - other.type),
    summary: summariseSholl(profile, selection.neurites.length, options.dimensions),
  }
}

function barcode(morphology: Morphology, distance: 'path' | 'radial', types: Types): Barcode {
  const bars = persistenceBarcode(selectionOf(morphology, types), distance)
  return {
    birthUm: Float64Array.from(bars, ({ birth }) => birth),
    deathUm: Float64Array.from(bars, ({ death }) => death),
    sections: Int32Array.from(bars, ({ section }) => section),
  }
}

function dendrogram(morphology: Morphology, question: DendrogramQuestion): DendrogramLayout {
  if (question.by === 'electrotonic') {
    const { startDistance, endDistance } = lengthConstants(morphology, question.cable, question.hz)
    return layDendrogram(morphology, { start: startDistance, end: endDistance })
  }
  const distances = question.by === 'path' ? pathDistances : orderDistances
  return layDendrogram(morphology, distances(morphology))
}

/** The electrotonic anatomy with the cells that show it. */
export interface ElectrotonicWork {
  readonly anatomy:
    | {
        readonly site: { readonly section: string; readonly x: number }
        readonly inputMohm: number
        readonly frequencyFactor: number
        readonly columns: ElectrotonicColumns
        readonly outward: Morphology
        readonly inward: Morphology
      }
    | undefined
  readonly diagnostics: readonly Diagnostic[]
}

function electrotonic(morphology: Morphology, cable: UniformCable, hz: number): ElectrotonicWork {
  const { value, diagnostics } = electrotonicAnatomy(morphology, cable, hz)
  if (!value) return { anatomy: undefined, diagnostics }
  const { constants, attenuations } = value
  return {
    diagnostics,
    anatomy: {
      site: { section: morphology.sections.name[attenuations.site.section] ?? '', x: attenuations.site.x },
      inputMohm: attenuations.inputMohm,
      frequencyFactor: constants.frequencyFactor,
      columns: {
        lengthUm: constants.lengthUm,
        lambdaUm: constants.lambdaUm,
        lambdaAtFrequencyUm: constants.lambdaAtFrequencyUm,
        electrotonicLength: constants.length,
        startDistance: constants.startDistance,
        endDistance: constants.endDistance,
        outwardAtEnd: attenuations.outwardAtEnd,
        inwardAtEnd: attenuations.inwardAtEnd,
        endInputMohm: attenuations.endInputMohm,
      },
      outward: transformedCell(morphology, value.outwardLength),
      inward: transformedCell(morphology, value.inwardLength),
    },
  }
}

/** The features of some scopes; all without them. */
export function featuresOfScopes(scopes: readonly FeatureScope[] | undefined): readonly Feature[] {
  return morphologyFeatures.filter(({ scope }) => scopes?.includes(scope) ?? true)
}

/** The one number that a cell gives for each feature of some scopes. */
function cellValues(
  morphology: Morphology,
  scopes: readonly FeatureScope[] | undefined,
  types: Types,
): Float64Array {
  const { features } = measureMorphology(morphology, featuresOfScopes(scopes), filtersOf(types))
  return Float64Array.from(features, ({ values }) => cellValue(values))
}

/** Measuring, as work of a thread. */
export const measureWork = {
  measureSummaries: summaries,
  measureRows: rows,
  measureTable: table,
  sholl,
  strahler: (morphology: Morphology, types: Types): readonly StrahlerRow[] =>
    strahlerTable(selectionOf(morphology, types)),
  persistence: barcode,
  dendrogram,
  electrotonic,
  measureCellValues: cellValues,
}
