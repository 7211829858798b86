import type { CompiledMechanism, MechanismField } from '../../src-engine/kernel/compiledMechanism.ts'
import type { MechanismLookup } from '../../src-engine/model/mechanismLookup.ts'

const field = (
  name: string,
  role: MechanismField['role'],
  unit: string,
  defaultValue = 0,
  scope: MechanismField['scope'] = 'range',
) => ({ name, role, scope, unit, default: defaultValue }) as const

/** A compiled mechanism made by hand; what is not given is empty. */
export function mechanismOf(
  given: Partial<CompiledMechanism> & Pick<CompiledMechanism, 'name'>,
): CompiledMechanism {
  return {
    kind: 'density',
    title: '',
    fields: [],
    ions: [],
    programs: {},
    tables: [],
    functionTables: [],
    events: { weights: [], receives: false, sends: false, fires: false },
    pointers: [],
    randoms: [],
    series: [],
    diffusions: [],
    fixedStepOnly: undefined,
    fingerprint: given.name,
    ...given,
  }
}

/** Mechanisms as the model layer sees them: names and fields, no programs. */
export const describedMechanisms: readonly CompiledMechanism[] = [
  mechanismOf({
    name: 'hh',
    title: 'squid axon',
    fields: [
      { ...field('gnabar', 'parameter', 'S/cm2', 0.12), limits: [0, 1e9] },
      field('gl', 'parameter', 'S/cm2', 0.0003),
      field('m', 'state', '1'),
      field('il', 'current', 'mA/cm2'),
      field('q10', 'parameter', '1', 3, 'global'),
      field('minf', 'assigned', '1', 0, 'hidden'),
    ],
    ions: [
      { ion: 'na', reads: ['ena'], writes: ['ina'], valence: undefined },
      { ion: 'k', reads: ['ek'], writes: ['ik'], valence: undefined },
    ],
  }),
  mechanismOf({
    name: 'pas',
    fields: [
      field('g', 'parameter', 'S/cm2', 0.001),
      field('e', 'parameter', 'mV', -70),
      field('i', 'current', 'mA/cm2'),
    ],
  }),
  mechanismOf({
    name: 'IClamp',
    kind: 'point',
    fields: [
      field('del', 'parameter', 'ms'),
      field('dur', 'parameter', 'ms'),
      field('amp', 'parameter', 'nA'),
      field('i', 'current', 'nA'),
    ],
  }),
]

/** A lookup over a list of mechanisms, in the list’s order. */
export function lookupOf(mechanisms: readonly CompiledMechanism[]): MechanismLookup {
  return {
    get: name => mechanisms.find(mechanism => mechanism.name === name),
    names: () => mechanisms.map(({ name }) => name),
  }
}
