import type { Value } from '../../../program/graph.ts'
import type { Execution } from '../execution.ts'
import { evaluate } from '../expressions.ts'
import type { Builtin } from '../language.ts'
import { arithmeticOf, formula, type Arithmetic } from './formulas.ts'

/** 2π with the digits that the SCoP library has of it. */
const twoPi = 6.2831853
/** From here on a factorial is taken from Stirling's formula. */
const fewestByFormula = 20

/** The curves and probabilities of the SCoP library. */
export const curveBuiltins: Readonly<Record<string, Builtin>> = {
  hyperbol: formula(({ apply }, x, max, half) => apply('div', apply('mul', max, x), apply('add', x, half))),
  revhyperbol: formula(({ apply }, x, max, half) =>
    apply('div', apply('mul', max, half), apply('add', x, half)),
  ),
  sigmoid: formula(({ apply }, x, max, half, n) => {
    const power = apply('pow', x, n)
    return apply('div', apply('mul', max, power), apply('add', power, apply('pow', half, n)))
  }),
  revsigmoid: formula(({ apply }, x, max, half, n) => {
    const power = apply('pow', half, n)
    return apply('div', apply('mul', max, power), apply('add', power, apply('pow', x, n)))
  }),
  gauss: formula(({ apply, constant }, x, mean, deviation) => {
    const scaled = apply('div', apply('sub', x, mean), deviation)
    const height = apply('exp', apply('mul', constant(-0.5), apply('mul', scaled, scaled)))
    return apply('div', height, apply('mul', apply('sqrt', constant(twoPi)), deviation))
  }),
  factorial: withFactorial((_, factorial) => factorial),
  poisson: withFactorial(({ apply }, factorial, [n, mean]) => {
    const zero = factorial
    const power = apply('pow', mean ?? zero, n ?? zero)
    return apply('div', apply('mul', power, apply('exp', apply('neg', mean ?? zero))), factorial)
  }),
}

/** A function of the factorial of its first argument; one below 0 ends the run. */
function withFactorial(
  compute: (arithmetic: Arithmetic, factorial: Value, given: readonly Value[]) => Value,
): Builtin {
  return {
    run(execution, call) {
      const given = call.arguments.map(argument => evaluate(execution, argument))
      const arithmetic = arithmeticOf(execution)
      const factorial = factorialOf(execution, arithmetic, given[0] ?? arithmetic.constant(0))
      return compute(arithmetic, factorial, given)
    },
  }
}

/** n!, of a number that may be a little less than whole. */
function factorialOf(execution: Execution, { apply, choose, constant }: Arithmetic, n: Value): Value {
  const whole = apply('trunc', apply('add', n, constant(0.1)))
  execution.fault({ code: 'nmodl/factorial-of-negative', facts: {} }, apply('lt', whole, constant(0)))
  const power = apply('mul', apply('exp', apply('neg', whole)), apply('pow', whole, whole))
  let result = apply('mul', power, apply('sqrt', apply('mul', constant(twoPi), whole)))
  result = choose(apply('lt', whole, constant(fewestByFormula)), product(n), result)
  return choose(apply('lt', whole, constant(2)), constant(1), result)

  function product(of: Value): Value {
    const first = apply('trunc', of)
    let chosen = constant(1)
    for (let k = 2, value = 2; k < fewestByFormula; k++, value *= k)
      chosen = choose(apply('eq', first, constant(k)), constant(value), chosen)
    return chosen
  }
}
