import { describe, expect, it } from 'vitest'
import * as elementary from '../../../../../src-engine/math/elementary.ts'
import { ProgramBuilder } from '../../../../../src-engine/program/builder.ts'
import type { Value } from '../../../../../src-engine/program/graph.ts'
import { printProgram } from '../../../../../src-engine/program/print.ts'
import { countOf, resultsOf, type Make } from '../../../../support/madeOfOne.ts'
import { seeded } from '../../../../support/seeded.ts'

/** (x + shift)·slope, and its exponential. */
const exponent = (b: ProgramBuilder, x: Value, slope: number, shift: number) =>
  b.apply('mul', b.apply('add', x, b.constant(shift)), b.constant(slope))
const power = (b: ProgramBuilder, x: Value, slope: number, shift: number) =>
  b.apply('exp', exponent(b, x, slope, shift))

/** Rates of a gate as they are written again and again: a·u/(1 − e^(−u/k)) and b·(−u)/(1 − e^(u/k)), u = x + 38. */
const rates: Make = (b, x) => {
  const one = b.constant(1)
  const u = b.apply('sub', x, b.constant(-38))
  const minusU = b.apply('sub', b.constant(-38), x)
  const divide = (factor: number, above: Value) =>
    b.apply(
      'div',
      b.apply('mul', b.constant(factor), above),
      b.apply('sub', one, b.apply('exp', b.apply('neg', b.apply('div', above, b.constant(6))))),
    )
  return [divide(0.182, u), divide(0.124, minusU)]
}

const unit = 2 ** -53

describe('program reflections', () => {
  it('takes one exponential and one division for two rates that mirror each other', () => {
    expect(countOf('exp', rates)).toBe(1)
    expect(countOf('div', rates)).toBe(1)
  })

  it('equals the rates within a few units, as near 0 as they are themselves, for random x', () => {
    const next = seeded(11)
    const xs = Array.from({ length: 2000 }, () => -38 + (next() < 0.5 ? -1 : 1) * 10 ** (3.4 - 12 * next()))
    const plain = (factor: number, u: number) => (factor * u) / (1 - elementary.exp(-u / 6))
    resultsOf(rates, xs).forEach((results, lane) => {
      const u = xs[lane]! + 38
      const spoilt = 4 / Math.min(1, Math.abs(u / 6)) + Math.abs(u / 6)
      for (const [index, wanted] of [plain(0.182, u), plain(0.124, -u)].entries())
        expect(Math.abs(results[index]! - wanted)).toBeLessThanOrEqual(8 * unit * spoilt * wanted + 1e-290)
    })
  })

  it('is no number where 0 is divided by 0, or x is none, and finite where the rates are', () => {
    for (const result of resultsOf(rates, [-38, NaN]).flat()) expect(result).toBeNaN()
    const wide = [1e4, -1e4, 4200, -4200, 1e6, -1e6, 1e300, -1e300]
    for (const result of resultsOf(rates, wide).flat()) expect(Number.isFinite(result)).toBe(true)
  })

  it('mirrors sigmoids', () => {
    const sigmoids: Make = (b, x) =>
      [0.2, -0.2].map(slope =>
        b.apply('div', b.constant(3), b.apply('add', b.constant(1), power(b, x, slope, 20))),
      )
    expect(countOf('exp', sigmoids)).toBe(1)
    const next = seeded(5)
    const xs = Array.from({ length: 500 }, () => 400 * next() - 220)
    resultsOf(sigmoids, xs).forEach((results, lane) =>
      [0.2, -0.2].forEach((slope, index) => {
        const wanted = 3 / (1 + elementary.exp((xs[lane]! + 20) * slope))
        expect(Math.abs(results[index]! - wanted)).toBeLessThanOrEqual(8 * unit * wanted)
      }),
    )
    const [above, below] = resultsOf(sigmoids, [Infinity, -Infinity]) as [number[], number[]]
    expect([above[1], below[0]]).toEqual([3, 3])
    expect(Math.max(above[0]!, below[1]!)).toBeLessThan(1e-300)
  })

  it('keeps an exponential of which something else is made, or that mirrors none', () => {
    const one = (b: ProgramBuilder) => b.constant(1)
    const quotient = (b: ProgramBuilder, e: Value, number = 1) =>
      b.apply('div', b.column('own', 'z'), b.apply('sub', e, b.constant(number)))
    const kept: Make[] = [
      (b, x) => [power(b, x, 0.1, 3), power(b, x, -0.1, 3)],
      (b, x) => [quotient(b, power(b, x, 0.1, 3)), quotient(b, power(b, x, -0.1, 4))],
      (b, x) => [quotient(b, power(b, x, 0.1, 3), 2), quotient(b, power(b, x, -0.1, 3), 2)],
      (b, x) => [0.1, -0.1].flatMap(slope => [quotient(b, power(b, x, slope, 3)), power(b, x, slope, 3)]),
      (b, x) => rates(b, x).map(rate => b.apply('select', b.apply('lt', x, b.constant(-38)), x, rate)),
      (b, x) => [0.1, -0.1].map(slope => b.apply('sub', one(b), power(b, x, slope, 3))),
      (b, x) => [0.1, -0.1].map(slope => b.apply('log', b.apply('add', one(b), power(b, x, slope, 3)))),
    ]
    for (const make of kept) expect(countOf('exp', make)).toBe(2)
  })

  it('leaves loops alone', () => {
    const builder = new ProgramBuilder('test')
    const x = builder.column('own', 'x')
    const fault = { code: 'test/loop', facts: {} }
    const [last] = builder.loop([x], 5, fault, ([y]) => ({
      more: builder.apply('lt', builder.constant(0), y!),
      next: [builder.apply('sub', y!, builder.constant(1))],
    }))
    rates(builder, last!).forEach((value, index) =>
      builder.effect({ kind: 'store', name: `y${index}`, value }),
    )
    expect(printProgram(builder.finish()!).match(/= exp r/g)).toHaveLength(2)
  })
})
