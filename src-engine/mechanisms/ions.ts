import { type IonDefaults, standardIon } from '../core/cellDefaults.ts'
import type { CompiledMechanism } from '../kernel/compiledMechanism.ts'

/**
 * The defaults of an ion; one that is not known by name has 1 mM on both sides, 0 mV, and the valence that the
 * mechanisms give it. Where they give none it is 1: `checkMechanisms` refuses the cases in which that would matter.
 */
export function ionDefaults(ion: string, mechanisms: Iterable<CompiledMechanism> = []): IonDefaults {
  return standardIon(ion, givenValence(ion, mechanisms))
}

/** The valence that some mechanism gives an ion. */
export function givenValence(ion: string, mechanisms: Iterable<CompiledMechanism>): number | undefined {
  for (const { ions } of mechanisms) {
    const use = ions.find(candidate => candidate.ion === ion && candidate.valence !== undefined)
    if (use) return use.valence
  }
  return undefined
}

/** How a set of mechanisms uses a quantity of an ion: the most demanding use counts. */
export type IonUsage = 'unused' | 'read' | 'written'

/** What a quantity of an ion is: not there, set by the user, computed from others, or integrated by a mechanism. */
export type QuantityStatus = 'unused' | 'parameter' | 'assigned' | 'state'

/** How an ion behaves in a compartment. */
export interface IonStyle {
  readonly concentration: QuantityStatus
  readonly reversal: QuantityStatus
  /** The reversal potential is set to the Nernst potential at initialisation. */
  readonly computesReversalAtStart: boolean
  /** … and in every step, before the currents. */
  readonly computesReversalEachStep: boolean
  /** The concentrations are set to the ion's initial values at initialisation. */
  readonly restoresConcentrations: boolean
}

const style = (
  concentration: QuantityStatus,
  reversal: QuantityStatus,
  computesReversalAtStart = false,
  computesReversalEachStep = false,
  restoresConcentrations = false,
): IonStyle => ({
  concentration,
  reversal,
  computesReversalAtStart,
  computesReversalEachStep,
  restoresConcentrations,
})

/** NEURON's style rules: by the use of the reversal potential, then of the concentrations. */
export const ionStyles: Readonly<Record<IonUsage, Readonly<Record<IonUsage, IonStyle>>>> = {
  unused: {
    unused: style('unused', 'unused'),
    read: style('parameter', 'unused'),
    written: style('state', 'unused', false, false, true),
  },
  read: {
    unused: style('unused', 'parameter'),
    read: style('parameter', 'assigned', true),
    written: style('state', 'assigned', true, true, true),
  },
  written: {
    unused: style('unused', 'assigned'),
    read: style('parameter', 'assigned'),
    written: style('state', 'assigned', false, false, true),
  },
}

/** The style of one ion in a compartment that holds these mechanisms, density and point alike. */
export function ionStyle(ion: string, mechanisms: Iterable<CompiledMechanism>): IonStyle {
  let reversal: IonUsage = 'unused'
  let concentration: IonUsage = 'unused'
  for (const mechanism of mechanisms) {
    for (const use of mechanism.ions) {
      if (use.ion !== ion) continue
      reversal = strongest(reversal, usage(use, [`e${ion}`]))
      concentration = strongest(concentration, usage(use, [`${ion}i`, `${ion}o`]))
    }
  }
  return ionStyles[reversal][concentration]
}

function usage(
  use: { readonly reads: readonly string[]; readonly writes: readonly string[] },
  names: readonly string[],
): IonUsage {
  if (names.some(name => use.writes.includes(name))) return 'written'
  return names.some(name => use.reads.includes(name)) ? 'read' : 'unused'
}

const strength: Readonly<Record<IonUsage, number>> = { unused: 0, read: 1, written: 2 }

function strongest(a: IonUsage, b: IonUsage): IonUsage {
  return strength[b] > strength[a] ? b : a
}
