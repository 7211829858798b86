import { solveDense } from '../../math/denseSystem.ts'
import { eigenvalues } from '../../math/eigenvalues.ts'

/** A scheme whose rates are numbers: volume·dx/dt = matrix·x + source, with some sums of x that stay. */
export interface LinearScheme {
  /** What each state does to each balance [amount/ms, over the unit of the states]; shape [states][states]. */
  readonly matrix: readonly (readonly number[])[]
  readonly source: readonly number[]
  readonly volumes: readonly number[]
  /** Σ weight·x = total, in place of the balance of the state `replaces`. */
  readonly constraints: readonly {
    readonly weights: readonly number[]
    readonly total: number
    readonly replaces: number
  }[]
}

/** Relaxations slower than this share of the fastest are none: what is left of 0 by rounding. */
const negligible = 1e-13

/** Where the states go; empty where that is not determined. */
export function steadyStateOf({ matrix, source, constraints }: LinearScheme): readonly number[] {
  const rows = matrix.map(row => row)
  const right = source.map(flow => [-flow])
  for (const { weights, total, replaces } of constraints) {
    rows[replaces] = weights
    right[replaces] = [total]
  }
  return (solveDense(rows, right) ?? []).map(([level = NaN]) => level)
}

/**
 * The time constants with which deviations from the steady state vanish [ms], the slowest first; NaN for those that do
 * not. They belong to the system that is left when each constraint has been solved for the state whose balance it
 * replaces: x_R = C_RR⁻¹(total − C_RN·x_N).
 */
export function relaxationsOf({ matrix, volumes, constraints }: LinearScheme): readonly number[] {
  const replaced = constraints.map(({ replaces }) => replaces)
  const free = matrix.map((_, state) => state).filter(state => !replaced.includes(state))
  const followers = solveDense(
    constraints.map(({ weights }) => replaced.map(state => weights[state] ?? 0)),
    constraints.map(({ weights }) => free.map(state => -(weights[state] ?? 0))),
  )
  if (!followers) return free.map(() => NaN)
  const reduced = free.map(state => {
    const row = matrix[state] ?? []
    return free.map((other, column) => {
      let slope = row[other] ?? 0
      replaced.forEach((follower, k) => (slope += (row[follower] ?? 0) * (followers[k]?.[column] ?? 0)))
      return slope / (volumes[state] ?? 1)
    })
  })
  const rates = eigenvalues(reduced)?.map(({ re }) => -re) ?? []
  const fastest = Math.max(0, ...rates.map(rate => Math.abs(rate)))
  const times = rates.map(rate => (rate > negligible * fastest ? 1 / rate : NaN))
  // What does not settle at all is slower than everything.
  return times.sort((a, b) => ((Number.isNaN(a) ? Infinity : a) < (Number.isNaN(b) ? Infinity : b) ? 1 : -1))
}
