import type { CompiledMechanism } from '../kernel/compiledMechanism.ts'

/** What a model needs to know of the mechanisms that exist; the catalogue is one. */
export interface MechanismLookup {
  get(name: string): CompiledMechanism | undefined
  /** All names, for "did you mean". */
  names(): readonly string[]
}
