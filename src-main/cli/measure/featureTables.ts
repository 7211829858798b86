import {
  type Description,
  type Feature,
  MeasuredCell,
  type MeasuredFeature,
  measureMorphology,
  Selection,
} from '../../../src-engine/index.ts'
import type { MeasureOptions, RowKind } from './options.ts'
import type { ResultTable } from './table.ts'

/** A file that was read, under the name by which people know it. */
export interface NamedCell {
  readonly name: string
  readonly cell: MeasuredCell
}

/** Marks names of features whose definition may not be that of their source. */
const marked = ({ id, certain }: Feature) => (certain ? id : `${id}?`)
const unitOf = ({ unit }: Feature) => (unit === '1' ? '' : unit)

const typeNames: Readonly<Record<number, string>> = { 1: 'soma', 2: 'axon', 3: 'dend', 4: 'apic' }

/** A type by its name, or its number. */
export function typeName(type: number): string {
  return typeNames[type] ?? String(type)
}

/** The feature tables of some cells. */
export function featureTable(
  cells: readonly NamedCell[],
  features: readonly Feature[],
  options: MeasureOptions,
): ResultTable {
  if (options.per === 'cell' || options.per === 'type') return summaryTable(cells, features, options)
  return rowTable(cells, features, options)
}

/** The types whose rows are counted apart; undefined for all together. */
function partsOf({ cell }: NamedCell, options: MeasureOptions): readonly (readonly number[] | undefined)[] {
  if (options.per !== 'type') return [options.types]
  const { type } = cell.morphology.sections
  const present = [...new Set(new Selection(cell).sections)].map(section => type[section] ?? 0)
  return [...new Set(present)]
    .sort((a, b) => a - b)
    .filter(one => options.types?.includes(one) ?? true)
    .map(one => [one])
}

/** One row for each file, type and feature. */
function summaryTable(
  cells: readonly NamedCell[],
  features: readonly Feature[],
  options: MeasureOptions,
): ResultTable {
  const withType = options.per === 'type'
  const numbers = ['n', 'undefined', 'mean', 'sd', 'min', 'max', 'median', 'sum']
  const rows = cells.flatMap(named =>
    partsOf(named, options).flatMap(types =>
      measureMorphology(named.cell, features, types ? { types } : {}).features.map(({ feature, summary }) => [
        named.name,
        ...(withType ? [typeName(types?.[0] ?? 0)] : []),
        feature.id,
        unitOf(feature),
        ...numbersOf(summary),
        feature.certain ? 'known' : 'uncertain',
      ]),
    ),
  )
  const header = ['file', ...(withType ? ['type'] : []), 'feature', 'unit', ...numbers, 'definition']
  return { title: 'Features', header, rows }
}

const numbersOf = (of: Description) => [of.n, of.left, of.mean, of.sd, of.min, of.max, of.median, of.sum]

/** What a row of a scope is called: its section, its type and, for segments, which one of the section. */
function namesOf(
  selection: Selection,
  scope: Exclude<RowKind, 'cell' | 'type'>,
  row: number,
): (string | number)[] {
  const { cell } = selection
  const { sections } = cell.morphology
  if (scope === 'segment') {
    const section = sectionOfSample(sections.firstSample, row)
    return [sections.name[section] ?? '', typeName(sections.type[section] ?? 0), row - cell.first(section)]
  }
  const section = scope === 'neurite' ? (cell.tree.root[row] ?? 0) : row
  return [sections.name[section] ?? '', typeName(sections.type[section] ?? 0)]
}

function sectionOfSample(firstSample: Int32Array, sample: number): number {
  let [low, high] = [0, firstSample.length - 2]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((firstSample[middle] ?? 0) <= sample) low = middle
    else high = middle - 1
  }
  return low
}

/** One row for each neurite, section, bifurcation or segment, and one column for each feature of that scope. */
function rowTable(
  cells: readonly NamedCell[],
  features: readonly Feature[],
  options: MeasureOptions,
): ResultTable {
  const scope = options.per as Exclude<RowKind, 'cell' | 'type'>
  const columns = features.filter(feature => feature.scope === scope)
  const rows = cells.flatMap(({ name, cell }) => {
    const measured = measureMorphology(cell, columns, options.types ? { types: options.types } : {})
    return Array.from(measured.selection.rows(scope), (row, index) => [
      name,
      ...namesOf(measured.selection, scope, row),
      ...measured.features.map(({ values }) => values[index] ?? NaN),
    ])
  })
  const header = [
    'file',
    'section',
    'type',
    ...(scope === 'segment' ? ['segment'] : []),
    ...columns.map(marked),
  ]
  return { title: `Features of each ${scope}`, header, rows }
}

/** A measured feature for machines; what is not finite becomes null. */
export function plainFeature({ feature, values, summary }: MeasuredFeature, withValues: boolean) {
  const { id, title, unit, scope, definition, certain } = feature
  return {
    id,
    title,
    unit,
    scope,
    definition,
    certain,
    summary,
    ...(withValues ? { values: [...values] } : {}),
  }
}

/** The features of one file for machines: all together, or by type. */
export function plainFeatures(named: NamedCell, features: readonly Feature[], options: MeasureOptions) {
  const withValues = options.per !== 'cell' && options.per !== 'type'
  const wanted = withValues ? features.filter(({ scope }) => scope === options.per) : features
  return partsOf(named, options).map(types => {
    const measured = measureMorphology(named.cell, wanted, types ? { types } : {})
    const scope = options.per as Exclude<RowKind, 'cell' | 'type'>
    return {
      types: types?.map(typeName) ?? 'all',
      ...(withValues
        ? { rows: Array.from(measured.selection.rows(scope), row => namesOf(measured.selection, scope, row)) }
        : {}),
      features: measured.features.map(one => plainFeature(one, withValues)),
    }
  })
}
