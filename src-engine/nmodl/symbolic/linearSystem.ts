import type { ProgramBuilder } from '../../program/builder.ts'
import type { Value } from '../../program/graph.ts'

/** Most unknowns of one system. */
export const mostUnknowns = 400
/** Most operations that one elimination may come to. */
export const mostOperations = 60000

/**
 * A system A·x = b whose entries are values of a program under construction, one system for each lane.
 *
 * Entries that are never added are exactly 0 and cost nothing: elimination works on the structure that is known when
 * the program is made, and writes out only what can differ from 0. Two ways of solving it:
 *
 * - `solveDominant` (linearSystemDominant.ts): fixed order that keeps fill-in small, pivots on the diagonal, no test
 *   at run time. For matrices whose principal minors cannot vanish: implicit Euler steps of mass action, diffusion.
 * - `solvePivoting` (linearSystemPivoting.ts): each lane picks the largest pivot of a column by selects; what is
 *   singular is told. For LINEAR blocks and Jacobians of Newton's method, which can be anything.
 */
export class LinearSystem {
  readonly builder: ProgramBuilder
  /** Number of equations and unknowns. */
  readonly size: number
  private readonly rows: Map<number, Value>[]
  private readonly right: (Value | undefined)[]

  constructor(builder: ProgramBuilder, size: number) {
    this.builder = builder
    this.size = size
    this.rows = Array.from({ length: size }, () => new Map())
    this.right = new Array<Value | undefined>(size).fill(undefined)
  }

  /** A[row][column] += value. */
  add(row: number, column: number, value: Value): void {
    const { builder } = this
    if (builder.constantOf(value) === 0) return
    const entries = this.rowAt(row)
    const known = entries.get(column)
    const sum = known === undefined ? value : builder.apply('add', known, value)
    if (builder.constantOf(sum) === 0) entries.delete(column)
    else entries.set(column, sum)
  }

  /** b[row] += value. */
  addRight(row: number, value: Value): void {
    const { builder } = this
    if (builder.constantOf(value) === 0) return
    const known = this.right[row]
    this.right[row] = known === undefined ? value : builder.apply('add', known, value)
  }

  /** The entries of a row that may differ from 0, by column. */
  rowAt(row: number): Map<number, Value> {
    const entries = this.rows[row]
    if (!entries) throw new RangeError(`row ${row} of a system of ${this.size}`)
    return entries
  }

  /** b[row]; undefined where it is exactly 0. */
  rightAt(row: number): Value | undefined {
    return this.right[row]
  }
}

/** What became of a system. */
export type Solution =
  | { readonly kind: 'solved'; readonly unknowns: readonly Value[] }
  /** More than `limit` of `what`; for nmodl/too-large. */
  | { readonly kind: 'too-large'; readonly what: string; readonly limit: number }
  /** Singular whatever the numbers are: this unknown cannot be determined. */
  | { readonly kind: 'singular'; readonly unknown: number }

/** Refusal of a system with too many unknowns. */
export function refuseSize(system: LinearSystem): Solution | undefined {
  return system.size > mostUnknowns
    ? { kind: 'too-large', what: 'unknowns that are solved for together', limit: mostUnknowns }
    : undefined
}

/** Refusal of an elimination that takes too long. */
export const tooManyOperations: Solution = {
  kind: 'too-large',
  what: 'operations to solve its equations',
  limit: mostOperations,
}
