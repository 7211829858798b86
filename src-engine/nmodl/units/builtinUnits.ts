import { parseUnit } from '../../core/units/parseUnit.ts'
import type { Signature } from './context.ts'
import { measureOf, plainMeasure, unknownMeasure, type Measure } from './measure.ts'

/**
 * What a built-in function does with units. plain: takes and gives plain numbers; kept: gives the unit that all its
 * arguments share; ratio: they share one, the result is plain; root: of a unit; plain-result: takes anything.
 */
export type BuiltinUnits = 'plain' | 'kept' | 'ratio' | 'root' | 'plain-result'

const names = {
  plain: 'exp log log10 sin cos tan asin acos atan sinh cosh tanh erf floor ceil factorial poisrand poisson',
  kept: 'fabs fmod exprand normrand random_negexp random_normal random_uniform state_discontinuity',
  ratio: 'atan2',
  root: 'sqrt',
  'plain-result': 'INT scop_random random_ipick random_dpick nrn_pointing first_time',
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
  signatures ??= makeSignatures()
  return signatures
}

function makeSignatures(): ReadonlyMap<string, Signature> {
  const time = { name: 'time', measure: given('ms') }
  const inside = { name: 'inside', measure: given('milli/liter') }
  const outside = { name: 'outside', measure: given('milli/liter') }
  const charge = { name: 'charge', measure: plainMeasure }
  const ghk = {
    arguments: [{ name: 'v', measure: given('mV') }, inside, outside, charge],
    result: given('millicoulomb/cm3'),
  }
  const flag = { name: 'flag', measure: unknownMeasure }
  return new Map<string, Signature>([
    ['at_time', { arguments: [time], result: plainMeasure }],
    ['net_send', { arguments: [{ name: 'delay', measure: given('ms') }, flag], result: unknownMeasure }],
    ['net_event', { arguments: [time], result: unknownMeasure }],
    [
      'gid_event',
      {
        arguments: [{ name: 'gid', measure: plainMeasure }, time, { name: 'own', measure: plainMeasure }],
        result: unknownMeasure,
      },
    ],
    ['net_move', { arguments: [time], result: unknownMeasure }],
    ['nrn_ghk', ghk],
    ['ghk', ghk],
    ['nernst', { arguments: [inside, outside, charge], result: given('mV') }],
  ])
}

/** The measure of a unit that the program itself gives. */
export function given(text: string): Measure {
  const parsed = parseUnit(text)
  return 'unit' in parsed ? measureOf(parsed.unit) : unknownMeasure
}
