import { low, product, roundingShift, sumExact, sumOrdered } from './exact.ts'
import { reduceHugeAngle } from './hugeAngle.ts'

// x = n·π/2 + r + rLow with |r| ≤ π/4. Up to 2^20 quarter turns π/2 is taken in parts of 33 bits, whose products with n
// are exact. Polynomials: Remez, sin 2^−58, cos 2^−63.7 relative.

let quarter = 0
let r = 0
let rLow = 0

function reduceAngle(x: number): void {
  if (!(Math.abs(x) <= 1647099)) {
    const angle = reduceHugeAngle(x)
    quarter = angle.quarter & 3
    r = angle.r
    rLow = angle.rLow
    return
  }
  const n = x * 0.6366197723675814 + roundingShift - roundingShift
  const first = x - n * 1.5707963267341256
  const second = sumExact(first, -(n * 6.077100506303966e-11))
  const secondLow = low
  const third = sumExact(second, -(n * 2.0222662487111665e-21))
  r = sumOrdered(third, secondLow + low - n * 8.4784276603689e-32)
  rLow = low
  quarter = n & 3
}

/** sin(r + rLow) − r */
function sineExcess(): number {
  const z = r * r
  const v = z * r
  let p = 1.5896795192151374e-10 * z - 2.5050758108835293e-8
  p = p * z + 2.7557313691891457e-6
  p = p * z - 0.00019841269829807802
  p = p * z + 0.008333333333322413
  return -(z * (0.5 * rLow - v * p) - rLow - v * -0.16666666666666632)
}

let cosineLow = 0

/** cos(r + rLow), its low part in `cosineLow`. */
function cosinePair(): number {
  const z = r * r
  const half = 0.5 * z
  const w = 1 - half
  let p = -1.135965487279948e-11 * z + 2.087572342609533e-9
  p = p * z - 2.7557314353611896e-7
  p = p * z + 2.4801587289487348e-5
  p = p * z - 0.0013888888888874133
  p = p * z + 0.0416666666666666
  cosineLow = 1 - w - half + (z * (z * p) - r * rLow)
  return w
}

function sineOrCosine(turn: number): number {
  const at = (quarter + turn) & 3
  const value = (at & 1) === 0 ? r + sineExcess() : cosinePair() + cosineLow
  return at & 2 ? -value : value
}

/** Sine. */
export function sin(x: number): number {
  const size = Math.abs(x)
  if (!(size < Infinity)) return NaN
  if (size < 3.725290298461914e-9) return x
  reduceAngle(x)
  return sineOrCosine(0)
}

/** Cosine. */
export function cos(x: number): number {
  if (!(Math.abs(x) < Infinity)) return NaN
  reduceAngle(x)
  return sineOrCosine(1)
}

/** Tangent: sine over cosine, or minus its reciprocal in odd quarters, as a quotient of sums. */
export function tan(x: number): number {
  const size = Math.abs(x)
  if (!(size < Infinity)) return NaN
  if (size < 3.725290298461914e-9) return x
  reduceAngle(x)
  const s = sumOrdered(r, sineExcess())
  const sLow = low
  const w = cosinePair()
  const c = sumOrdered(w, cosineLow)
  const cLow = low
  const even = (quarter & 1) === 0
  const above = even ? s : -c
  const aboveLow = even ? sLow : -cLow
  const below = even ? c : s
  const belowLow = even ? cLow : sLow
  const quotient = above / below
  const back = product(quotient, below)
  const rest = above - back - low + (aboveLow - quotient * belowLow)
  return quotient + rest / below
}
