import type { Value } from '../../../program/graph.ts'
import type { Execution } from '../execution.ts'

/** A random number, uniform between 0 and 1, and the state that its generator is left in. */
interface Drawn {
  readonly value: Value
  readonly state: Value
}

/** How often a point may fall outside of the circle; one in five does. */
const mostRounds = 1000

/**
 * Two normal random numbers with mean 0 and deviation 1, by G. Marsaglia's polar method: points are drawn in a square
 * until one lies in the circle, s = x² + y²; then x·√(−2 ln s / s) and the same with y are what is wanted.
 *
 * @param isInside whether a point with this s counts
 */
export function drawPair(
  execution: Execution,
  state: Value,
  draw: (state: Value) => Drawn,
  isInside: (s: Value) => Value,
): { readonly first: Value; readonly second: Value; readonly state: Value } {
  const { builder } = execution
  const [one, two] = [builder.constant(1), builder.constant(2)]
  const aside = (value: Value) => builder.apply('sub', builder.apply('mul', two, value), one)
  const square = (value: Value) => builder.apply('mul', value, value)
  const fault = { code: 'nmodl/loop-too-long', facts: { limit: mostRounds } }
  const start = [execution.when(), state, builder.constant(0), builder.constant(0), one]
  const after = builder.loop(start, mostRounds, fault, ([more = one, now = state]) => {
    const first = draw(now)
    const second = draw(first.state)
    const [x, y] = [aside(first.value), aside(second.value)]
    const s = builder.apply('add', square(x), square(y))
    return { more, next: [builder.apply('not', isInside(s)), second.state, x, y, s] }
  })
  const [, left = state, x = one, y = one, s = one] = after
  const logarithm = builder.apply('mul', builder.constant(-2), builder.apply('log', s))
  const factor = builder.apply('sqrt', builder.apply('div', logarithm, s))
  return { first: builder.apply('mul', x, factor), second: builder.apply('mul', y, factor), state: left }
}
