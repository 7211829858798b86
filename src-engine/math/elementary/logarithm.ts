import { powerOfTwo, withSignOf } from './bits.ts'
import {
  exponent,
  ln2High,
  ln2Low,
  low,
  mantissaOf,
  product,
  roundingShift,
  sumExact,
  sumOrdered,
} from './exact.ts'
import { main, reduceExponent, wholes } from './exponential.ts'

// x = 2^k·m with m between √½ and √2, f = m − 1, s = f/(2 + f): log m = 2·atanh s = 2s + s·R(s²).

/** Natural logarithm. */
export function log(x: number): number {
  if (x === 0) return -Infinity
  if (!(x >= 0)) return NaN
  if (x === Infinity) return x
  const f = mantissaOf(x) - 1
  const k = exponent
  const s = f / (2 + f)
  const z = s * s
  const half = 0.5 * f * f
  let r = 0.14796261606348485 * z + 0.1531402118952703
  r = r * z + 0.18183565399648743
  r = r * z + 0.22222198554030942
  r = r * z + 0.28571428742558697
  r = r * z + 0.3999999999941399
  r = r * z + 0.6666666666666734
  return k * ln2High - (half - (s * (half + r * z) + k * ln2Low) - f)
}

let mantissaLow = 0

/** log m with its low part in `mantissaLow`; relative error about 2^−64. */
function logOfMantissa(m: number): number {
  const f = m - 1
  const d = 2 + f
  const dLow = f - (d - 2)
  const s = f / d
  const sd = product(s, d)
  const sLow = (f - sd - low - s * dLow) / d
  const z = product(s, s)
  const zLow = low + 2 * (s * sLow)
  let w = 0.1101361513754734 * z + 0.10422862857407371
  w = w * z + 0.11768676154759705
  w = w * z + 0.13333240362293927
  w = w * z + 0.15384616754571215
  w = w * z + 0.1818181816923793
  w = w * z + 0.22222222222290675
  w = w * z + 0.28571428571428376
  w = w * z + 0.4
  w = w * z
  // 2/3 + w, the first coefficient with its low part
  const c = 0.6666666666666666 + w
  const cLow = w - (c - 0.6666666666666666) + 3.700743415417188e-17
  const s3 = product(s, z)
  const s3Low = low + (s * zLow + sLow * z)
  const t = product(s3, c)
  const tLow = low + (s3 * cLow + s3Low * c)
  const sum = sumOrdered(2 * s, t)
  mantissaLow = low + (2 * sLow + tLow)
  return sum
}

/** Decimal logarithm. */
export function log10(x: number): number {
  if (x === 0) return -Infinity
  if (!(x >= 0)) return NaN
  if (x === Infinity) return x
  const m = mantissaOf(x)
  const k = exponent
  const ln = logOfMantissa(m)
  const lnLow = mantissaLow
  const scaled = product(ln, 0.4342944819032518)
  const scaledLow = low + (ln * 1.098319650216765e-17 + lnLow * 0.4342944819032518)
  const sum = sumExact(k * 0.30102999566395283, scaled)
  return sum + (low + (scaledLow + k * 2.8363394551044964e-14))
}

/** a^b, with C's rules for zeros, infinities and negative a. */
export function pow(a: number, b: number): number {
  const size = Math.abs(a)
  if (b === 0 || a === 1 || (size === 1 && Math.abs(b) === Infinity)) return 1
  const whole = Math.floor(b) === b
  if (a !== a || b !== b || (a < 0 && size !== Infinity && !whole)) return NaN
  const odd = whole && Math.floor(b * 0.5) !== b * 0.5 && Math.abs(b) < 9007199254740992
  const result = powOfSize(size, b)
  return odd ? withSignOf(result, a) : result
}

function powOfSize(size: number, b: number): number {
  if (size === 0 || size === Infinity || Math.abs(b) === Infinity) {
    return size > 1 === b > 0 ? Infinity : 0
  }
  const m = mantissaOf(size)
  const k = exponent
  const ln = logOfMantissa(m)
  const sum = sumExact(k * ln2High, ln)
  const log = sumOrdered(sum, low + (mantissaLow + k * ln2Low))
  const logLow = low
  const scaled = product(b, log)
  if (scaled > 720) return Infinity
  if (scaled < -760) return 0
  const small = reduceExponent(scaled, low + b * logLow)
  // the scale in two halves, so that results below 2^−1022 and at the top come out
  const firstHalf = wholes * 0.5 + roundingShift - roundingShift
  return (1 + (main + small)) * powerOfTwo(firstHalf) * powerOfTwo(wholes - firstHalf)
}
