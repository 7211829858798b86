import { formatMeasure } from '../../format/quantity.ts'
import type { FeatureInfo, FeatureScope, MeasuredSummary } from '../../../src-main/contract/index.ts'

/** Scopes as the table shows them, the whole first. */
export const featureScopes: readonly FeatureScope[] = ['cell', 'neurite', 'bifurcation', 'section', 'segment']

/** A row of the table of features. */
export interface FeatureRow {
  readonly info: FeatureInfo
  /** Undefined until it is measured. */
  readonly summary: MeasuredSummary | undefined
}

/** The features of a scope that hold every word of a text in their name, definition or source. */
export function matchingFeatures(
  features: readonly FeatureInfo[],
  summaries: readonly MeasuredSummary[],
  wanted: { readonly text: string; readonly scope: FeatureScope | 'all' },
): readonly FeatureRow[] {
  const words = wanted.text.toLowerCase().split(/\s+/).filter(Boolean)
  const known = new Map(summaries.map(summary => [summary.feature, summary]))
  return features
    .filter(({ scope }) => wanted.scope === 'all' || scope === wanted.scope)
    .filter(({ id, title, definition, source }) => {
      const text = [id, title, definition, source].join(' ').toLowerCase()
      return words.every(word => text.includes(word))
    })
    .map(info => ({ info, summary: known.get(info.id) }))
}

/** A unit as it stands beside a number; nothing for plain numbers. */
export function unitText(unit: string): string {
  return unit === '1' ? '' : unit.replace('^1.5', '¹·⁵')
}

/** A quantity with its unit for an axis: `Section length (µm)`. */
export function axisText({ title, unit }: Pick<FeatureInfo, 'title' | 'unit'>): string {
  const text = unitText(unit)
  return text === '' ? title : `${title} (${text})`
}

/** Rows in descending order of their values; what has none comes last. */
export function rowsByValue(values: Float64Array, ascending = false): Int32Array {
  const rows = Int32Array.from(values.keys())
  const key = (row: number): number => {
    const value = values[row] ?? NaN
    if (Number.isNaN(value)) return Infinity
    return ascending ? value : -value
  }
  return rows.sort((one, other) => key(one) - key(other) || one - other)
}

/** A measured number in a table: counts without decimals, a true minus sign. */
export function shownNumber(value: number, digits = 4): string {
  const isCount = Number.isInteger(value) && Math.abs(value) < 1e6
  return (isCount ? String(value) : formatMeasure(value, digits)).replace('-', '−')
}
