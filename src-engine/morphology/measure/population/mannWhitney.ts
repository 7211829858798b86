import { normalTail } from '../../../math/normalTail.ts'
import { finiteOf } from './describe.ts'
import type { TestResult } from './welch.ts'

/** One of the samples must be so small for the exact distribution to be worth its time; as SciPy decides. */
const exactUpTo = 8
/** Most places of the exact distribution's table. */
const largestTable = 1_000_000

/**
 * Whether one of two samples tends to larger numbers: U of the first (Mann & Whitney 1947, Ann Math Stat 18:50), which
 * counts the pairs in which its number is the larger one, ties as halves. Exact where one sample has eight numbers or fewer
 * and there are no ties; otherwise by the normal approximation, corrected for ties and continuity.
 */
export function mannWhitney(one: ArrayLike<number>, other: ArrayLike<number>): TestResult {
  const [a, b] = [finiteOf(one), finiteOf(other)]
  const [n, m] = [a.length, b.length]
  if (n === 0 || m === 0) return { statistic: NaN, p: NaN }
  const { rankSum, tieSum } = ranks(a, b)
  const statistic = rankSum - (n * (n + 1)) / 2
  const larger = Math.max(statistic, n * m - statistic)
  if (tieSum === 0 && Math.min(n, m) <= exactUpTo && n * m * Math.min(n, m) <= largestTable)
    return { statistic, p: Math.min(1, 2 * exactTail(larger, n, m)) }
  const all = n + m
  const variance = ((n * m) / 12) * (all + 1 - tieSum / (all * (all - 1)))
  if (!(variance > 0)) return { statistic, p: NaN }
  const z = (larger - (n * m) / 2 - 0.5) / Math.sqrt(variance)
  return { statistic, p: Math.min(1, 2 * normalTail(z)) }
}

/** Sum of the ranks of the first sample among both, mean ranks for ties, and Σ (t³ − t) over the ties. */
function ranks(a: Float64Array, b: Float64Array): { rankSum: number; tieSum: number } {
  const [x, y] = [a.slice().sort(), b.slice().sort()]
  let [rankSum, tieSum, i, j] = [0, 0, 0, 0]
  while (i < x.length || j < y.length) {
    const value = Math.min(x[i] ?? Infinity, y[j] ?? Infinity)
    const before = i + j
    const own = i
    while (x[i] === value) i++
    while (y[j] === value) j++
    const ties = i + j - before
    rankSum += (i - own) * (before + (ties + 1) / 2)
    tieSum += ties * ties * ties - ties
  }
  return { rankSum, tieSum }
}

/** Probability of U ≥ u for samples of n and m without ties: numbers of partitions, as a product of Gaussian binomials. */
function exactTail(u: number, n: number, m: number): number {
  const small = Math.min(n, m)
  const large = Math.max(n, m)
  const size = n * m + 1
  let counts = new Float64Array(size)
  counts[0] = 1
  // Π (1 − q^(large+k))/(1 − q^k) for k = 1 … small, with the denominator's share of each probability along.
  for (let k = 1; k <= small; k++) {
    const next = counts.slice()
    for (let at = large + k; at < size; at++) next[at]! -= counts[at - large - k]!
    for (let at = k; at < size; at++) next[at]! += next[at - k]!
    counts = next.map(count => (count * k) / (large + k))
  }
  let tail = 0
  for (let at = Math.ceil(u); at < size; at++) tail += counts[at]!
  return tail
}
