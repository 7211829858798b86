import { fromWords, powerOfTwo } from './bits.ts'
import { ln2High, ln2Low, low, perLn2, roundingShift, sumExact, sumOrdered } from './exact.ts'

/** Whole multiple of ln 2 and the large part of the remainder, of the last `reduceExponent`. */
export let wholes = 0
export let main = 0

/**
 * Writes x = wholes · ln 2 + r and returns the small part s of e^r = 1 + (main + s).
 *
 * |r| ≤ ln(2)/2, e^r = 1 + r + r²·P(r); P is the polynomial of degree 10 that minimises the largest relative error
 * (2^−64; Remez). The low part of the reduction joins the small term.
 *
 * @param xLow what x carries beyond its last bit
 */
export function reduceExponent(x: number, xLow: number): number {
  const shifted = x * perLn2 + roundingShift
  const n = shifted - roundingShift
  main = x - n * ln2High
  wholes = n
  const tail = n * ln2Low - xLow
  const r = main - tail
  const r2 = r * r
  const r4 = r2 * r2
  const p01 = 0.16666666666666682 * r + 0.5
  const p23 = 0.008333333333317039 * r + 0.041666666666666095
  const p45 = 0.00019841269896375582 * r + 0.0013888888889115993
  const p67 = 2.7557234868898975e-6 * r + 2.4801586925946926e-5
  const p89 = 2.5112034758079434e-8 * r + 2.7557582404382636e-7
  const p03 = p23 * r2 + p01
  const p47 = p67 * r2 + p45
  const p = ((2.082646429836284e-9 * r2 + p89) * r4 + p47) * r4 + p03
  return r2 * p - tail
}

/** 2^(j/16), j = 0 … 15: the words of each, the upper less j << 16, so that adding n << 16 makes 2^(n/16) of it. */
const sixteenthHigh = Int32Array.of(
  0x3ff00000,
  0x3fefb558,
  0x3fef72b8,
  0x3fef387a,
  0x3fef06fe,
  0x3feedea6,
  0x3feebfda,
  0x3feeab07,
  0x3feea09e,
  0x3feea114,
  0x3feeace5,
  0x3feec491,
  0x3feee89f,
  0x3fef199b,
  0x3fef5818,
  0x3fefa4af,
)
const sixteenthLow = Int32Array.of(
  0x00000000,
  0x6cf9890f,
  0x3c7d517b,
  0x6e756238,
  0x0a31b715,
  0x4c123422,
  0xd5362a27,
  0xdd485429,
  0x667f3bcd,
  0x73eb0187,
  0x422aa0db,
  0x82a3f090,
  0x995ad3ad,
  0xdd85529c,
  0xdcfba487,
  0xa2a490da,
)
/** What the doubles lack of the true values, relative to them. */
const sixteenthLack = Float64Array.of(
  0.0,
  8.189317638195515e-17,
  -2.7939114859515733e-17,
  7.826573258636076e-17,
  3.3484623336251524e-17,
  3.750854201303127e-17,
  1.9572585293112036e-17,
  5.68648095791174e-17,
  -6.835808657661922e-17,
  -2.3591094770850053e-17,
  5.1548301170786783e-17,
  1.5341410053603723e-17,
  4.875160526227062e-17,
  1.685487290628973e-17,
  1.790126907604513e-17,
  -5.545065618639427e-17,
)

/**
 * e^x as NMODL has it: above 700 as at 700, below −700 zero. x = n·ln(2)/16 + r, |r| ≤ ln(2)/32, so that a polynomial of
 * degree 4 suffices for P (2^−56.2); error below 0.65 ulp.
 */
export function exp(x: number): number {
  if (x < -700) return 0
  const clamped = 700 < x ? 700 : x
  const n = clamped * 23.083120654223414 + roundingShift - roundingShift
  const large = clamped - n * 0.04332169878489367
  const tail = n * 1.0291218489310676e-13
  const r = large - tail
  const r2 = r * r
  const p01 = 0.16666666664413454 * r + 0.499999999999996
  const p23 = 0.008333472060063006 * r + 0.04166666669356956
  const p = (0.0013888590028136567 * r2 + p23) * r2 + p01
  const j = n & 15
  const power = fromWords(sixteenthHigh[j]! + (n << 16), sixteenthLow[j]!)
  const excess = large + (r2 * p - tail + sixteenthLack[j]!)
  return power * excess + power
}

/** (e^x − 1)/2 for −40 ≤ x ≤ 710, its low part in `halfLow`; halved so that the largest exponent still has a scale. */
export function halfExpm1(x: number): number {
  const small = reduceExponent(x, 0)
  const s = sumOrdered(main, small)
  const sLow = low
  const scale = powerOfTwo(wholes - 1)
  const base = sumExact(scale, -0.5)
  const baseLow = low
  const sum = sumExact(base, scale * s)
  halfLow = low + baseLow + scale * sLow
  return sum
}

export let halfLow = 0

/** e^x − 1 without cancellation. */
export function expm1(x: number): number {
  if (Math.abs(x) < 8.673617379884035e-19) return x
  const clamped = x > 710 ? 710 : x < -40 ? -40 : x
  const half = halfExpm1(clamped)
  return 2 * (half + halfLow)
}
