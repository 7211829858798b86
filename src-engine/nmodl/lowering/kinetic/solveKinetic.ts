import type { Span } from '../../../core/source/span.ts'
import type { ProgramBuilder } from '../../../program/builder.ts'
import type { Value } from '../../../program/graph.ts'
import type { SolvableBlock } from '../../ast/blocks.ts'
import { derivative } from '../../symbolic/derivative.ts'
import { reachable } from '../../symbolic/linearIn.ts'
import type { LinearSystem, Solution } from '../../symbolic/linearSystem.ts'
import { solveDominant } from '../../symbolic/linearSystemDominant.ts'
import { solvePivoting } from '../../symbolic/linearSystemPivoting.ts'
import { extrapolated, stepLength } from '../methods/secondOrder.ts'
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
  const isLinear = isMassActionLinear(probe)
  const takesOneStep = isLinear && (!solve.steadyState || !ratesFollowStates(execution, block, probe.states))
  const found = takesOneStep
    ? stepAtOnce(execution, block, solve)
    : stepByNewton(execution, block, solve, { probe, isLinear })
  if (!found) return
  write(execution, probe.states, found)
  runScheme(execution, block)
  if (!solve.steadyState) write(execution, probe.states, extrapolated(execution.builder, probe.values, found))
  storeDiffusion(execution, block)
}

/** Whether some rate of a scheme changes with its states. */
function ratesFollowStates(execution: Execution, block: SolvableBlock, states: readonly string[]): boolean {
  const { builder } = execution
  const unknowns = states.map(state => builder.unknown(state))
  const scheme = execution.rehearse(() => {
    write(execution, states, unknowns)
    return runScheme(execution, block)
  })
  const rates = scheme.reactions.flatMap(({ forward, backward }) => [
    forward.coefficient,
    ...(backward ? [backward.coefficient] : []),
  ])
  const all = [...rates, ...scheme.conservations.map(({ total }) => total)]
  return all.some(value => unknowns.some(unknown => builder.dependsOn(value, unknown)))
}

/** The length of the step [ms]. */
function stepOf(execution: Execution, { steadyState }: SolveRequest): Value {
  const { builder } = execution
  return steadyState ? builder.constant(steadyStepMs) : stepLength(builder)
}

/**
 * How a step begins. Over a very long one the balances alone say too little: what is conserved is then put in the
 * place of balances, not into them.
 */
function beginOf(
  execution: Execution,
  scheme: Scheme,
  start: readonly Value[],
  { steadyState }: SolveRequest,
): StepStart {
  const { builder } = execution
  if (!steadyState) return absorbConservations(builder, scheme, start)
  const conservations = [...scheme.conservations, ...findInvariants(builder, scheme, start)]
  return { scheme: { ...scheme, conservations }, amounts: amountsOf(builder, scheme, start) }
}

/** The step of a linear scheme. The block is run for good: NEURON evaluates it twice a step. */
function stepAtOnce(
  execution: Execution,
  block: SolvableBlock,
  solve: SolveRequest,
): readonly Value[] | undefined {
  const { builder } = execution
  const scheme = runScheme(execution, block)
  const begin = beginOf(execution, scheme, scheme.values, solve)
  const solution = solveDominant(linearStep(builder, begin, stepOf(execution, solve)))
  if (solution.kind === 'solved') return solution.unknowns
  refuse(execution, block, scheme.states, solution, solve.span)
  return undefined
}

/** More states than this are not worth picking pivots at run time, which takes many operations. */
const mostPicked = 24

/** The step of a scheme that is not linear, or the steady state of one whose rates follow its states. */
function stepByNewton(
  execution: Execution,
  block: SolvableBlock,
  solve: SolveRequest,
  { probe, isLinear }: { readonly probe: Scheme; readonly isLinear: boolean },
): readonly Value[] | undefined {
  const { builder } = execution
  const { states, values: start } = probe
  const dt = stepOf(execution, solve)
  const beginAt = (values: readonly Value[]): StepStart => {
    write(execution, states, values)
    return beginOf(execution, runScheme(execution, block), start, solve)
  }
  const replaced = new Set(
    beginOf(execution, probe, start, solve).scheme.conservations.map(({ replaces }) => replaces),
  )
  const here = execution.when()
  const solvePicked = (system: LinearSystem): Solution =>
    solvePivoting(system, isSingular => {
      const fault = { code: 'nmodl/singular', facts: { block: block.name.name, states: states.join(', ') } }
      builder.effect({ kind: 'fault', fault, when: builder.apply('and', isSingular, here) })
    })
  let failed = false
  const found = iterate(execution, {
    block: block.name.name,
    states,
    start,
    systemAt: values =>
      newtonStep(builder, beginAt(values), dt, coefficient => slopesOf(builder, coefficient, values)),
    balancesAt: values => newtonStep(builder, beginAt(values), dt, undefined),
    solve: solve.steadyState && !isLinear && states.length <= mostPicked ? solvePicked : solveDominant,
    hasNoBalance: state => replaced.has(state),
    refuse: solution => {
      failed = true
      refuse(execution, block, states, solution, solve.span)
    },
    ifError: solve.ifError,
  })
  return failed ? undefined : found
}

/**
 * How a coefficient changes with the states that it is made of. Where the way leads through a loop, the slope is left
 * out: the iteration then takes more rounds.
 */
function slopesOf(
  builder: ProgramBuilder,
  coefficient: Value,
  values: readonly Value[],
): ReadonlyMap<number, Value> {
  const slopes = new Map<number, Value>()
  const parts = new Set(reachable(builder, coefficient))
  values.forEach((value, state) => {
    const slope = parts.has(value) ? derivative(builder, coefficient, value) : undefined
    if (slope !== undefined && slope !== 'unknown') slopes.set(state, slope)
  })
  return slopes
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
