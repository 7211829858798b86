import { describe, expect, it } from 'vitest'
import { createStream, type GeneratorChoice } from '../../../../src-engine/index.ts'

function streamOf(choice: GeneratorChoice = { generator: 'philox', ids: [1, 2, 3] }) {
  const { value, diagnostics } = createStream(choice)
  if (!value) throw new Error(diagnostics.map(({ message }) => message).join('; '))
  return value
}

/** Mean and variance of many numbers. */
function moments(draw: () => number, count = 20_000) {
  const numbers = Array.from({ length: count }, draw)
  const mean = numbers.reduce((sum, x) => sum + x, 0) / count
  return { mean, variance: numbers.reduce((sum, x) => sum + (x - mean) * (x - mean), 0) / count }
}

describe('random streams', () => {
  it('5 tell what is wrong with the numbers of a generator', () => {
    for (const [choice, code] of [
      [{ generator: 'philox', ids: [1, -2] }, 'random/not-a-word'],
      [{ generator: 'philox', ids: [1, 2, 3, 4] }, 'random/too-many-ids'],
      [{ generator: 'philox', globalIndex: 4294967296 }, 'random/not-a-word'],
      [{ generator: 'mcellran4', highIndex: NaN }, 'random/not-a-word'],
      [{ generator: 'acg', size: 0.5 }, 'random/not-a-word'],
    ] as const) {
      const { value, diagnostics } = createStream(choice)
      expect([value, diagnostics.map(one => one.code)]).toEqual([undefined, [code]])
    }
  })

  it('6 keep the second normal number for repick alone', () => {
    const [a, b] = [streamOf(), streamOf()]
    const [first, second] = [a.normal(0, 1), a.repick()]
    expect(b.normal(0, 1)).toBe(first)
    expect(b.normal(0, 1)).not.toBe(second)
  })

  it('7 refuse distributions that do not exist, and never draw without end', () => {
    const stream = streamOf()
    for (const draw of [
      () => stream.poisson(1000),
      () => stream.poisson(-1),
      () => stream.geometric(1),
      () => stream.hypergeo(5, 3),
      () => stream.normal(0, -1),
      () => stream.lognormal(0, 1),
      () => stream.erlang(1, 0),
      () => stream.binomial(1e9, 0.5),
      () => stream.uniform(0, Infinity),
    ])
      expect(draw).toThrow(RangeError)
    expect(stream.sequence).toBe(0)
  })

  it('8 have the mean and the variance that they are asked for', () => {
    const stream = streamOf({ generator: 'mcellran4', highIndex: 1, lowIndex: 2 })
    for (const [name, draw, mean, variance] of [
      ['uniform', () => stream.uniform(-2, 4), 1, 3],
      ['discunif', () => stream.discunif(1, 6), 3.5, 35 / 12],
      ['normal', () => stream.normal(2, 9), 2, 9],
      ['lognormal', () => stream.lognormal(5, 4), 5, 4],
      ['negexp', () => stream.negexp(3), 3, 9],
      ['poisson', () => stream.poisson(6), 6, 6],
      ['binomial', () => stream.binomial(20, 0.3), 6, 4.2],
      ['erlang', () => stream.erlang(6, 9), 6, 9],
      ['geometric', () => stream.geometric(0.5), 2, 2],
      ['hypergeo', () => stream.hypergeo(3, 18), 3, 18],
      ['weibull', () => stream.weibull(1, 3), 3, 9],
    ] as const) {
      const found = moments(draw)
      // Of 20 000 numbers the mean scatters by √(variance/20 000); five times that, and 15 % of the variance.
      expect(Math.abs(found.mean - mean), name).toBeLessThan(5 * Math.sqrt(variance / 20_000))
      expect(Math.abs(found.variance / variance - 1), name).toBeLessThan(0.15)
    }
  })
})
