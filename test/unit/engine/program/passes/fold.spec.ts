import { describe, expect, it } from 'vitest'
import { ProgramBuilder } from '../../../../../src-engine/program/builder.ts'
import { printProgram } from '../../../../../src-engine/program/print.ts'
import type { Value } from '../../../../../src-engine/program/graph.ts'

/** The operations of a program that stores one value, as text. */
function bodyOf(make: (builder: ProgramBuilder, x: Value, y: Value, u: Value) => Value): string[] {
  const builder = new ProgramBuilder('test')
  const value = make(builder, builder.column('own', 'x'), builder.column('own', 'y'), builder.uniform('u'))
  builder.effect({ kind: 'store', name: 'result', value })
  const program = builder.finish()
  const text = program ? printProgram(program) : ''
  return (text.split('body\n')[1] ?? '')
    .trim()
    .split('\n')
    .map(line => line.trim())
}

describe('program fold', () => {
  it('folds constants through exact operations', () => {
    expect(bodyOf(b => b.apply('div', b.apply('add', b.constant(1), b.constant(2)), b.constant(7)))).toEqual([
      `@result = store ${3 / 7}`,
    ])
    expect(bodyOf(b => b.apply('lt', b.constant(1), b.constant(2)))).toEqual(['@result = store 1'])
  })

  it('leaves exp of a constant to the prologue', () => {
    expect(bodyOf(b => b.apply('exp', b.constant(0.3)))).toEqual(['@result = store h0'])
  })

  it('drops what changes nothing', () => {
    const nothing = ['@result = store @x']
    expect(bodyOf((b, x) => b.apply('mul', b.constant(1), x))).toEqual(nothing)
    expect(bodyOf((b, x) => b.apply('add', x, b.constant(0)))).toEqual(nothing)
    expect(bodyOf((b, x) => b.apply('neg', b.apply('neg', x)))).toEqual(nothing)
    expect(bodyOf((b, x, y) => b.apply('select', b.constant(1), x, y))).toEqual(nothing)
  })

  it('does not take 0·x for 0, nor x/x for 1: x may be infinite or 0', () => {
    expect(bodyOf((b, x) => b.apply('mul', b.constant(0), x))).toHaveLength(2)
    expect(bodyOf((b, x) => b.apply('div', x, x))).toHaveLength(2)
  })

  it('turns division by what does not vary into one multiplication', () => {
    expect(bodyOf((b, x, _, u) => b.apply('div', b.apply('div', x, u), b.constant(4)))).toEqual([
      'r0 = mul @x h1',
      '@result = store r0',
    ])
  })

  it('divides once by what several numbers are divided by, where the reciprocal is wanted', () => {
    const quotients = bodyOf((b, x, y) => {
      const reciprocal = b.apply('div', b.constant(1), y)
      const product = b.apply('mul', b.apply('add', x, b.constant(1)), reciprocal)
      return b.apply('sub', product, b.apply('div', b.apply('sub', x, b.constant(1)), y))
    })
    expect(quotients.filter(line => line.includes('div'))).toEqual(['r0 = div 1 @y'])
  })

  it('keeps a division whose reciprocal is not a normal number', () => {
    expect(bodyOf((b, x) => b.apply('div', x, b.constant(0)))[0]).toBe('r0 = div @x 0')
    expect(bodyOf((b, x) => b.apply('div', x, b.constant(1e-300)))[0]).toBe('r0 = div @x 1e-300')
  })

  it('gathers factors through products, signs, quotients and choices', () => {
    expect(
      bodyOf((b, x) => b.apply('mul', b.constant(3), b.apply('neg', b.apply('mul', b.constant(2), x)))),
    ).toEqual(['r0 = mul @x -6', '@result = store r0'])
    expect(bodyOf((b, x) => b.apply('mul', b.constant(3), b.apply('div', b.constant(2), x)))).toEqual([
      'r0 = div 6 @x',
      '@result = store r0',
    ])
    const choice = bodyOf((b, x, y) =>
      b.apply(
        'mul',
        b.constant(3),
        b.apply('select', b.apply('lt', x, y), b.apply('mul', b.constant(2), x), b.constant(5)),
      ),
    )
    expect(choice).toEqual(['r0 = lt @x @y', 'r1 = mul @x 6', 'r0 = select r0 r1 15', '@result = store r0'])
  })

  it('does not move factors into sums, which could make cancellation worse', () => {
    expect(bodyOf((b, x) => b.apply('mul', b.constant(3), b.apply('add', x, b.constant(2))))).toHaveLength(3)
  })

  it('writes whole powers as multiplications, others as pow', () => {
    expect(bodyOf((b, x) => b.apply('pow', x, b.constant(4)))).toEqual([
      'r0 = mul @x @x',
      'r0 = mul r0 r0',
      '@result = store r0',
    ])
    expect(bodyOf((b, x) => b.apply('pow', x, b.constant(-1)))).toEqual([
      'r0 = div 1 @x',
      '@result = store r0',
    ])
    expect(bodyOf((b, x) => b.apply('pow', x, b.constant(0.5)))[0]).toBe('r0 = pow @x 0.5')
    expect(bodyOf((b, x) => b.apply('pow', x, b.constant(17)))[0]).toBe('r0 = pow @x 17')
  })

  it('multiplies g·n·n·n·n three times', () => {
    const body = bodyOf((b, n, g) => {
      let product = g
      for (let i = 0; i < 4; i++) product = b.apply('mul', product, n)
      return product
    })
    expect(body).toEqual(['r0 = mul @x @x', 'r0 = mul r0 r0', 'r0 = mul @y r0', '@result = store r0'])
  })
})
