/**
 * Elementary functions to hundreds of bits, in fixed point over BigInt: slow and obvious, an oracle for
 * math/elementary.ts that shares nothing with it.
 */

/** Bits behind the point. */
const precision = 1400n
const one = 1n << precision

/** The exact value of a double, rounded to the last bit of the fixed point. */
export function exactly(x: number): bigint {
  if (!Number.isFinite(x)) throw new Error('not a finite number')
  const bits = new DataView(new ArrayBuffer(8))
  bits.setFloat64(0, x)
  const high = bits.getUint32(0) & 0x7fffffff
  const exponent = high >>> 20
  const mantissa =
    (BigInt((high & 0xfffff) | (exponent === 0 ? 0 : 0x100000)) << 32n) | BigInt(bits.getUint32(4))
  const shift = precision + BigInt((exponent === 0 ? 1 : exponent) - 1075)
  const size = shift >= 0n ? mantissa << shift : mantissa >> -shift
  return x < 0 ? -size : size
}

/** Distance of a double from the true value, in units of the true value's last place (subnormals as they are). */
export function ulpsFrom(truth: bigint, x: number): number {
  const size = truth < 0n ? -truth : truth
  const bits = BigInt(size.toString(2).length)
  // a double's last place lies 52 bits below its first, but never below 2^−1074
  const place = bits - 53n
  const least = precision - 1074n
  const ulp = place > least ? place : least
  const off = exactly(x) - truth
  return Number(((off < 0n ? -off : off) * 1000000n) >> ulp) / 1000000
}

const times = (a: bigint, b: bigint) => (a * b) >> precision
const over = (a: bigint, b: bigint) => (a << precision) / b

export function bigExp(x: bigint): bigint {
  if (x < 0n) return over(one, bigExp(-x))
  // halved until small, then squared back
  let halvings = 0n
  while (x >> halvings > one >> 8n) halvings++
  const small = x >> halvings
  let term = one
  let sum = one
  for (let n = 1n; term !== 0n; n++) {
    term = times(term, small) / n
    sum += term
  }
  for (let k = 0n; k < halvings; k++) sum = times(sum, sum)
  return sum
}

export function bigLog(x: bigint): bigint {
  // Halley steps on e^y = x treble the number of right bits
  const bits = BigInt(x.toString(2).length)
  const leading = Number(bits > 60n ? x >> (bits - 60n) : x << (60n - bits))
  let y = exactly(Math.log(leading) + Number(bits - 60n - precision) * Math.LN2)
  for (let step = 0; step < 4; step++) {
    const e = bigExp(y)
    y += 2n * over(x - e, x + e)
  }
  return y
}

export function bigAtan(x: bigint): bigint {
  if (x < 0n) return -bigAtan(-x)
  // atan x = 2·atan(x/(1 + √(1 + x²)))
  let halvings = 0n
  while (x > one >> 4n) {
    x = over(x, one + bigSqrt(one + times(x, x)))
    halvings++
  }
  const square = times(x, x)
  let power = x
  let sum = 0n
  for (let n = 1n; power !== 0n; n += 2n) {
    sum += n % 4n === 1n ? power / n : -power / n
    power = times(power, square)
  }
  return sum << halvings
}

export function bigSqrt(x: bigint): bigint {
  const target = x << precision
  if (target === 0n) return 0n
  let root = 1n << BigInt((target.toString(2).length + 1) >> 1)
  for (;;) {
    const next = (root + target / root) >> 1n
    if (next >= root) return root
    root = next
  }
}

/** π by Machin's formula. */
export const bigPi = 16n * bigAtan(one / 5n) - 4n * bigAtan(one / 239n)

/** Sine and cosine. */
export function bigSinCos(x: bigint): { readonly sin: bigint; readonly cos: bigint } {
  const turn = 2n * bigPi
  const rest = ((x % turn) + turn) % turn
  let term = one
  let sin = 0n
  let cos = 0n
  for (let n = 0n; term !== 0n; n++) {
    const part = n % 4n < 2n ? term : -term
    if (n % 2n === 0n) cos += part
    else sin += part
    term = times(term, rest) / (n + 1n)
  }
  return { sin, cos }
}

export function bigErf(x: bigint): bigint {
  const square = times(x, x)
  let term = x
  let sum = 0n
  for (let n = 0n; term !== 0n; n++) {
    sum += (n % 2n === 0n ? term : -term) / (2n * n + 1n)
    term = times(term, square) / (n + 1n)
  }
  return over(2n * sum, bigSqrt(bigPi))
}

export const bigOne = one
export const bigTimes = times
export const bigOver = over
