import { powerOfTwo, withSignOf } from './bits.ts'
import { low, product, sumExact, sumOrdered } from './exact.ts'
import { halfExpm1, halfLow, main, reduceExponent, wholes } from './exponential.ts'

// sinh, cosh and tanh from e^x as a sum of two; sinh below 1 by its own polynomial (Remez, 2^−63).

let growing = 0
let growingLow = 0
let falling = 0
let fallingLow = 0

/** e^x/4 and e^−x/4 for 0 ≤ x ≤ 710.5; quarters, so that the largest exponent still has a scale. */
function quarterExponentials(x: number): void {
  const small = reduceExponent(x, 0)
  const s = sumOrdered(main, small)
  const sLow = low
  const one = sumOrdered(1, s)
  const scale = powerOfTwo(wholes - 2)
  growing = one * scale
  growingLow = (low + sLow) * scale
  falling = 0.0625 / growing
  const back = product(falling, growing)
  fallingLow = (0.0625 - back - low - falling * growingLow) / growing
}

/** Hyperbolic sine. */
export function sinh(x: number): number {
  const size = Math.abs(x)
  if (size < 3.725290298461914e-9 || x !== x) return x
  if (size < 1) {
    const z = x * x
    let p = 7.75932417109306e-13 * z + 1.605723995785154e-10
    p = p * z + 2.505212340332033e-8
    p = p * z + 2.7557319155308055e-6
    p = p * z + 0.00019841269841437768
    p = p * z + 0.008333333333333139
    p = p * z + 0.16666666666666669
    return x + x * (z * p)
  }
  quarterExponentials(size > 710.5 ? 710.5 : size)
  const sum = sumOrdered(growing, -falling)
  return withSignOf(2 * (sum + (low + (growingLow - fallingLow))), x)
}

/** Hyperbolic cosine. */
export function cosh(x: number): number {
  if (x !== x) return NaN
  const size = Math.abs(x)
  quarterExponentials(size > 710.5 ? 710.5 : size)
  const sum = sumOrdered(growing, falling)
  return 2 * (sum + (low + (growingLow + fallingLow)))
}

/** Hyperbolic tangent: h/(h + 1) with h = (e^2|x| − 1)/2. */
export function tanh(x: number): number {
  const size = Math.abs(x)
  if (size < 3.725290298461914e-9 || x !== x) return x
  const h = halfExpm1(2 * (size > 22 ? 22 : size))
  const hLow = halfLow
  const below = sumExact(h, 1)
  const belowLow = low + hLow
  const quotient = h / below
  const back = product(quotient, below)
  const rest = h - back - low + (hLow - quotient * belowLow)
  return withSignOf(quotient + rest / below, x)
}
