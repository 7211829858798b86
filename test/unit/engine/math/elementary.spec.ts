import { describe, expect, it } from 'vitest'
import * as elementary from '../../../../src-engine/math/elementary.ts'
import {
  bigAtan,
  bigErf,
  bigExp,
  bigLog,
  bigOne,
  bigOver,
  bigPi,
  bigSinCos,
  bigSqrt,
  bigTimes,
  exactly,
  ulpsFrom,
} from '../../../support/bigReal.ts'
import { edgeValues } from '../../../support/edgeValues.ts'
import { seeded } from '../../../support/seeded.ts'

const random = seeded(20)
/** ±2^low … ±2^high */
const spread = (low: number, high: number) => () =>
  (random() < 0.5 ? -1 : 1) * 2 ** (low + random() * (high - low))
const between = (low: number, high: number) => () => low + random() * (high - low)

const tanOf = (x: bigint) => {
  const { sin, cos } = bigSinCos(x)
  return bigOver(sin, cos)
}

/** Where to look, and the truth there; the engine promises one unit in the last place. */
const functions: readonly (readonly [
  name: string,
  f: (x: number) => number,
  argument: () => number,
  truth: (x: bigint) => bigint,
])[] = [
  ['exp', elementary.exp, between(-700, 700), bigExp],
  ['exp near 0', elementary.exp, spread(-30, 0), bigExp],
  ['expm1', elementary.expm1, spread(-20, 9), x => bigExp(x) - bigOne],
  ['log', elementary.log, () => Math.abs(spread(-500, 500)()), bigLog],
  ['log near 1', elementary.log, between(0.5, 2), bigLog],
  [
    'log10',
    elementary.log10,
    () => Math.abs(spread(-500, 500)()),
    x => bigOver(bigLog(x), bigLog(10n * bigOne)),
  ],
  ['log10 near 1', elementary.log10, between(0.9, 1.1), x => bigOver(bigLog(x), bigLog(10n * bigOne))],
  ['sin', elementary.sin, spread(-10, 8), x => bigSinCos(x).sin],
  ['sin of large angles', elementary.sin, spread(8, 900), x => bigSinCos(x).sin],
  ['cos', elementary.cos, spread(-10, 8), x => bigSinCos(x).cos],
  ['cos of large angles', elementary.cos, spread(8, 900), x => bigSinCos(x).cos],
  ['tan', elementary.tan, spread(-10, 8), tanOf],
  ['tan of large angles', elementary.tan, spread(8, 900), tanOf],
  ['asin', elementary.asin, between(-1, 1), x => bigAtan(bigOver(x, bigSqrt(bigOne - bigTimes(x, x))))],
  [
    'acos',
    elementary.acos,
    between(-1, 1),
    x => bigPi / 2n - bigAtan(bigOver(x, bigSqrt(bigOne - bigTimes(x, x)))),
  ],
  ['atan', elementary.atan, spread(-10, 20), bigAtan],
  ['sinh', elementary.sinh, spread(-10, 9.4), x => (bigExp(x) - bigExp(-x)) / 2n],
  ['cosh', elementary.cosh, spread(-10, 9.4), x => (bigExp(x) + bigExp(-x)) / 2n],
  ['tanh', elementary.tanh, spread(-10, 6), x => bigOver(bigExp(x) - bigExp(-x), bigExp(x) + bigExp(-x))],
  ['erf', elementary.erf, between(-6.5, 6.5), bigErf],
  ['erf near 0', elementary.erf, spread(-20, 0), bigErf],
]

describe('math elementary', () => {
  it.each(functions)('%s is within one unit in the last place', (_, f, argument, truth) => {
    for (let sample = 0; sample < 150; sample++) {
      const x = argument()
      expect(ulpsFrom(truth(exactly(x)), f(x)), `at ${x}`).toBeLessThan(1)
    }
  })

  it('pow is within one unit in the last place, two being promised', () => {
    for (let sample = 0; sample < 300; sample++) {
      const nearOne = sample % 2 === 0
      const a = nearOne ? between(0.999, 1.001)() : Math.abs(spread(-10, 10)())
      const b = nearOne ? between(-600000, 600000)() : between(-60, 60)()
      const truth = bigExp(bigTimes(exactly(b), bigLog(exactly(a))))
      expect(ulpsFrom(truth, elementary.pow(a, b)), `${a}^${b}`).toBeLessThan(1)
    }
  })

  it('pow comes out right among the subnormal numbers and just below overflow', () => {
    for (const b of [-1074, -1073.5, -1060.3, -1022.5, 1023.99]) {
      expect(ulpsFrom(bigExp(bigTimes(exactly(b), bigLog(2n * bigOne))), elementary.pow(2, b))).toBeLessThan(
        1,
      )
    }
    expect(elementary.pow(2, 1024)).toBe(Infinity)
    expect(elementary.pow(2, -1076)).toBe(0)
  })

  it('atan2 is within one unit in the last place in all quadrants', () => {
    for (let sample = 0; sample < 300; sample++) {
      const y = spread(-10, 10)()
      const x = Math.abs(spread(-10, 10)())
      const right = bigAtan(bigOver(exactly(y), exactly(x)))
      expect(ulpsFrom(right, elementary.atan2(y, x)), `${y}, ${x}`).toBeLessThan(1)
      const left = (y < 0 ? -bigPi : bigPi) - right
      expect(ulpsFrom(left, elementary.atan2(y, -x)), `${y}, ${-x}`).toBeLessThan(1)
    }
  })

  it('exp clamps as NMODL does', () => {
    expect(elementary.exp(1000)).toBe(elementary.exp(700))
    expect(elementary.exp(Infinity)).toBe(elementary.exp(700))
    expect(elementary.exp(-700.0001)).toBe(0)
    expect(elementary.exp(-700)).toBeGreaterThan(0)
    expect(elementary.exp(0)).toBe(1)
    expect(elementary.exp(NaN)).toBeNaN()
  })

  // The language’s own functions are accurate to a few units, and right at all special values.
  it.each([
    'expm1',
    'log',
    'log10',
    'sin',
    'cos',
    'tan',
    'asin',
    'acos',
    'atan',
    'sinh',
    'cosh',
    'tanh',
  ] as const)('%s agrees with the language at zeros, infinities, domain ends and extremes', name => {
    for (const x of edgeValues) expectClose(elementary[name](x), Math[name](x), `${name}(${x})`)
  })

  it('pow and atan2 agree with the language at every pair of edge values, but for C’s 1^NaN and (±1)^±∞', () => {
    for (const a of edgeValues) {
      for (const b of edgeValues) {
        expectClose(elementary.atan2(a, b), Math.atan2(a, b), `atan2(${a}, ${b})`)
        const isOne = a === 1 || (a === -1 && Math.abs(b) === Infinity)
        expectClose(elementary.pow(a, b), isOne ? 1 : Math.pow(a, b), `pow(${a}, ${b})`, 64)
      }
    }
  })

  it('erf is odd, and 1 from 6 on', () => {
    for (const x of edgeValues) if (!Number.isNaN(x)) expect(elementary.erf(-x)).toBe(-elementary.erf(x))
    expect(elementary.erf(6)).toBe(1)
    expect(elementary.erf(Infinity)).toBe(1)
  })
})

/** Equal special values; finite ones within `units` last places (the language’s own error). */
function expectClose(ours: number, theirs: number, what: string, units = 8): void {
  if (!Number.isFinite(theirs) || theirs === 0)
    expect(Object.is(ours, theirs), `${what}: ${ours}, not ${theirs}`).toBe(true)
  else
    expect(Math.abs(ours - theirs), `${what}: ${ours}, not ${theirs}`).toBeLessThanOrEqual(
      Math.max(units * 2.3e-16 * Math.abs(theirs), 5e-324),
    )
}
