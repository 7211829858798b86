import { log } from './elementary.ts'

/** Below this the argument is raised by recurrence before Stirling's series is used. */
const smallest = 12
/** ln √(2π) */
const halfLogTwoPi = 0.9189385332046728

/**
 * ln Γ(x) for x > 0, by Stirling's series with seven terms after the argument has been raised to 12 (Abramowitz & Stegun
 * 1964, 6.1.41 and 6.1.15): an error under 1e-15 of the result or of 1.
 */
export function logGamma(x: number): number {
  let [raised, product] = [x, 1]
  while (raised < smallest) product *= raised++
  const square = 1 / (raised * raised)
  // B₂ₖ/(2k(2k−1)) for k = 7 … 1
  const series =
    ((((((1 / 156) * square - 691 / 360360) * square + 1 / 1188) * square - 1 / 1680) * square + 1 / 1260) *
      square -
      1 / 360) *
      square +
    1 / 12
  return (raised - 0.5) * log(raised) - raised + halfLogTwoPi + series / raised - log(product)
}
