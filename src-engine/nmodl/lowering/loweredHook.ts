import type { ProgramBuilder } from '../../program/builder.ts'
import type { Value } from '../../program/graph.ts'
import type { CurrentValue } from './currentAndConductance.ts'

/** A hook after its statements have been run symbolically: what is to be stored, if it is wanted. */
export interface LoweredHook {
  readonly builder: ProgramBuilder
  /** Every variable that was assigned, with what it stands for at the end. */
  readonly assigned: ReadonlyMap<string, Value>
  /** The membrane currents; only of the hook `current`. */
  readonly currents: readonly CurrentValue[]
}
