import type { Value } from '../../../program/graph.ts'
import { callRoutine } from '../calls.ts'
import type { Execution } from '../execution.ts'
import { evaluate } from '../expressions.ts'
import type { Builtin, Call } from '../language.ts'
import { arithmeticOf } from './formulas.ts'
import { romberg } from './romberg.ts'

/** Points and weights of ten-point Gauss–Legendre quadrature, with the digits that the SCoP library has of them. */
const points = [0.148874339, 0.4333953941, 0.6794095683, 0.8650633677, 0.9739065285] as const
const weights = [0.2955242247, 0.2692667193, 0.2190863625, 0.1494513492, 0.0666713443] as const

/** Integrals of a FUNCTION of the file. */
export const integralBuiltins: Readonly<Record<string, Builtin>> = {
  romberg,

  /** `legendre(a, b, f)`. */
  legendre: {
    run(execution, call) {
      const { apply, constant } = arithmeticOf(execution)
      const { from, to, integrand } = argumentsOf(execution, call)
      const [length, sum] = [apply('sub', to, from), apply('add', from, to)]
      const at = (point: number) =>
        integrand(apply('mul', constant(0.5), apply('add', apply('mul', constant(point), length), sum)))
      let total = constant(0)
      const add = (point: number, weight: number) => {
        total = apply('add', total, apply('mul', constant(weight), at(point)))
      }
      for (const k of [4, 3, 2, 1, 0]) add(-(points[k] ?? 0), weights[k] ?? 0)
      points.forEach((point, k) => add(point, weights[k] ?? 0))
      return apply('mul', apply('mul', constant(0.5), length), total)
    },
  },
}

function argumentsOf(execution: Execution, call: Call) {
  const [from, to, named] = call.arguments
  const value = (expression: typeof from) =>
    expression ? evaluate(execution, expression) : execution.builder.constant(0)
  const name = named?.kind === 'name' ? named.name : ''
  return {
    from: value(from),
    to: value(to),
    integrand: (x: Value) => callRoutine(execution, name, [x], call.span),
  }
}
