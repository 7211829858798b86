import { erf, exp } from './elementary.ts'

/**
 * Probability of a standard normal number to be larger than z. Beyond 2 by the continued fraction 26.2.14 of Abramowitz &
 * Stegun (1964), because 1 − erf loses its digits there.
 */
export function normalTail(z: number): number {
  if (z < 0) return 1 - normalTail(-z)
  if (z < 2) return (1 - erf(z / Math.SQRT2)) / 2
  let fraction = 0
  for (let k = 200; k >= 1; k--) fraction = k / (z + fraction)
  // 1/√(2π)
  return (0.3989422804014327 * exp((-z * z) / 2)) / (z + fraction)
}
