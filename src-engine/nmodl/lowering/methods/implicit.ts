import type { Value } from '../../../program/graph.ts'
import type { SolvableBlock } from '../../ast/blocks.ts'
import type { Execution } from '../execution.ts'
import type { SolveRequest } from '../language.ts'
import { findRoot } from './findRoot.ts'
import { extrapolated, stepLength } from './secondOrder.ts'
import { slopesAt, statesOf } from './slopes.ts'

/** The step with which a steady state is looked for [ms]: so long that nothing of the start is left. */
const steadyStepMs = 1e9

/**
 * METHOD derivimplicit: one step of backward Euler for all states of a block together,
 *
 *     x − x₀ − dt·f(x) = 0
 *
 * (to second order in dt where v is solved so: secondOrder.ts), and with STEADYSTATE the same over a step so long that
 * f(x) = 0. Afterwards the block runs once more at the solution,
 * so that what it assigns belongs to it.
 */
export function stepImplicitly(execution: Execution, block: SolvableBlock, solve: SolveRequest): void {
  const { builder } = execution
  const states = statesOf(execution, block)
  if (states.length === 0) return
  const old = states.map(state => execution.read(state, solve.span))
  const dt = solve.steadyState ? builder.constant(steadyStepMs) : stepLength(builder)
  const slopes = (values: readonly Value[]) => slopesAt(execution, block, states, values)
  const found = findRoot(execution, {
    block: block.name.name,
    unknowns: states,
    start: old,
    residual: values =>
      slopes(values).map((slope, index) => {
        const moved = builder.apply('sub', values[index] ?? slope, old[index] ?? slope)
        return builder.apply('sub', moved, builder.apply('mul', dt, slope))
      }),
    scale: () => old.map(value => builder.apply('abs', value)),
    ifError: solve.ifError,
    span: solve.span,
  })
  slopes(found)
  if (solve.steadyState) return
  const next = extrapolated(builder, old, found)
  states.forEach((state, index) => execution.write(state, next[index] ?? dt))
}
