import { isNegative, upperHalf, withSignOf } from './bits.ts'
import { low, product, sumOrdered } from './exact.ts'

const halfPiHigh = 1.5707963267948966
const halfPiLow = 6.123233995736766e-17
const piHigh = 3.141592653589793
const piLow = 1.2246467991473532e-16

/** (asin(x) − x)/x at z = x² ≤ ¼; Remez, 2^−59.8. */
function arcSineExcess(z: number): number {
  let p = 0.0327023107902627 * z - 0.0211169801934631
  p = p * z + 0.021790848638403807
  p = p * z + 0.003672094867236857
  p = p * z + 0.010789347081288337
  p = p * z + 0.01139728804829167
  p = p * z + 0.013981019191444385
  p = p * z + 0.017351595442040135
  p = p * z + 0.022372215909278428
  p = p * z + 0.030381942675156853
  p = p * z + 0.04464285717528865
  p = p * z + 0.07499999999970096
  p = p * z + 0.16666666666666763
  return p * z
}

let rootLow = 0

/** √z in 26 bits, the rest in `rootLow`. */
function rootPair(z: number): number {
  const root = Math.sqrt(z)
  const high = upperHalf(root)
  rootLow = z === 0 ? 0 : (z - high * high) / (root + high)
  return high
}

/** Arc sine; beyond ½ as π/2 − 2·asin √((1 − x)/2). */
export function asin(x: number): number {
  const size = Math.abs(x)
  if (!(size <= 1)) return NaN
  if (size < 0.5) return withSignOf(size + size * arcSineExcess(x * x), x)
  const z = (1 - size) * 0.5
  const excess = arcSineExcess(z)
  const root = rootPair(z)
  const p = 2 * ((root + rootLow) * excess) - (halfPiLow - 2 * rootLow)
  const q = 0.5 * halfPiHigh - 2 * root
  return withSignOf(0.5 * halfPiHigh - (p - q), x)
}

/** Arc cosine. */
export function acos(x: number): number {
  const size = Math.abs(x)
  if (!(size <= 1)) return NaN
  if (size < 0.5) return halfPiHigh - (x - (halfPiLow - x * arcSineExcess(x * x)))
  const z = (1 - size) * 0.5
  const excess = arcSineExcess(z)
  const root = rootPair(z)
  const whole = root + rootLow
  if (x < 0) return piHigh - 2 * (whole + (excess * whole - halfPiLow))
  return 2 * (root + (excess * whole + rootLow))
}

/**
 * atan(x + xLow) for x ≥ 0; `low` (exact.ts) is what the last sum lost. x is turned back by the nearest of atan 0, ½, 1, 3/2
 * and ∞, which leaves |t| ≤ 7/16; then t + t³·A(t²), A by Remez, 2^−57.7.
 */
function arcTangentPair(x: number, xLow: number): number {
  let above = x
  let below = 1
  let high = 0
  let tail = 0
  if (x >= 2.4375) {
    above = -1
    below = x
    high = halfPiHigh
    tail = halfPiLow
  } else if (x >= 1.1875) {
    above = x - 1.5
    below = 1 + 1.5 * x
    high = 0.982793723247329
    tail = 1.3903311031230998e-17
  } else if (x >= 0.6875) {
    above = x - 1
    below = x + 1
    high = 0.7853981633974483
    tail = 3.061616997868383e-17
  } else if (x >= 0.4375) {
    above = 2 * x - 1
    below = 2 + x
    high = 0.4636476090008061
    tail = 2.2698777452961687e-17
  }
  const t = above / below
  const z = t * t
  let p = -0.016277940186035407 * z + 0.036523611772199344
  p = p * z - 0.049765311108259394
  p = p * z + 0.058334848165180885
  p = p * z - 0.06661060120416959
  p = p * z + 0.07691874930154663
  p = p * z - 0.09090887053269714
  p = p * z + 0.11111110402318958
  p = p * z - 0.14285714272431552
  p = p * z + 0.19999999999875642
  p = p * z - 0.33333333333332926
  const correction = xLow / (1 + x * x)
  const rest = t * (p * z) + (tail + correction) + t
  return x >= 0.4375 ? sumOrdered(high, rest) : sumOrdered(rest, 0)
}

/** Arc tangent. */
export function atan(x: number): number {
  if (x !== x) return NaN
  const angle = arcTangentPair(Math.abs(x), 0)
  return withSignOf(angle + low, x)
}

/** Angle of the point (x, y). The quotient carries its remainder, so that only the last addition rounds. */
export function atan2(y: number, x: number): number {
  if (x !== x || y !== y) return NaN
  let ySize = Math.abs(y)
  let xSize = Math.abs(x)
  if (ySize === Infinity && xSize === Infinity) ySize = xSize = 1
  const larger = xSize > ySize ? xSize : ySize
  const scale =
    larger > 8.452712498170644e270
      ? 4.909093465297727e-91
      : larger < 1.1830521861667747e-271
        ? 1.42724769270596e45
        : 1
  ySize *= scale
  xSize *= scale
  const quotient = ySize === 0 ? 0 : ySize / xSize
  const back = product(quotient, xSize)
  const plain =
    quotient > 1152921504606846976 ||
    quotient < 1.1830521861667747e-271 ||
    ySize < 1.1830521861667747e-271 ||
    larger === Infinity
  const quotientLow = plain ? 0 : (ySize - back - low) / xSize
  const angle = arcTangentPair(quotient, quotientLow)
  const angleLow = low
  if (!isNegative(x)) return withSignOf(angle + angleLow, y)
  const turned = sumOrdered(piHigh, -angle)
  return withSignOf(turned + (low + (piLow - angleLow)), y)
}
