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
 */
export function drawPair(
  execution: Execution,
  { state, draw, isInside }: Generator,
): { readonly first: Value; readonly second: Value; readonly state: Value } {
  const { builder } = execution
  const apply: typeof builder.apply = (operation, ...operands) => builder.apply(operation, ...operands)
  const [zero, one] = [builder.constant(0), builder.constant(1)]
  const fault = { code: 'nmodl/loop-too-long', facts: { limit: mostDraws } }
  const start = [execution.when(), state, zero, zero, one]
  // A point in each round.
  const after = builder.loop(start, mostDraws / 2, fault, ([more = one, now = state]) => {
    const across = draw(now)
    const up = draw(across.state)
    const [x, y] = [aside(execution, across.value), aside(execution, up.value)]
    const s = apply('add', apply('mul', x, x), apply('mul', y, y))
    return { more, next: [apply('not', isInside(s)), up.state, x, y, s] }
  })
  const [, left = state, x = zero, y = zero, s = one] = after
  const factor = factorOf(execution, s)
  return { first: apply('mul', x, factor), second: apply('mul', y, factor), state: left }
}

/**
 * The same where `isPair` is not 0; elsewhere one number is drawn and no more: `single`, uniform between 0 and 1.
 */
export function drawPairOrSingle(
  execution: Execution,
  { state, draw, isInside }: Generator,
  isPair: Value,
): { readonly first: Value; readonly second: Value; readonly single: Value; readonly state: Value } {
  const { builder } = execution
  const apply: typeof builder.apply = (operation, ...operands) => builder.apply(operation, ...operands)
  const [zero, one] = [builder.constant(0), builder.constant(1)]
  const square = (value: Value) => apply('mul', value, value)
  const fault = { code: 'nmodl/loop-too-long', facts: { limit: mostDraws } }
  const start = [execution.when(), state, zero, zero, zero, one]
  // One number in each round: x in one, y in the next.
  const after = builder.loop(start, mostDraws, fault, ([more = one, now = state, isY = zero, x = zero]) => {
    const drawn = draw(now)
    const last = aside(execution, drawn.value)
    const s = apply('add', square(x), square(last))
    const isFound = apply('and', isY, isInside(s))
    const goesOn = apply('and', isPair, apply('not', isFound))
    const next = [goesOn, drawn.state, apply('not', isY), apply('select', isY, x, last)]
    return { more, next: [...next, drawn.value, s] }
  })
  const [, left = state, , x = one, last = one, s = one] = after
  const factor = factorOf(execution, s)
  const y = aside(execution, last)
  return { first: apply('mul', x, factor), second: apply('mul', y, factor), single: last, state: left }
}

/** A number between 0 and 1 as a coordinate, between −1 and 1. */
function aside({ builder }: Execution, value: Value): Value {
  return builder.apply('sub', builder.apply('mul', builder.constant(2), value), builder.constant(1))
}

function factorOf({ builder }: Execution, s: Value): Value {
  const logarithm = builder.apply('mul', builder.constant(-2), builder.apply('log', s))
  return builder.apply('sqrt', builder.apply('div', logarithm, s))
}
