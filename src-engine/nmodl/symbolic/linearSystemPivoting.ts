import type { ProgramBuilder } from '../../program/builder.ts'
import type { Value } from '../../program/graph.ts'
import {
  mostOperations,
  refuseSize,
  tooManyOperations,
  type LinearSystem,
  type Solution,
} from './linearSystem.ts'

/** One equation during elimination. */
interface Row {
  readonly entries: Map<number, Value>
  right: Value | undefined
  /** 1 / (largest entry of the row as it was given). */
  scale: Value
}

/** A column that has been eliminated, with the equation that determines its unknown. */
interface Eliminated {
  readonly column: number
  readonly row: Row
}

/** A row whose entries are all 0 gets this instead of them, so that its pivots count as 0. */
const smallestScale = 1e-300
/** 2⁻⁵², relative precision of a double. */
const roundOff = 2.220446049250313e-16

/**
 * Solves a system by Gaussian elimination in which each lane picks its own pivots: of the equations that have the
 * unknown, the one in which it is largest compared with the equation's other entries (scaled partial pivoting).
 * Unknowns that stand in fewest equations are eliminated first, so that sparse systems stay sparse.
 *
 * A pivot that is nothing but rounding error (below size·2⁻⁵² of the largest entry of its column, after each equation
 * has been divided by its own largest entry) makes the matrix singular in that lane.
 *
 * @param whenSingular is told, for each pivot that can fail, the condition under which it does; the caller makes a
 * fault of it, or remembers it. The unknowns of such lanes are not to be used.
 */
export function solvePivoting(system: LinearSystem, whenSingular: (condition: Value) => void): Solution {
  const refusal = refuseSize(system)
  if (refusal) return refusal
  const { builder, size } = system
  const zero = builder.constant(0)
  let rows: readonly Row[] = Array.from({ length: size }, (_, index) => scaledRow(builder, system, index))
  const thresholds = columnThresholds(builder, rows, size)
  const open = new Set(Array.from({ length: size }, (_, column) => column))
  const eliminated: Eliminated[] = []
  let operations = 0

  while (open.size > 0) {
    const column = rarest(open, rows)
    const candidates = rows.filter(row => row.entries.has(column))
    const [first, ...others] = candidates
    if (!first) return { kind: 'singular', unknown: column }
    open.delete(column)
    const width = new Set(candidates.flatMap(row => [...row.entries.keys()])).size
    operations += others.length * (3 * width + 8) + width
    if (operations > mostOperations) return tooManyOperations
    for (const other of others) swapIfLarger(builder, first, other, column)
    const isRoundOff = builder.apply('le', measure(builder, first, column), thresholds[column] ?? zero)
    if (builder.constantOf(isRoundOff) !== 0) whenSingular(isRoundOff)
    for (const other of others) eliminate(builder, first, other, column)
    eliminated.push({ column, row: first })
    rows = rows.filter(row => row !== first)
  }
  return { kind: 'solved', unknowns: substituteBack(builder, eliminated) }
}

function scaledRow(builder: ProgramBuilder, system: LinearSystem, index: number): Row {
  const entries = new Map(system.rowAt(index))
  let largest = builder.constant(smallestScale)
  for (const value of entries.values()) largest = builder.apply('max', builder.apply('abs', value), largest)
  return {
    entries,
    right: system.rightAt(index),
    scale: builder.apply('div', builder.constant(1), largest),
  }
}

/** How large an entry counts for in its equation. */
function measure(builder: ProgramBuilder, row: Row, column: number): Value {
  const value = row.entries.get(column) ?? builder.constant(0)
  return builder.apply('mul', builder.apply('abs', value), row.scale)
}

/** Size up to which a pivot of each column is rounding error. */
function columnThresholds(builder: ProgramBuilder, rows: readonly Row[], size: number): readonly Value[] {
  const largest: Value[] = []
  for (const row of rows) {
    for (const column of row.entries.keys()) {
      const known = largest[column]
      const here = measure(builder, row, column)
      largest[column] = known === undefined ? here : builder.apply('max', here, known)
    }
  }
  return largest.map(value => builder.apply('mul', builder.constant(size * roundOff), value))
}

/** The unknown that stands in fewest of the equations that are left. */
function rarest(open: ReadonlySet<number>, rows: readonly Row[]): number {
  const counts = new Map<number, number>()
  for (const row of rows)
    for (const column of row.entries.keys()) counts.set(column, (counts.get(column) ?? 0) + 1)
  let best = -1
  for (const column of open) {
    if (best < 0 || (counts.get(column) ?? 0) < (counts.get(best) ?? 0)) best = column
  }
  return best
}

/** Exchanges the two equations in the lanes where the second has the larger pivot. */
function swapIfLarger(builder: ProgramBuilder, pivot: Row, other: Row, column: number): void {
  const swaps = builder.apply('lt', measure(builder, pivot, column), measure(builder, other, column))
  if (builder.constantOf(swaps) === 0) return
  const exchange = (a: Value | undefined, b: Value | undefined): readonly [Value, Value] => {
    const [left, right] = [a ?? builder.constant(0), b ?? builder.constant(0)]
    return [builder.apply('select', swaps, right, left), builder.apply('select', swaps, left, right)]
  }
  for (const key of new Set([...pivot.entries.keys(), ...other.entries.keys()])) {
    const [upper, lower] = exchange(pivot.entries.get(key), other.entries.get(key))
    keep(builder, pivot, key, upper)
    keep(builder, other, key, lower)
  }
  if (pivot.right !== undefined || other.right !== undefined) {
    const [upper, lower] = exchange(pivot.right, other.right)
    pivot.right = upper
    other.right = lower
  }
  const [upper, lower] = exchange(pivot.scale, other.scale)
  pivot.scale = upper
  other.scale = lower
}

function keep(builder: ProgramBuilder, row: Row, column: number, value: Value): void {
  if (builder.constantOf(value) === 0) row.entries.delete(column)
  else row.entries.set(column, value)
}

function eliminate(builder: ProgramBuilder, pivot: Row, other: Row, column: number): void {
  const taken = other.entries.get(column)
  if (taken === undefined) return
  const factor = builder.apply('div', taken, pivot.entries.get(column) ?? builder.constant(0))
  other.entries.delete(column)
  for (const [key, value] of pivot.entries) {
    if (key === column) continue
    keep(builder, other, key, subtractProduct(builder, other.entries.get(key), factor, value))
  }
  if (pivot.right !== undefined) other.right = subtractProduct(builder, other.right, factor, pivot.right)
}

function substituteBack(builder: ProgramBuilder, eliminated: readonly Eliminated[]): readonly Value[] {
  const zero = builder.constant(0)
  const unknowns: Value[] = []
  for (const { column, row } of [...eliminated].reverse()) {
    let sum = row.right
    for (const [key, value] of row.entries) {
      if (key !== column) sum = subtractProduct(builder, sum, value, unknowns[key] ?? zero)
    }
    unknowns[column] = builder.apply('div', sum ?? zero, row.entries.get(column) ?? zero)
  }
  return unknowns
}

/** target − factor·value, where a missing target is 0. */
function subtractProduct(
  builder: ProgramBuilder,
  target: Value | undefined,
  factor: Value,
  value: Value,
): Value {
  const product = builder.apply('mul', factor, value)
  return target === undefined ? builder.apply('neg', product) : builder.apply('sub', target, product)
}
