import type { Value } from '../../../program/graph.ts'
import type { SolvableBlock } from '../../ast/blocks.ts'
import type { Execution } from '../execution.ts'
import { slopesAt, statesOf } from './slopes.ts'

/** METHOD euler: all slopes at the old states, then all states move: x ← x + dt·x'. */
export function stepByEuler(execution: Execution, block: SolvableBlock): void {
  const { states, start, moved } = begin(execution, block)
  const slopes = slopesAt(execution, block, states, start)
  put(execution, states, moved(execution.builder.uniform('dt'), slopes))
}

/**
 * METHOD runge: the classical Runge–Kutta step of order 4 at fixed v and t. Afterwards the block runs once more at
 * the new states, so that what it assigns belongs to them.
 */
export function stepByRunge(execution: Execution, block: SolvableBlock): void {
  const { builder } = execution
  const { states, start, moved } = begin(execution, block)
  const dt = builder.uniform('dt')
  const half = builder.apply('mul', builder.constant(0.5), dt)
  const first = slopesAt(execution, block, states, start)
  const second = slopesAt(execution, block, states, moved(half, first))
  const third = slopesAt(execution, block, states, moved(half, second))
  const fourth = slopesAt(execution, block, states, moved(dt, third))
  const sixth = builder.apply('div', dt, builder.constant(6))
  const weighted = first.map((slope, index) => {
    const [b, c, d] = [second[index] ?? slope, third[index] ?? slope, fourth[index] ?? slope]
    const twice = builder.apply('mul', builder.constant(2), builder.apply('add', b, c))
    return builder.apply('add', builder.apply('add', slope, twice), d)
  })
  slopesAt(execution, block, states, moved(sixth, weighted))
}

function begin(execution: Execution, block: SolvableBlock) {
  const { builder } = execution
  const states = statesOf(execution, block)
  const start = states.map(state => execution.read(state, block.span))
  /** start + step·slopes */
  const moved = (step: Value, slopes: readonly Value[]): readonly Value[] =>
    start.map((value, index) =>
      builder.apply('add', value, builder.apply('mul', step, slopes[index] ?? value)),
    )
  return { states, start, moved }
}

function put(execution: Execution, states: readonly string[], values: readonly Value[]): void {
  states.forEach((state, index) => {
    const value = values[index]
    if (value !== undefined) execution.write(state, value)
  })
}
