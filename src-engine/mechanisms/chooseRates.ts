import type { CompiledMechanism } from '../kernel/compiledMechanism.ts'
import { type Catalogue, createCatalogue } from './catalogue.ts'

/**
 * The catalogue with what says how fast the states of each mechanism change, beside what moves them once a step: for
 * looking at a model where it stands. No run calls it.
 */
export function withRates(catalogue: Catalogue): Catalogue {
  return createCatalogue(
    catalogue.list().map((mechanism): CompiledMechanism => {
      const { programs, continuous } = mechanism
      if (!continuous) return mechanism
      const { expose, rates } = continuous
      return { ...mechanism, programs: { ...programs, expose, rates } }
    }),
  )
}
