import type { ProgramBuilder } from '../../program/builder.ts'
import {
  mostOperations,
  refuseSize,
  tooManyOperations,
  type LinearSystem,
  type Solution,
} from './linearSystem.ts'
import { multiply, signed, type Signed, subtract, unsigned } from './signed.ts'

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
  const { builder, size } = system
  const numbers = Array.from({ length: size }, (_, index) => index)
  const rows = numbers.map(
    row => new Map([...system.rowAt(row)].map(([column, value]) => [column, signed(builder, value)])),
  )
  const right = numbers.map(row => {
    const value = system.rightAt(row)
    return value === undefined ? undefined : signed(builder, value)
  })
  const one = signed(builder, builder.constant(1))
  const zero = signed(builder, builder.constant(0))
  const entry = (row: number, column: number): Signed => rows[row]?.get(column) ?? zero
  const inverses: Signed[] = []

  for (const { pivot, below, beside } of steps) {
    // A pivot with nothing below is divided by once; otherwise its reciprocal serves several times.
    const inverse = below.length === 0 ? one : reciprocal(builder, entry(pivot, pivot))
    inverses[pivot] = inverse
    // Either the column or the row is scaled by 1/pivot, whichever is shorter.
    const scalesRow = beside.length < below.length
    const known = right[pivot]
    if (scalesRow) {
      for (const column of beside) rows[pivot]?.set(column, multiply(builder, entry(pivot, column), inverse))
      if (known !== undefined) right[pivot] = multiply(builder, known, inverse)
      inverses[pivot] = one
    }
    for (const row of below) {
      const taken = entry(row, pivot)
      const factor = scalesRow ? taken : multiply(builder, taken, inverse)
      for (const column of beside) {
        const product = multiply(builder, factor, entry(pivot, column))
        rows[row]?.set(column, subtract(builder, rows[row]?.get(column), product))
      }
      const source = right[pivot]
      if (source !== undefined) right[row] = subtract(builder, right[row], multiply(builder, factor, source))
    }
  }

  const unknowns: Signed[] = []
  for (const { pivot, below, beside } of [...steps].reverse()) {
    let sum = right[pivot]
    for (const column of beside) {
      sum = subtract(builder, sum, multiply(builder, entry(pivot, column), unknowns[column] ?? zero))
    }
    unknowns[pivot] =
      below.length === 0
        ? divide(builder, sum ?? zero, entry(pivot, pivot))
        : multiply(builder, sum ?? zero, inverses[pivot] ?? one)
  }
  return { kind: 'solved', unknowns: unknowns.map(unknown => unsigned(builder, unknown)) }
}

function reciprocal(builder: ProgramBuilder, { value, isNegative }: Signed): Signed {
  return { value: builder.apply('div', builder.constant(1), value), isNegative }
}

function divide(builder: ProgramBuilder, a: Signed, b: Signed): Signed {
  return { value: builder.apply('div', a.value, b.value), isNegative: a.isNegative !== b.isNegative }
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
