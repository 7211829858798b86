import { type CompiledMechanism, rateColumn } from '../../src-engine/kernel/compiledMechanism.ts'
import type { Program } from '../../src-engine/program/program.ts'
import { runCurrents, runProgram, type World } from './oneInstance.ts'

/** The continuous programs of a mechanism that must have them. */
export function continuousOf(mechanism: CompiledMechanism) {
  const { continuous, name, fixedStepOnly } = mechanism
  if (!continuous) throw new Error(`${name} has no states that flow: ${fixedStepOnly}`)
  return continuous
}

function run(program: Program | undefined, world: World): void {
  const outcome = program && runProgram(program, world)
  if (outcome?.fault) throw new Error(`${program?.name}: ${JSON.stringify(program?.faults)}`)
}

/** What follows from the states, the currents, then the rates, as one evaluation of an integrator has them. */
export function evaluate(mechanism: CompiledMechanism, world: World): readonly number[] {
  const { expose } = continuousOf(mechanism)
  run(expose, world)
  runCurrents(mechanism, world)
  return ratesOf(mechanism, world)
}

/** The rates alone, at what everything else is. */
export function ratesOf(mechanism: CompiledMechanism, world: World): readonly number[] {
  const { states, rates } = continuousOf(mechanism)
  run(rates, world)
  return states.map(({ column }) => world[`own ${rateColumn(column)}`] ?? NaN)
}

/** Solves (1 − γ·∂f/∂y)·x = b by the mechanism's own program. */
export function solveOwn(
  mechanism: CompiledMechanism,
  world: World,
  gammaMs: number,
  right: readonly number[],
): readonly number[] {
  const { states, solve } = continuousOf(mechanism)
  const inside: World = { ...world, $dt: gammaMs }
  states.forEach(({ column }, index) => (inside[`own ${rateColumn(column)}`] = right[index] ?? NaN))
  run(solve, inside)
  return states.map(({ column }) => inside[`own ${rateColumn(column)}`] ?? NaN)
}
