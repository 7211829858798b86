import { exp } from '../../../math/elementary.ts'
import { finiteOf } from './describe.ts'
import type { TestResult } from './welch.ts'

/** Above this product of the sizes the exact probability takes too long. */
const largestTable = 4_000_000

/**
 * Whether two samples have different distributions: the largest difference of their empirical distribution functions
 * (Smirnov 1948, Ann Math Stat 19:279). The probability is exact, from the share of orderings that stay nearer (Hodges
 * 1958, Ark Mat 3:469), or for large samples Kolmogorov's limit.
 */
export function kolmogorovSmirnov(one: ArrayLike<number>, other: ArrayLike<number>): TestResult {
  const [x, y] = [finiteOf(one).sort(), finiteOf(other).sort()]
  const [n, m] = [x.length, y.length]
  if (n === 0 || m === 0) return { statistic: NaN, p: NaN }
  // In whole numbers: n·m times the difference.
  let [largest, i, j] = [0, 0, 0]
  while (i < n && j < m) {
    const value = Math.min(x[i]!, y[j]!)
    while (x[i] === value) i++
    while (y[j] === value) j++
    largest = Math.max(largest, Math.abs(i * m - j * n))
  }
  const statistic = largest / (n * m)
  const p = n * m <= largestTable ? exactTail(largest, n, m) : limitTail(statistic, n, m)
  return { statistic, p: Math.max(0, Math.min(1, p)) }
}

/**
 * Probability of a difference of at least `largest`/(n·m): one minus the share of the lattice paths from (0, 0) to (n, m) that
 * stay nearer. Each place holds the probability that a random path to it has stayed so, which nothing overflows.
 */
function exactTail(largest: number, n: number, m: number): number {
  if (largest === 0) return 1
  const row = new Float64Array(m + 1)
  for (let i = 0; i <= n; i++) {
    for (let j = 0; j <= m; j++) {
      if (i === 0 && j === 0) row[0] = 1
      else if (Math.abs(i * m - j * n) >= largest) row[j] = 0
      else row[j] = (i > 0 ? (i / (i + j)) * row[j]! : 0) + (j > 0 ? (j / (i + j)) * row[j - 1]! : 0)
    }
  }
  return 1 - row[m]!
}

/** Kolmogorov's limit: 2 Σ (−1)^(k−1) exp(−2 k² λ²) with λ = D √(n·m/(n + m)). */
function limitTail(statistic: number, n: number, m: number): number {
  const squared = (statistic * statistic * n * m) / (n + m)
  let sum = 0
  for (let k = 1; k <= 100; k++) {
    const term = exp(-2 * k * k * squared)
    sum += k % 2 === 1 ? term : -term
    if (term < 1e-17) break
  }
  return 2 * sum
}
