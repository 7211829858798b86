import type { Value } from '../../../program/graph.ts'
import type { SolvableBlock } from '../../ast/blocks.ts'
import type { SolveStatement } from '../../ast/statements.ts'
import type { MechanismModel } from '../../model/mechanismModel.ts'
import { callRoutine } from '../calls.ts'
import type { Execution } from '../execution.ts'
import { readIons } from '../ions.ts'
import { evaluateProduct } from '../kinetic/flux.ts'
import { runScheme } from '../kinetic/runScheme.ts'
import type { Reaction, Scheme } from '../kinetic/scheme.ts'
import { slopesAt, statesOf } from '../methods/slopes.ts'
import { methods } from '../../symbols/methods.ts'

/** When a SOLVE takes its turn under steps of adaptive length. */
export type Turn =
  /** Its equations are part of the rates. */
  | 'flow'
  /** A PROCEDURE that belongs to every evaluation: METHOD cvode_t, cvode_v, cvode_t_v. */
  | 'evaluation'
  /** A PROCEDURE that runs once a step: METHOD after_cvode. */
  | 'step'

/** When a SOLVE of BREAKPOINT takes its turn; undefined where it cannot. */
export function turnOf(
  model: MechanismModel,
  { block, method, steadyState }: SolveStatement,
): Turn | undefined {
  const target = model.solvables.get(block.name)
  if (target) return isFlow(target) && !steadyState ? 'flow' : undefined
  if (method?.name === 'after_cvode') return 'step'
  return method && methods.get(method.name)?.name.startsWith('cvode_') ? 'evaluation' : undefined
}

function isFlow({ kind }: SolvableBlock): boolean {
  return kind === 'derivative' || kind === 'kinetic'
}

/** The states that the blocks of BREAKPOINT have equations for, in the order of the equations. */
export function flowingStates(execution: Execution): readonly string[] {
  const states = new Set<string>()
  for (const block of flowingBlocks(execution)) {
    const found =
      block.kind === 'derivative'
        ? statesOf(execution, block)
        : execution.rehearse(() => runScheme(execution, block)).states
    for (const state of found) states.add(state)
  }
  return [...states]
}

function flowingBlocks({ model }: Execution): readonly SolvableBlock[] {
  return model.solves
    .filter(solve => turnOf(model, solve) === 'flow')
    .flatMap(({ block }) => model.solvables.get(block.name) ?? [])
}

/** Begins an evaluation: states are what the integrator says, other concentrations what their ions say. */
export function beginEvaluation(execution: Execution, states: readonly string[]): readonly Value[] {
  readIons(execution)
  return states.map(state => {
    const value = execution.builder.column('own', state)
    execution.write(state, value)
    return value
  })
}

/**
 * d(state)/dt at given values of the states, all equations at the same values whatever their METHOD; what the blocks
 * assign stands afterwards as it was computed there.
 *
 * @returns [states]
 */
export function ratesAt(
  execution: Execution,
  states: readonly string[],
  values: readonly Value[],
): readonly Value[] {
  const { builder, model } = execution
  const zero = builder.constant(0)
  const rates = new Map<string, Value>()
  const put = () => states.forEach((state, index) => execution.write(state, values[index] ?? zero))
  for (const solve of model.solves) {
    const turn = turnOf(model, solve)
    put()
    if (turn === 'evaluation') callRoutine(execution, solve.block.name, [], solve.span)
    const block = turn === 'flow' ? model.solvables.get(solve.block.name) : undefined
    if (!block) continue
    execution.calls.push(block.name.name)
    if (block.kind === 'derivative') {
      const own = statesOf(execution, block)
      const start = own.map(state => execution.read(state, block.span))
      slopesAt(execution, block, own, start).forEach((slope, index) => rates.set(own[index] ?? '', slope))
    } else {
      const scheme = runScheme(execution, block)
      balances(execution, scheme).forEach((rate, index) => rates.set(scheme.states[index] ?? '', rate))
    }
    execution.calls.pop()
  }
  put()
  return states.map(state => rates.get(state) ?? zero)
}

/** What the reactions of a scheme add to each state, over its volume. */
function balances({ builder }: Execution, scheme: Scheme): readonly Value[] {
  const net = scheme.reactions.map(({ forward, backward }: Reaction) => {
    const there = evaluateProduct(builder, forward, scheme.values).value
    return backward
      ? builder.apply('sub', there, evaluateProduct(builder, backward, scheme.values).value)
      : there
  })
  return scheme.states.map((_, state) => {
    let sum: Value | undefined
    scheme.reactions.forEach(({ change }, reaction) => {
      const count = change.get(state)
      const flux = net[reaction]
      if (count === undefined || flux === undefined) return
      const part = builder.apply('mul', builder.constant(count), flux)
      sum = sum === undefined ? part : builder.apply('add', sum, part)
    })
    const volume = scheme.volumes[state]
    const rate = sum ?? builder.constant(0)
    return volume === undefined ? rate : builder.apply('div', rate, volume)
  })
}
