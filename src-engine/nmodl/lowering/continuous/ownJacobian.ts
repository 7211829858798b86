import type { ProgramBuilder } from '../../../program/builder.ts'
import { rateColumn } from '../../../kernel/compiledMechanism.ts'
import { LinearSystem } from '../../symbolic/linearSystem.ts'
import { solveDominant } from '../../symbolic/linearSystemDominant.ts'
import { jacobian } from '../../symbolic/newton.ts'
import type { Execution } from '../execution.ts'
import { beginEvaluation, ratesAt } from './flows.ts'

/**
 * Solves (1 − γ·∂f/∂y)·x = b for the states y of one instance: b are the rate columns, which become x, and γ is the
 * uniform dt. The derivatives are exact; what no equation couples is never an entry, so that independent states cost
 * one division each.
 *
 * A matrix that is singular for this γ gives numbers that are not finite: a shorter step does away with it.
 *
 * @returns whether the system is small enough to be written out
 */
export function addOwnSolve(execution: Execution, states: readonly string[]): boolean {
  const { builder } = execution
  const unknowns = beginEvaluation(execution, states)
  const at = (values: typeof unknowns) => execution.rehearse(() => ratesAt(execution, states, values))
  const system = new LinearSystem(builder, states.length)
  const gamma = builder.uniform('dt')
  states.forEach((state, row) => {
    system.add(row, row, builder.constant(1))
    system.addRight(row, rateOf(builder, state))
  })
  for (const { row, column, value } of jacobian({ builder, at }, unknowns, at(unknowns)))
    system.add(row, column, builder.apply('neg', builder.apply('mul', gamma, value)))
  const solution = solveDominant(system)
  if (solution.kind !== 'solved') return false
  states.forEach((state, row) => {
    const value = solution.unknowns[row] ?? rateOf(builder, state)
    builder.effect({ kind: 'store', name: rateColumn(state), value })
  })
  return true
}

function rateOf(builder: ProgramBuilder, state: string) {
  return builder.column('own', rateColumn(state))
}
