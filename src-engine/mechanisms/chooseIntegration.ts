import type { CompiledMechanism, HookPrograms } from '../kernel/compiledMechanism.ts'
import { type Catalogue, createCatalogue } from './catalogue.ts'

/** The catalogue as steps of adaptive length want it: states flow instead of being moved once a step. */
export function inContinuousTime(catalogue: Catalogue): Catalogue {
  return createCatalogue(
    catalogue.list().map((mechanism): CompiledMechanism => {
      const programs = continuousPrograms(mechanism)
      return { ...mechanism, programs }
    }),
  )
}

/** The programs of a run in continuous time; a mechanism without states that flow has its hook `state` after each step. */
function continuousPrograms({ programs, continuous, stops }: CompiledMechanism): HookPrograms {
  const { state, ...rest } = programs
  if (!continuous) return { ...rest, afterStep: state, stops }
  const { expose, rates, solve, afterStep } = continuous
  return { ...rest, expose, rates, solveRates: solve, afterStep, stops }
}
