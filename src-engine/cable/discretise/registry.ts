import type { Discretisation } from '../../model/document.ts'
import { dLambda } from './dLambda.ts'
import { fixedCount } from './fixedCount.ts'
import { maximumLength } from './maximumLength.ts'
import type { SectionCable } from './policy.ts'

/** Every way to cut sections, in the order in which forms show them. */
export const discretisationPolicies = [fixedCount, maximumLength, dLambda] as const

/** Number of compartments of one section. */
export function compartmentsOfSection(section: SectionCable, discretisation: Discretisation): number {
  switch (discretisation.kind) {
    case 'fixed':
      return fixedCount.count(section, discretisation)
    case 'maximum-length':
      return maximumLength.count(section, discretisation)
    case 'd-lambda':
      return dLambda.count(section, discretisation)
  }
}
