import type { ProgramBuilder } from '../../../program/builder.ts'
import type { Value } from '../../../program/graph.ts'

/**
 * Where v is solved to second order in dt (the uniform `secondorder`), implicit steps of mechanisms are too, as in
 * NEURON: half a step of backward Euler, and as much further again.
 *
 *     xₕ = x₀ + dt/2·f(xₕ);   x = xₕ + dt/2·f(xₕ) = 2·xₕ − x₀
 */
function isSecondOrder(builder: ProgramBuilder): Value {
  return builder.apply('ne', builder.uniform('secondorder'), builder.constant(0))
}

/** How long the implicit step is [ms]: dt, or half of it. */
export function stepLength(builder: ProgramBuilder): Value {
  const part = builder.apply('select', isSecondOrder(builder), builder.constant(0.5), builder.constant(1))
  return builder.apply('mul', builder.uniform('dt'), part)
}

/** The states at the end of dt, from those before and after the implicit step. */
export function extrapolated(
  builder: ProgramBuilder,
  before: readonly Value[],
  after: readonly Value[],
): readonly Value[] {
  const further = isSecondOrder(builder)
  return after.map((value, index) => {
    const moved = builder.apply('sub', value, before[index] ?? value)
    return builder.apply('select', further, builder.apply('add', value, moved), value)
  })
}
