import { powerOfTwo } from './bits.ts'
import { ln2High, ln2Low, low, perLn2, roundingShift, sumExact, sumOrdered } from './exact.ts'

/** Whole multiple of ln 2 and the large part of the remainder, of the last `reduceExponent`. */
export let wholes = 0
export let main = 0

/**
 * Writes x = wholes · ln 2 + r and returns the small part s of e^r = 1 + (main + s).
 *
 * |r| ≤ ln(2)/2, e^r = 1 + r + r²·P(r); P is the polynomial of degree 9 that minimises the largest relative error
 * (2^−57.9; Remez). The low part of the reduction joins the small term.
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
  const p01 = 0.16666666666666413 * r + 0.5000000000000011
  const p23 = 0.008333333333494399 * r + 0.041666666666530155
  const p45 = 0.00019841269506688846 * r + 0.0013888888943631085
  const p67 = 2.755758629088442e-6 * r + 2.4801493097828538e-5
  const p89 = 2.500008442577437e-8 * r + 2.763024879588082e-7
  const p03 = p23 * r2 + p01
  const p47 = p67 * r2 + p45
  const p = (p89 * r4 + p47) * r4 + p03
  return r2 * p - tail
}

/** e^x as NMODL has it: above 700 as at 700, below −700 zero. */
export function exp(x: number): number {
  if (x < -700) return 0
  const small = reduceExponent(x > 700 ? 700 : x, 0)
  return (1 + (main + small)) * powerOfTwo(wholes)
}

/** (e^x − 1)/2 for −40 ≤ x ≤ 710, its low part in `halfLow`; halved so that the largest exponent still has a scale. */
export function halfExpm1(x: number): number {
  const small = reduceExponent(x, 0)
  const s = sumOrdered(main, small)
  const sLow = low
  const scale = powerOfTwo(wholes - 1)
  const sum = sumExact(scale - 0.5, scale * s)
  halfLow = low + scale * sLow
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
