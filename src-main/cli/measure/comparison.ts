import {
  cellValue,
  comparePopulations,
  type Feature,
  type FeatureComparison,
  measureMorphology,
} from '../../../src-engine/index.ts'
import type { NamedCell } from './featureTables.ts'
import type { MeasureOptions } from './options.ts'
import type { ResultTable } from './table.ts'

/** Compares two groups of cells in each feature: one number for each cell, the mean of its rows. */
export function compareGroups(
  [one, other]: readonly [readonly NamedCell[], readonly NamedCell[]],
  features: readonly Feature[],
  options: MeasureOptions,
): readonly FeatureComparison[] {
  const filters = options.types ? { types: options.types } : {}
  const numbers = (cells: readonly NamedCell[]) =>
    cells.map(({ cell }) =>
      measureMorphology(cell, features, filters).features.map(({ values }) => cellValue(values)),
    )
  const [ofOne, ofOther] = [numbers(one), numbers(other)]
  return comparePopulations(
    features.map((feature, k) => ({
      feature,
      one: ofOne.map(values => values[k] ?? NaN),
      other: ofOther.map(values => values[k] ?? NaN),
    })),
  )
}

/** The comparison as a table: group A is the first. */
export function comparisonTable(comparisons: readonly FeatureComparison[]): ResultTable {
  return {
    title: 'Comparison of two groups of cells (A, B); probabilities as they are and after Holm',
    header: [
      'feature',
      'unit',
      ...['n A', 'mean A', 'sd A', 'n B', 'mean B', 'sd B'],
      ...['Hedges g', 'Cliff δ', 't', 'p', 'p Holm', 'U', 'p', 'p Holm', 'KS D', 'p', 'p Holm'],
      'definition',
    ],
    rows: comparisons.map(({ feature, one, other, effect, welch, mannWhitney, kolmogorovSmirnov }) => [
      feature.id,
      feature.unit === '1' ? '' : feature.unit,
      ...[one.n, one.mean, one.sd, other.n, other.mean, other.sd],
      ...[effect.hedgesG, effect.cliffDelta],
      ...[welch, mannWhitney, kolmogorovSmirnov].flatMap(({ statistic, p, pHolm }) => [statistic, p, pHolm]),
      feature.certain ? 'known' : 'uncertain',
    ]),
  }
}

/** The comparison for machines. */
export function plainComparison(comparisons: readonly FeatureComparison[]) {
  return comparisons.map(({ feature, ...rest }) => {
    const { id, unit, scope, definition, certain } = feature
    return { feature: id, unit, scope, definition, certain, ...rest }
  })
}
