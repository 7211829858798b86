import { fromWords, highWord, lowWord, upperHalf } from './bits.ts'

/** Adding and subtracting it rounds |x| < 2^51 to an integer. */
export const roundingShift = 6755399441055744

/** ln 2 in two parts; the first has 42 bits, so that a product with an exponent is exact. */
export const ln2High = 0.6931471805598903
export const ln2Low = 5.497923018708371e-14
export const perLn2 = 1.4426950408889634

/** The low part of the last sum or product, beside what it returned: a second result without an allocation. */
export let low = 0

/** a + b, where |a| is not below |b|; `low` is what the rounding lost, exactly. */
export function sumOrdered(a: number, b: number): number {
  const sum = a + b
  low = b - (sum - a)
  return sum
}

/** a + b; `low` is what the rounding lost, exactly. */
export function sumExact(a: number, b: number): number {
  const sum = a + b
  const bRounded = sum - a
  low = a - (sum - bRounded) + (b - bRounded)
  return sum
}

/** a · b; `low` is what the rounding lost, to 2^−107 of the product. */
export function product(a: number, b: number): number {
  const aHigh = upperHalf(a)
  const bHigh = upperHalf(b)
  const aLow = a - aHigh
  const bLow = b - bHigh
  const rounded = a * b
  low = aHigh * bHigh - rounded + aHigh * bLow + aLow * bHigh + aLow * bLow
  return rounded
}

/** Exponent of the last `mantissaOf`. */
export let exponent = 0

/** x = 2^exponent · mantissa with the mantissa between √½ and √2; x positive and finite. */
export function mantissaOf(x: number): number {
  const subnormal = x < 2.2250738585072014e-308
  const normal = subnormal ? x * 18014398509481984 : x
  const lowBits = lowWord(normal)
  // √½ has the words 3fe6a09e 667f3bcd
  const borrow = lowBits < 0x667f3bcd ? 1 : 0
  const shiftedHigh = (highWord(normal) + (0x3ff00000 - 0x3fe6a09e) - borrow) | 0
  const shiftedLow = (lowBits - 0x667f3bcd) >>> 0
  exponent = ((shiftedHigh >> 20) & 0x7ff) - 1023
  if (subnormal) exponent -= 54
  const sum = shiftedLow + 0x667f3bcd
  const carry = sum > 0xffffffff ? 1 : 0
  return fromWords((shiftedHigh & 0xfffff) + 0x3fe6a09e + carry, sum | 0)
}
