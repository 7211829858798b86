import { describe, expect, it } from 'vitest'
import * as elementary from '../../../../../src-engine/math/elementary.ts'
import { ProgramBuilder } from '../../../../../src-engine/program/builder.ts'
import type { Value } from '../../../../../src-engine/program/graph.ts'
import { printProgram } from '../../../../../src-engine/program/print.ts'
import { countOf, programOf, resultsOf, type Make } from '../../../../support/madeOfOne.ts'
import { seeded } from '../../../../support/seeded.ts'

/** e^(slope·(x + shift)), as people write it. */
const rate = (b: ProgramBuilder, x: Value, slope: number, shift: number) =>
  b.apply('exp', b.apply('mul', b.apply('add', x, b.constant(shift)), b.constant(slope)))

const unit = 2 ** -53

describe('program families', () => {
  it('makes exponentials of one number out of the one with the least slope', () => {
    const make: Make = (b, x) => [
      rate(b, x, -1 / 20, 65),
      rate(b, x, -1 / 10, 35),
      rate(b, x, -1 / 80, 65),
      rate(b, x, -1 / 18, 65),
    ]
    expect(countOf('exp', make)).toBe(2)
    const text = printProgram(programOf(make))
    expect(text).toContain(' = exp 3')
    expect(text.match(/r\d = mul r(\d) r\1/g)).toHaveLength(3)
  })

  it('keeps what has another sign, another slope, or another number in it', () => {
    expect(countOf('exp', (b, x) => [rate(b, x, 0.1, 1), rate(b, x, -0.1, 1)])).toBe(2)
    expect(countOf('exp', (b, x) => [rate(b, x, 0.1, 1), rate(b, x, 0.25, 1)])).toBe(2)
    expect(countOf('exp', (b, x) => [rate(b, x, 0.1, 1), rate(b, x, 0.7, 1)])).toBe(2)
    expect(countOf('exp', (b, x) => [rate(b, x, 0.1, 1), rate(b, b.column('own', 'z'), 0.1, 2)])).toBe(2)
  })

  it('keeps exponents that could meet the ends of exp within |x| ≤ 1000', () => {
    expect(countOf('exp', (b, x) => [rate(b, x, 0.3, 1), rate(b, x, 0.6, 1)])).toBe(1)
    expect(countOf('exp', (b, x) => [rate(b, x, 0.4, 1), rate(b, x, 0.8, 1)])).toBe(2)
    expect(countOf('exp', (b, x) => [rate(b, x, 0.1, 0), rate(b, x, 0.1, 7000)])).toBe(2)
    expect(countOf('exp', (b, x) => [rate(b, x, 0.1, NaN), rate(b, x, 0.1, 1)])).toBe(2)
  })

  it('stays within (24 + 16·E) half units for random slopes, shifts and x', () => {
    const next = seeded(7)
    let worst = 0
    for (let round = 0; round < 300; round++) {
      const base = (next() < 0.5 ? -1 : 1) / (2 + 98 * next())
      const members = Array.from({ length: 2 + Math.floor(5 * next()) }, () => ({
        slope: base * (1 + Math.floor(8 * next())),
        shift: 200 * next() - 100,
      }))
      const xs = Array.from({ length: 40 }, (_, index) => (index < 30 ? 300 : 2000) * (next() - 0.5))
      const make: Make = (b, x) => members.map(({ slope, shift }) => rate(b, x, slope, shift))
      const largest = (x: number) =>
        Math.max(...members.map(({ slope, shift }) => Math.abs(slope) * (Math.abs(x) + Math.abs(shift)))) * 8
      resultsOf(make, xs).forEach((results, lane) =>
        results.forEach((result, index) => {
          const { slope, shift } = members[index]!
          const plain = elementary.exp((xs[lane]! + shift) * slope)
          const error = result === plain ? 0 : Math.abs(result - plain) / (plain * unit)
          worst = Math.max(worst, error / (24 + 16 * largest(xs[lane]!)))
        }),
      )
    }
    expect(worst).toBeLessThanOrEqual(1)
    // Families are what is tried here.
    expect(worst).toBeGreaterThan(0.01)
  })

  it('is not a number where x is none, and never where the exponentials themselves are not', () => {
    const make: Make = (b, x) => {
      const first = rate(b, x, -0.05, 65)
      const second = rate(b, x, -0.4, 30)
      return [first, second, b.apply('div', b.constant(1), b.apply('add', b.constant(1), second))]
    }
    expect(countOf('exp', make)).toBe(1)
    const xs = [NaN, Infinity, -Infinity, 1e300, -1e300, 1e5, -1e5, 5000, -5000, 1000, -1000, -0]
    const results = resultsOf(make, xs)
    expect(results[0]).toEqual([NaN, NaN, NaN])
    for (const [first, second, sigmoid] of results.slice(1)) {
      expect(first).toBeGreaterThanOrEqual(0)
      expect(second).toBeGreaterThanOrEqual(0)
      expect(sigmoid! >= 0 && sigmoid! <= 1).toBe(true)
    }
    expect(results.slice(9).flat().every(Number.isFinite)).toBe(true)
  })

  describe('where a difference leaves nothing but the error', () => {
    const ratio = (b: ProgramBuilder, x: Value, slope: number, shift: number) => {
      const exponent = b.apply('mul', b.apply('add', x, b.constant(shift)), b.constant(slope))
      return {
        exponent,
        quotient: b.apply('div', exponent, b.apply('sub', b.apply('exp', exponent), b.constant(1))),
      }
    }
    const chosen = (b: ProgramBuilder, x: Value, shift: number, bound: number) => {
      const { exponent, quotient } = ratio(b, x, -0.1, shift)
      const near = b.apply('lt', b.apply('abs', exponent), b.constant(bound))
      const series = b.apply('sub', b.constant(1), b.apply('mul', exponent, b.constant(0.5)))
      return b.apply('select', near, series, quotient)
    }

    it('keeps the exponential of e^x − 1 without a choice: 0/0 stays no number', () => {
      const make: Make = (b, x) => [rate(b, x, -0.05, 65), ratio(b, x, -0.1, 40).quotient]
      expect(countOf('exp', make)).toBe(2)
      expect(resultsOf(make, [-40])[0]![1]).toBeNaN()
    })

    it('keeps it in 1 − e^x, −1 + e^x, e^x − u, comparisons and differences of two', () => {
      const others: ((b: ProgramBuilder, e: Value) => Value)[] = [
        (b, e) => b.apply('sub', b.constant(1), e),
        (b, e) => b.apply('add', b.constant(-1), e),
        (b, e) => b.apply('sub', b.apply('mul', b.constant(3), e), b.uniform('u')),
        (b, e) => b.apply('lt', e, b.constant(1)),
        (b, e) => b.apply('log', e),
        (b, e) => b.apply('sub', e, rate(b, b.column('own', 'x'), 0.1, 3)),
      ]
      for (const other of others) {
        const rates = new ProgramBuilder('test')
        const x = rates.column('own', 'x')
        const values = [rate(rates, x, -0.05, 65), other(rates, rate(rates, x, -0.1, 40))]
        values.forEach((value, index) => rates.effect({ kind: 'store', name: `y${index}`, value }))
        expect(printProgram(rates.finish()!).match(/r\d = exp r\d/g)!.length).toBeGreaterThanOrEqual(2)
      }
    })

    it('does without it where a choice keeps |x| from 0', () => {
      const make: Make = (b, x) => [rate(b, x, -0.05, 65), chosen(b, x, 40, 1e-6), chosen(b, x, 55, 1e-6)]
      expect(countOf('exp', make)).toBe(1)
      expect(countOf('exp', (b, x) => [rate(b, x, -0.05, 65), chosen(b, x, 40, 1e-9)])).toBe(2)
      const next = seeded(3)
      const xs = Array.from({ length: 400 }, () => -40 + (next() < 0.5 ? 1 : -1) * 10 ** (3 - 12 * next()))
      resultsOf(make, [-40, ...xs]).forEach(([, result], lane) => {
        const exponent = ([-40, ...xs][lane]! + 40) * -0.1
        const exact = Math.abs(exponent) < 1e-6 ? 1 - exponent * 0.5 : exponent / elementary.expm1(exponent)
        const error = Math.abs(result! - exact) / exact
        expect(error).toBeLessThan(
          Math.abs(exponent) < 1e-6
            ? 1e-15
            : (200 * unit) / Math.min(1, Math.abs(exponent)) + 400 * unit * Math.abs(exponent),
        )
      })
    })
  })

  it('leaves loops alone', () => {
    const builder = new ProgramBuilder('test')
    const x = builder.column('own', 'x')
    const fault = { code: 'test/loop', facts: {} }
    const [last] = builder.loop([x], 5, fault, ([y]) => ({
      more: builder.apply('lt', builder.constant(0), y!),
      next: [builder.apply('sub', y!, builder.constant(1))],
    }))
    builder.effect({
      kind: 'store',
      name: 'y',
      value: builder.apply('add', rate(builder, last!, 0.1, 1), rate(builder, last!, 0.2, 1)),
    })
    expect(printProgram(builder.finish()!).match(/= exp r/g)).toHaveLength(2)
  })
})
