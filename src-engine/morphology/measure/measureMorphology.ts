import type { Morphology } from '../morphology.ts'
import { MeasuredCell } from './cell/measuredCell.ts'
import { type MeasureFilters, Selection } from './cell/selection.ts'
import type { Feature } from './features/feature.ts'
import { describeSample, type Description } from './population/describe.ts'

/** A feature of a cell, row for row, and what its numbers are like. */
export interface MeasuredFeature {
  readonly feature: Feature
  /** One number for each row of the feature's scope; NaN and infinity where it is not defined. */
  readonly values: Float64Array
  /** Of the numbers that are finite. */
  readonly summary: Description
}

/** Features of a cell, with the rows that they were measured of. */
export interface Measurement {
  /** Rows of each scope; `Selection` says what they mean. */
  readonly selection: Selection
  readonly features: readonly MeasuredFeature[]
}

/**
 * Measures features of a cell. What several of them need is computed once.
 *
 * @param cell a morphology, or a cell that has been measured before and remembers
 */
export function measureMorphology(
  cell: Morphology | MeasuredCell,
  features: readonly Feature[],
  filters: MeasureFilters = {},
): Measurement {
  const measured = cell instanceof MeasuredCell ? cell : new MeasuredCell(cell)
  const selection = new Selection(measured, filters)
  return {
    selection,
    features: features.map(feature => {
      const values = feature.compute(selection)
      return { feature, values, summary: describeSample(values) }
    }),
  }
}
