import { describe, expect, it } from 'vitest'
import { linearIn, spread } from '../../../../../src-engine/nmodl/symbolic/linearIn.ts'
import { ProgramBuilder } from '../../../../../src-engine/program/builder.ts'
import type { Value } from '../../../../../src-engine/program/graph.ts'

const builder = new ProgramBuilder('test')
const x = builder.unknown('x')
const [a, b, c] = ['a', 'b', 'c'].map(name => builder.column('own', name)) as [Value, Value, Value]
const { add, sub, mul, div, neg } = Object.fromEntries(
  (['add', 'sub', 'mul', 'div', 'neg'] as const).map(operation => [
    operation,
    (...operands: Value[]) => builder.apply(operation, ...operands),
  ]),
) as Record<'add' | 'sub' | 'mul' | 'div' | 'neg', (...operands: Value[]) => Value>
const one = builder.constant(1)

describe('nmodl linearIn', () => {
  it('finds slope and intercept of a rate equation', () => {
    const form = linearIn(builder, sub(mul(a, sub(one, x)), mul(b, x)), x)
    expect(form && spread(builder, form)).toEqual({ factor: undefined, slope: neg(add(a, b)), intercept: a })
  })

  it('keeps a common factor apart, so that the fixed point is free of it', () => {
    const form = linearIn(builder, div(sub(a, x), b), x)
    expect(form).toEqual({ factor: div(one, b), slope: builder.constant(-1), intercept: a })
  })

  it('knows a value without the unknown, and one in which it cancels', () => {
    expect(linearIn(builder, mul(a, b), x)).toEqual({
      factor: undefined,
      slope: undefined,
      intercept: mul(a, b),
    })
    expect(linearIn(builder, sub(add(x, a), x), x)?.slope).toBeUndefined()
  })

  it('looks through a choice that does not depend on the unknown', () => {
    const choice = builder.apply('select', a, mul(b, x), c)
    const zero = builder.constant(0)
    expect(linearIn(builder, choice, x)).toEqual({
      factor: undefined,
      slope: builder.apply('select', a, b, zero),
      intercept: builder.apply('select', a, zero, c),
    })
  })

  it.each([
    ['a square', mul(x, x)],
    ['a quotient', div(a, add(x, one))],
    ['an exponential', builder.apply('exp', x)],
    ['a choice by the unknown', builder.apply('select', builder.apply('lt', x, a), x, b)],
    ['a sum with something that is not linear', add(x, builder.apply('abs', x))],
  ])('refuses %s', (_, value) => {
    expect(linearIn(builder, value, x)).toBeUndefined()
  })
})
