import type { Feature } from '../features/feature.ts'
import { type Description, describeSample } from './describe.ts'
import { type EffectSize, effectSize } from './effectSize.ts'
import { holm } from './holm.ts'
import { kolmogorovSmirnov } from './kolmogorovSmirnov.ts'
import { mannWhitney } from './mannWhitney.ts'
import { type TestResult, welch, type WelchResult } from './welch.ts'

/** A feature of two groups of cells: one number for each cell. */
export interface GroupsOfFeature {
  readonly feature: Feature
  readonly one: ArrayLike<number>
  readonly other: ArrayLike<number>
}

/** A test with its probability corrected for the number of features. */
type Corrected<Result extends TestResult> = Result & { readonly pHolm: number }

/** How two groups of cells differ in a feature. */
export interface FeatureComparison {
  readonly feature: Feature
  readonly one: Description
  readonly other: Description
  readonly effect: EffectSize
  readonly welch: Corrected<WelchResult>
  readonly mannWhitney: Corrected<TestResult>
  readonly kolmogorovSmirnov: Corrected<TestResult>
}

/**
 * Compares two groups feature by feature. The unit of the statistics is the cell: numbers of one cell depend on one
 * another, so each cell gives one (`cellValue`). Each kind of test is corrected over the features.
 */
export function comparePopulations(groups: readonly GroupsOfFeature[]): readonly FeatureComparison[] {
  const results = groups.map(({ feature, one, other }) => ({
    feature,
    one: describeSample(one),
    other: describeSample(other),
    effect: effectSize(one, other),
    welch: welch(one, other),
    mannWhitney: mannWhitney(one, other),
    kolmogorovSmirnov: kolmogorovSmirnov(one, other),
  }))
  const corrected = (test: 'welch' | 'mannWhitney' | 'kolmogorovSmirnov') =>
    holm(results.map(result => result[test].p))
  const [t, u, d] = [corrected('welch'), corrected('mannWhitney'), corrected('kolmogorovSmirnov')]
  return results.map((result, k) => ({
    ...result,
    welch: { ...result.welch, pHolm: t[k] ?? NaN },
    mannWhitney: { ...result.mannWhitney, pHolm: u[k] ?? NaN },
    kolmogorovSmirnov: { ...result.kolmogorovSmirnov, pHolm: d[k] ?? NaN },
  }))
}

/** The one number that a cell gives for a feature: its value for features of cells, otherwise the mean of its rows. */
export function cellValue(values: ArrayLike<number>): number {
  return describeSample(values).mean
}
