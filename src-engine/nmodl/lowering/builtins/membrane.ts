import { faraday, gasConstant, zeroCelsiusInKelvin } from '../../../core/constants.ts'
import type { Value } from '../../../program/graph.ts'
import type { Execution } from '../execution.ts'
import { evaluate } from '../expressions.ts'
import type { Builtin, Call } from '../language.ts'

/** Functions of ions across a membrane. */
export const membraneBuiltins: Readonly<Record<string, Builtin>> = {
  nrn_ghk: { run: runGhk },
  ghk: { run: runGhk },
  nernst: { run: runNernst },
  nrn_random_play: { run: execution => execution.builder.constant(0) },
}

/** RT/F [mV] at the simulation's temperature. */
function thermalVoltage({ builder }: Execution): Value {
  const kelvin = builder.apply('add', builder.uniform('celsius'), builder.constant(zeroCelsiusInKelvin))
  return builder.apply('mul', builder.constant((1000 * gasConstant) / faraday), kelvin)
}

function argumentsOf(execution: Execution, call: Call): readonly Value[] {
  return call.arguments.map(argument => evaluate(execution, argument))
}

/**
 * nernst(inside, outside, charge) [mV]: RT/zF·ln(outside/inside). As in NEURON 0 for a charge of 0, 10⁶ where nothing
 * is inside, and −10⁶ where nothing is outside.
 */
function runNernst(execution: Execution, call: Call): Value {
  const { builder } = execution
  const zero = builder.constant(0)
  const [inside = zero, outside = zero, charge = zero] = argumentsOf(execution, call)
  const ratio = builder.apply('log', builder.apply('div', outside, inside))
  const factor = builder.apply('div', thermalVoltage(execution), charge)
  const isEmpty = (side: Value) => builder.apply('le', side, zero)
  const where = (condition: Value, value: number, otherwise: Value) =>
    builder.apply('select', condition, builder.constant(value), otherwise)
  const balanced = builder.apply('mul', factor, ratio)
  const given = where(isEmpty(inside), 1e6, where(isEmpty(outside), -1e6, balanced))
  return where(builder.apply('eq', charge, zero), 0, given)
}

/**
 * nrn_ghk(v, inside, outside, charge): current density [mA/cm²] through a permeability of 1 cm/s (Goldman 1943;
 * Hodgkin & Katz 1949), 0.001·z·F·(inside·e(−w) − outside·e(w)) with w = zFv/RT and e(w) = w/(eʷ − 1).
 */
function runGhk(execution: Execution, call: Call): Value {
  const { builder } = execution
  const zero = builder.constant(0)
  const [v = zero, inside = zero, outside = zero, charge = zero] = argumentsOf(execution, call)
  const w = builder.apply('div', builder.apply('mul', charge, v), thermalVoltage(execution))
  const out = builder.apply('mul', inside, quotient(execution, builder.apply('neg', w)))
  const into = builder.apply('mul', outside, quotient(execution, w))
  const factor = builder.apply('mul', builder.constant(0.001 * faraday), charge)
  return builder.apply('mul', factor, builder.apply('sub', out, into))
}

/** x/(eˣ − 1), by its first two terms near 0 as NEURON does. */
function quotient({ builder }: Execution, x: Value): Value {
  const one = builder.constant(1)
  const near = builder.apply('sub', one, builder.apply('mul', builder.constant(0.5), x))
  const far = builder.apply('div', x, builder.apply('sub', builder.apply('exp', x), one))
  const isNear = builder.apply('lt', builder.apply('abs', x), builder.constant(1e-4))
  return builder.apply('select', isNear, near, far)
}
