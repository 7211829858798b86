import type { Value } from '../../../program/graph.ts'
import type { SolvableBlock } from '../../ast/blocks.ts'
import type { Execution } from '../execution.ts'
import { slopesAt, statesOf } from './slopes.ts'

/** Error that one partial step may make, relative to the size of the states. */
const tolerance = 1e-9
/** Partial steps of one step; a block that needs more is too stiff for an explicit method. */
const mostPartialSteps = 100_000

/** Weights of the slopes at which each further slope is taken (Cash & Karp 1990). */
const stages = [
  [1 / 5],
  [3 / 40, 9 / 40],
  [3 / 10, -9 / 10, 6 / 5],
  [-11 / 54, 5 / 2, -70 / 27, 35 / 27],
  [1631 / 55296, 175 / 512, 575 / 13824, 44275 / 110592, 253 / 4096],
] as const
/** Weights of the solution of order 5, and how it differs from the embedded one of order 4. */
const fifth = [37 / 378, 0, 250 / 621, 125 / 594, 0, 512 / 1771] as const
const difference = [
  37 / 378 - 2825 / 27648,
  0,
  250 / 621 - 18575 / 48384,
  125 / 594 - 13525 / 55296,
  -277 / 14336,
  512 / 1771 - 1 / 4,
] as const

/**
 * SOLVE without METHOD, and METHOD adrunge: the states at the end of dt, in as many partial Runge–Kutta steps as the
 * error asks for, at fixed v and t; each lane for itself. Afterwards the block runs once more at the new states.
 */
export function stepAdaptively(execution: Execution, block: SolvableBlock): void {
  const { builder } = execution
  const states = statesOf(execution, block)
  if (states.length === 0) return
  const start = states.map(state => execution.read(state, block.span))
  const number = (value: number) => builder.constant(value)
  const zero = number(0)
  const dt = builder.uniform('dt')
  const here = execution.when()
  const slopes = (values: readonly Value[]) =>
    execution.rehearse(() => slopesAt(execution, block, states, values))
  /** values + step·Σ weight·slopes */
  const moved = (values: readonly Value[], step: Value, weights: readonly number[], all: readonly Slopes[]) =>
    values.map((value, state) =>
      builder.apply('add', value, builder.apply('mul', step, weighted(weights, all, state))),
    )
  const fault = { code: 'nmodl/too-stiff', facts: { block: block.name.name, limit: mostPartialSteps } }
  // Carried: what is left of dt, the next partial step, the states.
  const after = builder.loop(
    [dt, dt, ...start],
    mostPartialSteps,
    fault,
    ([left = dt, next = dt, ...values]) => {
      const step = builder.apply('min', next, left)
      const all: Slopes[] = [slopes(values)]
      for (const weights of stages) all.push(slopes(moved(values, step, weights, all)))
      const candidate = moved(values, step, fifth, all)
      let error = zero
      candidate.forEach((value, state) => {
        const size = builder.apply('max', builder.apply('abs', value), number(1e-6))
        const made = builder.apply('abs', builder.apply('mul', step, weighted(difference, all, state)))
        const part = builder.apply('div', made, builder.apply('mul', size, number(tolerance)))
        error = builder.apply('select', builder.apply('le', part, error), error, part)
      })
      const isGood = builder.apply('le', error, number(1))
      // The next step by the error of this one: h·0.9·error^(−1/5), at most five times and at least a tenth.
      const wish = builder.apply('mul', number(0.9), builder.apply('pow', error, number(-0.2)))
      const factor = builder.apply('max', builder.apply('min', wish, number(5)), number(0.1))
      const remaining = builder.apply('select', isGood, builder.apply('sub', left, step), left)
      const positions = values.map((value, state) =>
        builder.apply('select', isGood, candidate[state] ?? value, value),
      )
      const more = builder.apply('and', here, builder.apply('lt', zero, left))
      return { more, next: [remaining, builder.apply('mul', step, factor), ...positions] }
    },
  )
  const [, , ...found] = after
  slopesAt(execution, block, states, found)

  function weighted(weights: readonly number[], all: readonly Slopes[], state: number): Value {
    return weights.reduce<Value>((sum, weight, stage) => {
      const slope = all[stage]?.[state] ?? zero
      return weight === 0 ? sum : builder.apply('add', sum, builder.apply('mul', number(weight), slope))
    }, zero)
  }
}

/** Slopes of all states at one stage. */
type Slopes = readonly Value[]
