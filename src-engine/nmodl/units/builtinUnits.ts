import { parseUnit } from '../../core/units/parseUnit.ts'
import type { Signature } from './context.ts'
import { measureOf, plainMeasure, unknownMeasure, type Measure } from './measure.ts'

/**
 * What a built-in function does with units. plain: takes and gives plain numbers; kept: gives the unit that all its
 * arguments share; ratio: they share one, the result is plain; root: of a unit; plain-result: takes anything.
 */
export type BuiltinUnits = 'plain' | 'kept' | 'ratio' | 'root' | 'plain-result'

const names = {
  plain: `exp log log10 sin cos tan asin acos atan sinh cosh tanh erf floor ceil factorial gauss legendre poisrand
    poisson romberg sigmoid revsigmoid hyperbol revhyperbol`,
  kept: 'fabs fmod exprand normrand',
  ratio: 'atan2',
  root: 'sqrt',
  'plain-result': `scop_random random_negexp random_normal random_uniform random_ipick random_dpick nrn_pointing
    first_time`,
} as const satisfies Record<BuiltinUnits, string>

const byName: ReadonlyMap<string, BuiltinUnits> = new Map(
  Object.entries(names).flatMap(([units, list]) =>
    list.split(/\s+/).map(name => [name, units as BuiltinUnits] as const),
  ),
)

/** What a built-in function does with units; undefined where nothing is known. */
export function unitsOfBuiltin(name: string): BuiltinUnits | undefined {
  return byName.get(name)
}

let signatures: ReadonlyMap<string, Signature> | undefined

/** Functions of the simulator that take quantities in units of their own. */
export function builtinSignatures(): ReadonlyMap<string, Signature> {
  signatures ??= new Map<string, Signature>([
    ['at_time', { arguments: [{ name: 'time', measure: given('ms') }], result: plainMeasure }],
    [
      'net_send',
      {
        arguments: [
          { name: 'delay', measure: given('ms') },
          { name: 'flag', measure: unknownMeasure },
        ],
        result: unknownMeasure,
      },
    ],
    ['net_event', { arguments: [{ name: 'time', measure: given('ms') }], result: unknownMeasure }],
    ['net_move', { arguments: [{ name: 'time', measure: given('ms') }], result: unknownMeasure }],
    [
      'nrn_ghk',
      {
        arguments: [
          { name: 'v', measure: given('mV') },
          { name: 'ci', measure: given('milli/liter') },
          { name: 'co', measure: given('milli/liter') },
          { name: 'z', measure: plainMeasure },
        ],
        result: given('millicoulomb/cm3'),
      },
    ],
  ])
  return signatures
}

/** The measure of a unit that the program itself gives. */
export function given(text: string): Measure {
  const parsed = parseUnit(text)
  return 'unit' in parsed ? measureOf(parsed.unit) : unknownMeasure
}
