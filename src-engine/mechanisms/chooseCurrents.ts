import type { CompiledMechanism } from '../kernel/compiledMechanism.ts'
import { type Catalogue, createCatalogue } from './catalogue.ts'

/** The catalogue as a run wants it that carries ion currents to the middle of the step: they come with their slopes. */
export function withSlopesOfCurrents(catalogue: Catalogue): Catalogue {
  return createCatalogue(
    catalogue.list().map((mechanism): CompiledMechanism => {
      const { programs, currentWithSlopes } = mechanism
      return currentWithSlopes
        ? { ...mechanism, programs: { ...programs, current: currentWithSlopes } }
        : mechanism
    }),
  )
}
