import { callRoutine } from '../calls.ts'
import type { Execution } from '../execution.ts'
import type { Language, Solver } from '../language.ts'
import type { SolveStatement } from '../../ast/statements.ts'
import { methods } from '../../symbols/methods.ts'
import { stepAdaptively } from './adaptive.ts'
import { solveByCnexp } from './cnexp.ts'
import { stepByEuler, stepByRunge } from './explicit.ts'
import { stepImplicitly } from './implicit.ts'

/** SOLVE where it stands; those of BREAKPOINT run in the hook `state` instead. */
export const solveStatements = {
  solve(execution, statement) {
    // One that a routine makes is its own business, and runs at its place.
    if (!execution.solvesAreLifted || execution.calls.length > 0) runSolve(execution, statement)
  },
} satisfies Partial<Language['statements']>

/** Runs the block that a SOLVE names: a PROCEDURE once, any other by the solver of its kind. */
export function runSolve(
  execution: Execution,
  { block, method, steadyState, ifError, span }: SolveStatement,
): void {
  const target = execution.model.solvables.get(block.name)
  if (!target) {
    callRoutine(execution, block.name, [], span)
    return
  }
  if (execution.calls.includes(block.name)) {
    const path = [...execution.calls, block.name].join(' → ')
    execution.report.add('nmodl/recursive-call', { name: block.name, path }, span)
    return
  }
  const instead = method && methods.get(method.name)?.instead
  if (method && instead)
    execution.report.add('nmodl/removed-method', { method: method.name, instead }, method.span)
  execution.calls.push(block.name)
  execution.language.solvers[target.kind](execution, target, {
    method: method?.name,
    steadyState,
    ifError,
    span,
  })
  execution.calls.pop()
}

/** DERIVATIVE by the method that is asked for; where none is, in partial steps as NEURON 8 does. */
export const solveDerivative: Solver = (execution, block, solve) => {
  const { method = 'adrunge', steadyState } = solve
  if (steadyState) stepImplicitly(execution, block, solve)
  else if (method === 'cnexp') solveByCnexp(execution, block, solve)
  else if (method === 'euler') stepByEuler(execution, block)
  else if (method === 'runge') stepByRunge(execution, block)
  else if (inPartialSteps.has(method)) stepAdaptively(execution, block)
  else stepImplicitly(execution, block, solve)
}

/** Methods that say when a block is run, but not how its equations are solved. */
const inPartialSteps = new Set(['adrunge', 'after_cvode', 'cvode_t', 'cvode_t_v', 'cvode_v'])
