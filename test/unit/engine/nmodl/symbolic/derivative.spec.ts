import { describe, expect, it } from 'vitest'
import { derivative } from '../../../../../src-engine/nmodl/symbolic/derivative.ts'
import { ProgramBuilder } from '../../../../../src-engine/program/builder.ts'
import type { Value } from '../../../../../src-engine/program/graph.ts'
import { runProgram, type World } from '../../../../support/oneInstance.ts'

type Make = (builder: ProgramBuilder, x: Value) => Value

/** f(x) and the derivative that the graph gives, as numbers. */
function evaluate(make: Make, at: number): { readonly value: number; readonly slope: number } {
  const builder = new ProgramBuilder('test')
  const x = builder.column('own', 'x')
  const value = make(builder, x)
  const slope = derivative(builder, value, x)
  if (slope === 'unknown') throw new Error('the derivative is not known')
  builder.effect({ kind: 'store', name: 'value', value })
  builder.effect({ kind: 'store', name: 'slope', value: slope ?? builder.constant(0) })
  const program = builder.finish()
  const world: World = { 'own x': at }
  if (program) runProgram(program, world)
  return { value: world['own value'] ?? NaN, slope: world['own slope'] ?? NaN }
}

/** (f(x + h) − f(x − h))/2h with a step at which truncation and rounding are about equal. */
function quotient(make: Make, at: number): number {
  const h = 1e-5 * Math.max(1, Math.abs(at))
  return (evaluate(make, at + h).value - evaluate(make, at - h).value) / (2 * h)
}

const number = (builder: ProgramBuilder, value: number) => builder.constant(value)

/** Functions with points at which they are smooth. */
const cases: readonly [text: string, make: Make, points: readonly number[]][] = [
  ['x·x − 3x', (b, x) => b.apply('sub', b.apply('mul', x, x), b.apply('mul', number(b, 3), x)), [-2, 0, 5]],
  [
    'x/(1 + x·x)',
    (b, x) => b.apply('div', x, b.apply('add', number(b, 1), b.apply('mul', x, x))),
    [-2, 0, 0.7, 5],
  ],
  [
    '1/(1 + exp(−x))',
    (b, x) => b.apply('div', number(b, 1), b.apply('add', number(b, 1), b.apply('exp', b.apply('neg', x)))),
    [-3, 0, 2],
  ],
  ['x^2.5', (b, x) => b.apply('pow', x, number(b, 2.5)), [0.3, 4]],
  ['2.5^x', (b, x) => b.apply('pow', number(b, 2.5), x), [-1, 0, 2]],
  ['x^x', (b, x) => b.apply('pow', x, x), [0.4, 2]],
  ['log(x)·sqrt(x)', (b, x) => b.apply('mul', b.apply('log', x), b.apply('sqrt', x)), [0.2, 3]],
  ['log10(x)', (b, x) => b.apply('log10', x), [0.2, 30]],
  ['sin(x)·cos(x)', (b, x) => b.apply('mul', b.apply('sin', x), b.apply('cos', x)), [-1, 0.3]],
  ['tan(x)', (b, x) => b.apply('tan', x), [-1, 0.3]],
  ['asin(x)', (b, x) => b.apply('asin', x), [-0.5, 0.3]],
  ['acos(x)', (b, x) => b.apply('acos', x), [-0.5, 0.3]],
  ['atan(x)', (b, x) => b.apply('atan', x), [-5, 0.3]],
  ['atan2(x, 2 − x)', (b, x) => b.apply('atan2', x, b.apply('sub', number(b, 2), x)), [-1, 0.5, 4]],
  ['sinh(x) + cosh(x)', (b, x) => b.apply('add', b.apply('sinh', x), b.apply('cosh', x)), [-1, 2]],
  ['tanh(x)', (b, x) => b.apply('tanh', x), [-1, 2]],
  ['erf(x)', (b, x) => b.apply('erf', x), [-1, 0, 0.6]],
  ['expm1(x)', (b, x) => b.apply('expm1', x), [-1, 0, 2]],
  ['|x − 1|', (b, x) => b.apply('abs', b.apply('sub', x, number(b, 1))), [-1, 3]],
  ['min(x, x·x)', (b, x) => b.apply('min', x, b.apply('mul', x, x)), [-1, 0.5, 2]],
  ['max(x, x·x)', (b, x) => b.apply('max', x, b.apply('mul', x, x)), [-1, 0.5, 2]],
  [
    'fmod(7x, x + 2)',
    (b, x) => b.apply('fmod', b.apply('mul', number(b, 7), x), b.apply('add', x, number(b, 2))),
    [1.1, 4.3],
  ],
  ['floor(x)·x', (b, x) => b.apply('mul', b.apply('floor', x), x), [-1.3, 2.6]],
  [
    'x < 1 ? x·x : 2x − 1',
    (b, x) => {
      const line = b.apply('sub', b.apply('mul', number(b, 2), x), number(b, 1))
      return b.apply('select', b.apply('lt', x, number(b, 1)), b.apply('mul', x, x), line)
    },
    [0.2, 1.8],
  ],
]

describe('nmodl derivative', () => {
  it.each(cases)('of %s is the limit of the quotient of differences', (_, make, points) => {
    for (const at of points) {
      const { slope } = evaluate(make, at)
      // The quotient's own error is of the order of 1e-10 of the function's third derivative.
      expect(Math.abs(slope - quotient(make, at)), `at ${at}: ${slope}`).toBeLessThan(
        1e-7 * Math.max(1, Math.abs(slope)),
      )
    }
  })

  it('is exactly 0 where a value does not depend on the unknown', () => {
    const builder = new ProgramBuilder('test')
    const x = builder.column('own', 'x')
    const flat = builder.apply('exp', builder.column('own', 'other'))
    expect(derivative(builder, flat, x)).toBeUndefined()
    expect(derivative(builder, builder.apply('floor', x), x)).toBeUndefined()
  })

  it('is not known where a loop stands between', () => {
    const builder = new ProgramBuilder('test')
    const x = builder.column('own', 'x')
    const fault = { code: 'too-long', facts: {} }
    const [halved = x] = builder.loop([x], 100, fault, ([value = x]) => ({
      more: builder.apply('lt', builder.constant(1), value),
      next: [builder.apply('mul', builder.constant(0.5), value)],
    }))
    expect(derivative(builder, halved, x)).toBe('unknown')
  })
})
