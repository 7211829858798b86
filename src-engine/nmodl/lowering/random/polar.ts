import type { Value } from '../../../program/graph.ts'
import type { Execution } from '../execution.ts'

/** A random number, uniform between 0 and 1, and the state that its generator is left in. */
interface Drawn {
  readonly value: Value
  readonly state: Value
}

/** A generator, and which points of the square lie in the circle that they are drawn for. */
export interface Generator {
  readonly state: Value
  draw(state: Value): Drawn
  /** Whether a point counts whose squares sum up to `s`. */
  isInside(s: Value): Value
}

/** More numbers than this in search of one point are too many; three in four points are in the circle. */
const mostDraws = 2000

/**
 * Two normal random numbers with mean 0 and deviation 1, by G. Marsaglia's polar method: points are drawn in a square
 * until one lies in the circle, s = x² + y²; then x·√(−2 ln s / s) and the same with y are what is wanted.
 * Where `isPair` is 0 one number is drawn and no more: `single`, uniform between 0 and 1.
 */
export function drawPair(
  execution: Execution,
  { state, draw, isInside }: Generator,
  isPair: Value = execution.builder.constant(1),
): { readonly first: Value; readonly second: Value; readonly single: Value; readonly state: Value } {
  const { builder } = execution
  const apply: typeof builder.apply = (operation, ...operands) => builder.apply(operation, ...operands)
  const [zero, one, two] = [builder.constant(0), builder.constant(1), builder.constant(2)]
  const square = (value: Value) => apply('mul', value, value)
  const fault = { code: 'nmodl/loop-too-long', facts: { limit: mostDraws } }
  const start = [execution.when(), state, zero, zero, zero, one]
  // One number in each round: x in one, y in the next.
  const after = builder.loop(start, mostDraws, fault, ([more = one, now = state, isY = zero, x = zero]) => {
    const drawn = draw(now)
    const aside = apply('sub', apply('mul', two, drawn.value), one)
    const s = apply('add', square(x), square(aside))
    const isFound = apply('and', isY, isInside(s))
    const goesOn = apply('and', isPair, apply('not', isFound))
    const next = [goesOn, drawn.state, apply('not', isY), apply('select', isY, x, aside)]
    return { more, next: [...next, drawn.value, s] }
  })
  const [, left = state, , x = one, last = one, s = one] = after
  const factor = apply('sqrt', apply('div', apply('mul', builder.constant(-2), apply('log', s)), s))
  const y = apply('sub', apply('mul', two, last), one)
  return { first: apply('mul', x, factor), second: apply('mul', y, factor), single: last, state: left }
}
