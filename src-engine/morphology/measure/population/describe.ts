import { medianInPlace } from './median.ts'

/** What numbers are like: those that are finite; the rest is only counted. */
export interface Description {
  /** How many are finite. */
  readonly n: number
  /** How many are not defined or infinite. */
  readonly left: number
  readonly min: number
  readonly max: number
  readonly mean: number
  /** Standard deviation with n − 1; NaN for fewer than two numbers. */
  readonly sd: number
  readonly sum: number
  readonly median: number
}

/** Describes a sample of numbers. All but `n`, `left` and `sum` are NaN where no number is finite. */
export function describeSample(values: ArrayLike<number>): Description {
  const finite = finiteOf(values)
  const n = finite.length
  const left = values.length - n
  let [sum, min, max] = [0, Infinity, -Infinity]
  for (let i = 0; i < n; i++) {
    const value = finite[i]!
    sum += value
    if (value < min) min = value
    if (value > max) max = value
  }
  if (n === 0) return { n, left, min: NaN, max: NaN, mean: NaN, sd: NaN, sum, median: NaN }
  const mean = sum / n
  let squares = 0
  for (let i = 0; i < n; i++) squares += (finite[i]! - mean) * (finite[i]! - mean)
  const sd = n > 1 ? Math.sqrt(squares / (n - 1)) : NaN
  return { n, left, min, max, mean, sd, sum, median: medianInPlace(finite) }
}

/** A copy of the numbers that are finite. */
export function finiteOf(values: ArrayLike<number>): Float64Array {
  const finite = new Float64Array(values.length)
  let n = 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    // What is not finite is not 0 when it is taken from itself.
    if (value - value === 0) finite[n++] = value
  }
  return finite.subarray(0, n)
}
