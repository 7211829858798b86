import type { Span } from '../../../core/source/span.ts'
import type { Value } from '../../../program/graph.ts'
import type { Execution } from '../execution.ts'
import { evaluate } from '../expressions.ts'
import type { Builtin, Call } from '../language.ts'
import { drawPair } from './polar.ts'

/** The state of the generator that all mechanisms share: rule RN7. */
export const scopState = 'scop.random'

/** x ← (multiplier·x + increment) modulo 2^32; the number drawn is x/(2^32 − 1). */
const multiplier = 2147437301
const increment = 453816981
const largest = 4294967295

/** exp(−mean) must be a number, or no product of random numbers ever falls below it. */
const largestPoissonMean = 700
const mostPoissonRounds = 10_000

/** The functions of the old generator; arguments too many are evaluated and forgotten, as in NEURON. Rule RN8. */
export const scopBuiltins: Readonly<Record<string, Builtin>> = {
  scop_random: drawing(drawScop),
  exprand: drawing((execution, span, [mean]) => {
    const { builder } = execution
    const drawn = builder.apply('log', drawScop(execution, span))
    return builder.apply('mul', builder.apply('neg', mean ?? builder.constant(1)), drawn)
  }),
  normrand: drawing((execution, span, [mean, deviation]) => {
    const { builder } = execution
    const isInside = (s: Value) => builder.apply('lt', s, builder.constant(1))
    const draw = (before: Value) => {
      const state = nextState(execution, before)
      return { value: fractionOf(execution, state), state }
    }
    const generator = { state: execution.read(scopState, span), draw, isInside }
    const { first, state } = drawPair(execution, generator)
    execution.write(scopState, state)
    const scaled = builder.apply('mul', first, deviation ?? builder.constant(1))
    return builder.apply('add', scaled, mean ?? builder.constant(0))
  }),
  poisrand: drawing(drawPoisson),
  set_seed: seeding(),
  setseed: seeding(),
}

function drawing(draw: (execution: Execution, span: Span, given: readonly Value[]) => Value): Builtin {
  return {
    run: (execution, call) => draw(execution, call.span, numbers(execution, call)),
    assigns: () => [scopState],
  }
}

/** `set_seed(x)`: x as a whole number modulo 2^32. */
function seeding(): Builtin {
  return {
    run(execution, call) {
      const { builder } = execution
      const [seed] = numbers(execution, call)
      const whole = builder.apply('and32', seed ?? builder.constant(0), builder.constant(largest))
      execution.write(scopState, whole)
      return builder.constant(0)
    },
    assigns: () => [scopState],
  }
}

function numbers(execution: Execution, call: Call): readonly Value[] {
  return call.arguments.map(argument => evaluate(execution, argument))
}

function nextState({ builder }: Execution, state: Value): Value {
  const product = builder.apply('mulLow32', builder.constant(multiplier), state)
  const sum = builder.apply('add', product, builder.constant(increment))
  return builder.apply('and32', sum, builder.constant(largest))
}

function fractionOf({ builder }: Execution, state: Value): Value {
  return builder.apply('div', state, builder.constant(largest))
}

function drawScop(execution: Execution, span: Span): Value {
  const state = nextState(execution, execution.read(scopState, span))
  execution.write(scopState, state)
  return fractionOf(execution, state)
}

/** How many random numbers can be multiplied before the product is below exp(−mean). */
function drawPoisson(execution: Execution, span: Span, [given]: readonly Value[]): Value {
  const { builder } = execution
  const mean = given ?? builder.constant(0)
  const [zero, one] = [builder.constant(0), builder.constant(1)]
  execution.fault(
    { code: 'nmodl/poisson-mean-too-large', facts: { limit: largestPoissonMean } },
    builder.apply('lt', builder.constant(largestPoissonMean), mean),
  )
  const limit = builder.apply('exp', builder.apply('neg', mean))
  const start = [execution.when(), execution.read(scopState, span), one, zero]
  const fault = { code: 'nmodl/loop-too-long', facts: { limit: mostPoissonRounds } }
  const after = builder.loop(
    start,
    mostPoissonRounds,
    fault,
    ([active = one, before = zero, product = one, n = zero]) => {
      const state = nextState(execution, before)
      const smaller = builder.apply('mul', product, fractionOf(execution, state))
      const more = builder.apply('and', active, builder.apply('le', limit, product))
      return { more, next: [active, state, smaller, builder.apply('add', n, one)] }
    },
  )
  const [, state = zero, , n = zero] = after
  execution.write(scopState, state)
  return builder.apply('sub', n, one)
}
