import type { Span } from '../../../core/source/span.ts'
import type { Value } from '../../../program/graph.ts'
import type { SolvableBlock } from '../../ast/nodes.ts'
import { derivative } from '../../symbolic/derivative.ts'
import type { LinearSystem, Solution } from '../../symbolic/linearSystem.ts'
import { solveDominant } from '../../symbolic/linearSystemDominant.ts'
import { solvePivoting } from '../../symbolic/linearSystemPivoting.ts'
import type { Execution } from '../execution.ts'
import type { Solver, SolveRequest } from '../language.ts'
import { absorbConservations, amountsOf, type StepStart } from './absorb.ts'
import { storeDiffusion } from './diffusion.ts'
import { linearStep, newtonStep } from './implicitStep.ts'
import { findInvariants } from './invariants.ts'
import { iterate } from './iterate.ts'
import { runScheme } from './runScheme.ts'
import { isMassActionLinear, type Scheme } from './scheme.ts'

/** The step with which a steady state is looked for [ms]: so long that nothing of the start is left. */
const steadyStepMs = 1e9

/** The methods by which NEURON 8 takes the same step. */
const methods: ReadonlySet<string> = new Set(['sparse', 'after_cvode', 'cvode_t', 'cvode_t_v', 'cvode_v'])

/**
 * KINETIC: one step of implicit Euler on mass action (METHOD sparse, whatever method is given).
 *
 *     ~ a <-> b (kf, kb)      →      a = a₀ - dt·(kf·a - kb·b),  b = b₀ + dt·(kf·a - kb·b)
 *
 * Where no reaction has more than one molecule of state on a side, that is one system of linear equations, with the
 * rates as they are at the old states; else Newton's method, with rates that follow the states. Afterwards the block
 * runs once more at the new states, so that what it assigns, f_flux and b_flux included, belongs to them.
 */
export const solveKinetic: Solver = (execution, block, solve) => {
  if (solve.method !== undefined && !methods.has(solve.method))
    execution.report.add('nmodl/kinetic-method', { method: solve.method }, solve.span)
  const probe = execution.rehearse(() => runScheme(execution, block))
  if (probe.states.length === 0) return
  const found =
    solve.steadyState || !isMassActionLinear(probe)
      ? stepByNewton(execution, block, solve, probe)
      : stepAtOnce(execution, block, solve)
  if (!found) return
  write(execution, probe.states, found)
  runScheme(execution, block)
  storeDiffusion(execution, block)
}

/** The step of a linear scheme. The block is run for good: NEURON evaluates it twice a step. */
function stepAtOnce(
  execution: Execution,
  block: SolvableBlock,
  { span }: SolveRequest,
): readonly Value[] | undefined {
  const { builder } = execution
  const scheme = runScheme(execution, block)
  const begin = absorbConservations(builder, scheme, scheme.values)
  const solution = solveDominant(linearStep(builder, begin, builder.uniform('dt')))
  if (solution.kind === 'solved') return solution.unknowns
  refuse(execution, block, scheme.states, solution, span)
  return undefined
}

/** The step of a scheme that is not linear, and steady states. */
function stepByNewton(
  execution: Execution,
  block: SolvableBlock,
  solve: SolveRequest,
  probe: Scheme,
): readonly Value[] | undefined {
  const { builder } = execution
  const start = probe.values
  const dt = solve.steadyState ? builder.constant(steadyStepMs) : builder.uniform('dt')
  const { states } = probe
  // Over a long step the balances alone say too little: what is conserved is put in their place, not into them.
  const invariants = solve.steadyState ? findInvariants(builder, probe, start) : undefined
  const beginOf = (scheme: Scheme): StepStart =>
    invariants
      ? {
          scheme: { ...scheme, conservations: [...scheme.conservations, ...invariants] },
          amounts: amountsOf(builder, scheme, start),
        }
      : absorbConservations(builder, scheme, start)
  let failed = false
  const systemAt = (values: readonly Value[]): LinearSystem => {
    write(execution, states, values)
    const begin = beginOf(runScheme(execution, block))
    const slopeOf = (coefficient: Value, state: number): Value | undefined => {
      const value = values[state]
      const slope = value === undefined ? undefined : derivative(builder, coefficient, value)
      // Where a rate leads through a loop, its slope is left out: the iteration then takes more rounds.
      return slope === 'unknown' ? undefined : slope
    }
    return newtonStep(builder, begin, dt, slopeOf)
  }
  const replaced = new Set(beginOf(probe).scheme.conservations.map(({ replaces }) => replaces))
  const here = execution.when()
  const solvePivots = (system: LinearSystem): Solution =>
    solvePivoting(system, isSingular => {
      const fault = { code: 'nmodl/singular', facts: { block: block.name.name, states: states.join(', ') } }
      builder.effect({ kind: 'fault', fault, when: builder.apply('and', isSingular, here) })
    })
  const found = iterate(execution, {
    block: block.name.name,
    states,
    start,
    systemAt,
    solve: solve.steadyState ? solvePivots : solveDominant,
    hasNoBalance: state => replaced.has(state),
    refuse: solution => {
      failed = true
      refuse(execution, block, states, solution, solve.span)
    },
    ifError: solve.ifError,
  })
  return failed ? undefined : found
}

function write(execution: Execution, states: readonly string[], values: readonly Value[]): void {
  states.forEach((state, index) => {
    const value = values[index]
    if (value !== undefined) execution.write(state, value)
  })
}

function refuse(
  execution: Execution,
  block: SolvableBlock,
  states: readonly string[],
  solution: Solution,
  span: Span,
): void {
  if (solution.kind === 'too-large') {
    execution.report.add('nmodl/too-large', { what: solution.what, limit: solution.limit }, span)
  } else if (solution.kind === 'singular') {
    const facts = { block: block.name.name, name: states[solution.unknown] ?? '' }
    execution.report.add('nmodl/undetermined', facts, block.name.span)
  }
}
