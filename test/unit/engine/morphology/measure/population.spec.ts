import { describe, expect, it } from 'vitest'
import { logGamma } from '../../../../../src-engine/math/gamma.ts'
import { incompleteBeta } from '../../../../../src-engine/math/incompleteBeta.ts'
import { normalTail } from '../../../../../src-engine/math/normalTail.ts'
import { describeSample } from '../../../../../src-engine/morphology/measure/population/describe.ts'
import { effectSize } from '../../../../../src-engine/morphology/measure/population/effectSize.ts'
import { holm } from '../../../../../src-engine/morphology/measure/population/holm.ts'
import { kolmogorovSmirnov } from '../../../../../src-engine/morphology/measure/population/kolmogorovSmirnov.ts'
import { mannWhitney } from '../../../../../src-engine/morphology/measure/population/mannWhitney.ts'
import { medianInPlace } from '../../../../../src-engine/morphology/measure/population/median.ts'
import { welch } from '../../../../../src-engine/morphology/measure/population/welch.ts'
import { seeded } from './cells.ts'
import recorded from './statistics.json' with { type: 'json' }

const expectRelative = (actual: number, expected: number, relative: number) =>
  expect(Math.abs(actual - expected), `${actual} ${expected}`).toBeLessThanOrEqual(
    relative * Math.abs(expected),
  )

describe('morphology measure populations', () => {
  for (const { name, one, other, ...scipy } of recorded.samples) {
    it(`M8 agrees with SciPy about samples: ${name}`, () => {
      // SciPy itself is good to some 1e-13 here; sums in another order, and 1 − x near 1.
      const t = welch(one, other)
      expectRelative(t.statistic, scipy.welch[0]!, 1e-12)
      expectRelative(t.p, scipy.welch[1]!, 1e-10)
      const u = mannWhitney(one, other)
      expectRelative(u.statistic, scipy.mannWhitney[0]!, 1e-12)
      expectRelative(u.p, scipy.mannWhitney[1]!, 1e-10)
      const d = kolmogorovSmirnov(one, other)
      expectRelative(d.statistic, scipy.kolmogorovSmirnov[0]!, 1e-12)
      expectRelative(d.p, scipy.kolmogorovSmirnov[1]!, 1e-8)
      expectRelative(effectSize(one, other).cohenD, scipy.cohenD, 1e-12)
      ;[one, other].forEach((sample, k) => {
        expectRelative(describeSample(sample).sd, scipy.sd[k]!, 1e-12)
        expectRelative(describeSample(sample).median, scipy.median[k]!, 1e-15)
      })
    })
  }
  it('M8 has the gamma function, the incomplete beta function and the normal tail of SciPy', () => {
    for (const [x, value] of recorded.logGamma) expect(Math.abs(logGamma(x!) - value!)).toBeLessThan(3e-13)
    for (const [x, a, b, value] of recorded.incompleteBeta)
      expectRelative(incompleteBeta(x!, a!, b!), value!, 1e-12)
    for (const [z, value] of recorded.normalTail) expectRelative(normalTail(z!), value!, 1e-12)
  })
  it('M8 counts pairs for Cliff’s delta', () => {
    const [one, other] = [
      [1, 2, 2, 5],
      [2, 3, 0],
    ]
    let sum = 0
    for (const a of one) for (const b of other) sum += Math.sign(a - b)
    expect(effectSize(one, other).cliffDelta).toBeCloseTo(sum / 12, 14)
  })
  it('M8 corrects by Holm’s steps', () => {
    // Holm's own scheme by hand: 4·0.01, 3·0.02, 2·0.03, then what is smaller takes the one before.
    expect(holm([0.03, 0.01, 0.04, 0.02])).toEqual([0.06, 0.04, 0.06, 0.06])
    expect(holm([0.9, 0.8])).toEqual([1, 1])
    expect(holm([NaN, 0.02])).toEqual([NaN, 0.02])
  })
  it('M8 does not test what cannot be tested', () => {
    expect(welch([1], [2, 3]).p).toBeNaN()
    expect(welch([1, 1], [1, 1]).p).toBeNaN()
    expect(mannWhitney([], [1]).p).toBeNaN()
    expect(mannWhitney([2, 2, 2], [2, 2]).p).toBeNaN()
    expect(kolmogorovSmirnov([1], []).p).toBeNaN()
  })
  it('M8 leaves out what is not finite and counts it', () => {
    expect(describeSample([1, NaN, 3, Infinity])).toMatchObject({
      n: 2,
      left: 2,
      min: 1,
      max: 3,
      mean: 2,
      sum: 4,
    })
    expect(describeSample([])).toMatchObject({ n: 0, left: 0, sum: 0, mean: NaN })
  })
  it('M8 finds medians as sorting does', () => {
    const random = seeded(3)
    for (let round = 0; round < 300; round++) {
      const values = Float64Array.from({ length: 1 + Math.floor(random() * 40) }, () =>
        Math.floor(random() * 10),
      )
      const sorted = values.slice().sort()
      const n = sorted.length
      const expected = (sorted[(n - 1) >> 1]! + sorted[n >> 1]!) / 2
      expect(medianInPlace(values)).toBe(expected)
    }
  })
})
