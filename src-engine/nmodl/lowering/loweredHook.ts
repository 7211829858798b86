import type { ProgramBuilder } from '../../program/builder.ts'
import type { Value } from '../../program/graph.ts'
import type { CurrentValue } from './currentAndConductance.ts'
import type { Execution } from './execution.ts'

/** A hook after its statements have been run symbolically: what is to be stored, if it is wanted. */
export interface LoweredHook {
  readonly builder: ProgramBuilder
  /** Every variable that was assigned, with what it stands for at the end. */
  readonly assigned: ReadonlyMap<string, Value>
  /** What its effects are made of. */
  readonly effective: readonly Value[]
  /** The membrane currents; only of the hook `current`. */
  readonly currents: readonly CurrentValue[]
  /** Names under CONDUCTANCE with what they stand for; only of the hook `current`. */
  readonly conductances: readonly Value[]
  /** The ion of each, where CONDUCTANCE names one. */
  readonly conductanceIons?: readonly (string | undefined)[]
}

/** What a run over statements has come to. */
export function finished(execution: Execution): LoweredHook {
  const { builder, names, effective } = execution
  return { builder, assigned: names.assigned(), effective, currents: [], conductances: [] }
}
