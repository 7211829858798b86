import type { Value } from '../../program/graph.ts'
import {
  mostOperations,
  refuseSize,
  subtractProduct,
  tooManyOperations,
  type LinearSystem,
  type Solution,
} from './linearSystem.ts'

/** One step of the elimination, as the structure alone decides it. */
interface Step {
  readonly pivot: number
  /** Rows still to come that have an entry in the pivot's column. */
  readonly below: readonly number[]
  /** Columns still to come in which the pivot's row has an entry. */
  readonly beside: readonly number[]
}

/**
 * Solves a system whose diagonal may always serve as pivot, in an order that keeps fill-in small (Markowitz 1957).
 *
 *     [ 2 -1  . ]        x0 = (b0 + x1)/2 after x1, x2 are known:
 *     [-1  2 -1 ]   →    m = -1·(1/2);  a11 ← 2 - m·(-1);  b1 ← b1 - m·b0;  …;  x2 = b2/a22;  x1 = …;  x0 = …
 *     [ . -1  2 ]
 *
 * The order depends on the structure alone. What it does not do: test for singular matrices; a pivot of 0 gives
 * infinite or undefined unknowns.
 */
export function solveDominant(system: LinearSystem): Solution {
  const refusal = refuseSize(system)
  if (refusal) return refusal
  const plan = planElimination(system)
  if (plan.kind !== 'planned') return plan
  const { steps } = plan
  const { builder } = system
  const rows = Array.from({ length: system.size }, (_, row) => new Map(system.rowAt(row)))
  const right = Array.from({ length: system.size }, (_, row) => system.rightAt(row))
  const one = builder.constant(1)
  const entry = (row: number, column: number): Value => rows[row]?.get(column) ?? builder.constant(0)
  const inverses: Value[] = []

  for (const { pivot, below, beside } of steps) {
    const onlyOneUse = below.length === 0
    const inverse = onlyOneUse ? one : builder.apply('div', one, entry(pivot, pivot))
    inverses[pivot] = inverse
    // Either the column or the row is scaled by 1/pivot, whichever is shorter.
    const scalesRow = beside.length < below.length
    const known = right[pivot]
    if (scalesRow) {
      for (const column of beside)
        rows[pivot]?.set(column, builder.apply('mul', entry(pivot, column), inverse))
      if (known !== undefined) right[pivot] = builder.apply('mul', known, inverse)
      inverses[pivot] = one
    }
    for (const row of below) {
      const taken = entry(row, pivot)
      const factor = scalesRow ? taken : builder.apply('mul', taken, inverse)
      for (const column of beside) {
        rows[row]?.set(column, subtractProduct(builder, rows[row]?.get(column), factor, entry(pivot, column)))
      }
      const source = right[pivot]
      if (source !== undefined) right[row] = subtractProduct(builder, right[row], factor, source)
    }
  }

  const unknowns: Value[] = []
  for (const { pivot, below, beside } of [...steps].reverse()) {
    let sum = right[pivot]
    for (const column of beside) {
      sum = subtractProduct(builder, sum, entry(pivot, column), unknowns[column] ?? builder.constant(0))
    }
    const numerator = sum ?? builder.constant(0)
    unknowns[pivot] =
      below.length === 0
        ? builder.apply('div', numerator, entry(pivot, pivot))
        : builder.apply('mul', numerator, inverses[pivot] ?? one)
  }
  return { kind: 'solved', unknowns }
}

/** The order of elimination with the structure that each step meets, fill-in included. */
function planElimination(
  system: LinearSystem,
): { readonly kind: 'planned'; readonly steps: readonly Step[] } | Solution {
  const size = system.size
  const rows = Array.from({ length: size }, (_, row) => new Set(system.rowAt(row).keys()))
  const columns = Array.from({ length: size }, () => new Set<number>())
  rows.forEach((entries, row) => entries.forEach(column => columns[column]?.add(row)))
  const open = new Set(rows.keys())
  const steps: Step[] = []
  let operations = 0
  while (open.size > 0) {
    const pivot = cheapest(open, rows, columns)
    if (pivot === undefined) return { kind: 'singular', unknown: Math.min(...open) }
    open.delete(pivot)
    const below = [...(columns[pivot] ?? [])].filter(row => open.has(row)).sort((a, b) => a - b)
    const beside = [...(rows[pivot] ?? [])].filter(column => open.has(column)).sort((a, b) => a - b)
    for (const row of below) {
      for (const column of beside) {
        rows[row]?.add(column)
        columns[column]?.add(row)
      }
      rows[row]?.delete(pivot)
    }
    for (const column of beside) columns[column]?.delete(pivot)
    steps.push({ pivot, below, beside })
    operations += (below.length + 1) * (beside.length + 2)
    if (operations > mostOperations) return tooManyOperations
  }
  return { kind: 'planned', steps }
}

/** The diagonal entry whose elimination touches fewest others; undefined where no diagonal entry is left. */
function cheapest(
  open: ReadonlySet<number>,
  rows: readonly ReadonlySet<number>[],
  columns: readonly ReadonlySet<number>[],
): number | undefined {
  let best: number | undefined
  let bestCost = Infinity
  for (const candidate of open) {
    if (!rows[candidate]?.has(candidate)) continue
    const below = (columns[candidate]?.size ?? 1) - 1
    const beside = (rows[candidate]?.size ?? 1) - 1
    // Fill-in first; among equals the one with fewer products.
    const cost = below * beside + (below + beside) / 1024
    if (cost < bestCost) {
      best = candidate
      bestCost = cost
    }
  }
  return best
}
