import { studentTwoSided } from '../../../math/incompleteBeta.ts'
import { describeSample } from './describe.ts'

/** A test's statistic and its two-sided probability under equality. */
export interface TestResult {
  readonly statistic: number
  /** NaN where the samples are too small, or do not vary. */
  readonly p: number
}

/** Welch's t of two samples of unequal variance (Welch 1947, Biometrika 34:28), and its degrees of freedom. */
export interface WelchResult extends TestResult {
  readonly degrees: number
}

/**
 * Whether two samples have different means: t = (x̄ − ȳ)/√(s²ₓ/n + s²ᵧ/m), with the degrees of freedom of Welch and
 * Satterthwaite.
 */
export function welch(one: ArrayLike<number>, other: ArrayLike<number>): WelchResult {
  const [a, b] = [describeSample(one), describeSample(other)]
  const [u, v] = [(a.sd * a.sd) / a.n, (b.sd * b.sd) / b.n]
  const statistic = (a.mean - b.mean) / Math.sqrt(u + v)
  const degrees = ((u + v) * (u + v)) / ((u * u) / (a.n - 1) + (v * v) / (b.n - 1))
  return { statistic, degrees, p: u + v > 0 ? studentTwoSided(statistic, degrees) : NaN }
}
