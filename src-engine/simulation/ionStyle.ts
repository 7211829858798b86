import type { CompiledMechanism } from '../kernel/compiledMechanism.ts'

/**
 * What happens to an ion in a compartment, decided by what the mechanisms there do with it (NEURON's automatic
 * ion style): the reversal potential is a plain number while nobody touches the concentrations; it is computed
 * at initialisation where somebody reads both, and before every step where concentrations also change.
 */
export interface IonStyle {
  /** Concentrations return to their initial values at initialisation. */
  readonly restoresConcentrations: boolean
  /** The reversal potential follows from the concentrations at initialisation. */
  readonly computesReversalAtStart: boolean
  /** … and before each step. */
  readonly computesReversalEachStep: boolean
}

/** The style of one ion where these mechanisms are. */
export function ionStyle(ion: string, mechanisms: readonly CompiledMechanism[]): IonStyle {
  const uses = mechanisms.flatMap(mechanism => mechanism.ions.filter(use => use.ion === ion))
  const touches = (access: 'reads' | 'writes', names: readonly string[]) =>
    uses.some(use => use[access].some(name => names.includes(name)))
  const concentrations = [`${ion}i`, `${ion}o`]
  const reversal = [`e${ion}`]
  const written = touches('writes', concentrations)
  const computed = touches('reads', reversal) && !touches('writes', reversal)
  return {
    restoresConcentrations: written,
    computesReversalAtStart: computed && (written || touches('reads', concentrations)),
    computesReversalEachStep: computed && written,
  }
}
