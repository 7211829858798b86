import { type Checked } from '../core/checked.ts'
import type { Morphology } from '../morphology/morphology.ts'
import { bushSejnowski, type BushOptions } from '../morphology/reduction/bush/bushSejnowski.ts'
import { collapse, type CollapseOptions } from '../morphology/reduction/collapse/collapse.ts'
import type { PassiveCable } from '../morphology/reduction/passiveCable.ts'
import { equivalentCylinder, type RallOptions } from '../morphology/reduction/rall/equivalentCylinder.ts'
import type { ReducedCell } from '../morphology/reduction/reducedCell.ts'
import { stratford, type StratfordOptions } from '../morphology/reduction/stratford/stratford.ts'
import { type AnalyticOptions, reduceAnalytically } from './analytic/analytic.ts'

/** A method with all that it can be told. */
export type Reduction =
  | { readonly method: 'collapse'; readonly options: CollapseOptions }
  | { readonly method: 'rall'; readonly options: RallOptions }
  | { readonly method: 'bush'; readonly options: BushOptions }
  | { readonly method: 'stratford'; readonly options: StratfordOptions }
  | { readonly method: 'analytic'; readonly options: AnalyticOptions }

/** Reduces a cell. The cell itself stays as it is. */
export function reduceMorphology(
  morphology: Morphology,
  passive: PassiveCable,
  reduction: Reduction,
): Checked<ReducedCell> {
  switch (reduction.method) {
    case 'collapse':
      return collapse(morphology, passive, reduction.options)
    case 'rall':
      return equivalentCylinder(morphology, passive, reduction.options)
    case 'bush':
      return bushSejnowski(morphology, passive, reduction.options)
    case 'stratford':
      return stratford(morphology, passive, reduction.options)
    case 'analytic':
      return reduceAnalytically(morphology, passive, reduction.options)
  }
}
