import type { ProgramBuilder } from '../../../program/builder.ts'
import type { Value } from '../../../program/graph.ts'
import type { Conservation, Scheme } from './scheme.ts'

/**
 * The amounts that no reaction of a scheme can change, beyond those under CONSERVE: Σ weight·volume·state keeps the
 * value that it has at the given states.
 *
 * They are the left null space of the table of changes. Where a step is so long that a state's own old value counts
 * for nothing, its balances alone no longer determine the states; with one balance replaced by each of these amounts
 * they do. The balances that CONSERVE replaces are no rows of the table.
 */
export function findInvariants(
  builder: ProgramBuilder,
  scheme: Scheme,
  start: readonly Value[],
): readonly Conservation[] {
  const replaced = new Set(scheme.conservations.map(({ replaces }) => replaces))
  const rows = scheme.states.map((_, state) => state).filter(state => !replaced.has(state))
  const table = rows.map(state => scheme.reactions.map(({ change }) => change.get(state) ?? 0))
  return leftNullSpace(table).map(vector => {
    const weights = new Map<number, number>()
    vector.forEach((weight, row) => {
      const state = rows[row]
      if (weight !== 0 && state !== undefined) weights.set(state, weight)
    })
    let total = builder.constant(0)
    for (const [state, weight] of weights) {
      const volume = scheme.volumes[state] ?? builder.constant(1)
      const amount = builder.apply('mul', volume, start[state] ?? builder.constant(0))
      total = builder.apply('add', total, builder.apply('mul', builder.constant(weight), amount))
    }
    // Its own row is one that no other vector has: the one in which elimination left it.
    const replaces = rows[vector.findLastIndex(weight => weight !== 0)] ?? 0
    return { weights, total, replaces }
  })
}

/**
 * Vectors w with w·table = 0, one for each dependent row, and in each of them that row is the last that is not 0: it
 * stands in no other vector.
 */
function leftNullSpace(table: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const independent: { readonly row: number[]; readonly made: number[]; readonly column: number }[] = []
  const vectors: (readonly number[])[] = []
  table.forEach((given, index) => {
    const row = [...given]
    const made: number[] = table.map((_, other) => (other === index ? 1 : 0))
    for (const known of independent) {
      const factor = (row[known.column] ?? 0) / (known.row[known.column] ?? 1)
      if (factor === 0) continue
      row.forEach((entry, column) => (row[column] = tidy(entry - factor * (known.row[column] ?? 0))))
      made.forEach((entry, other) => (made[other] = tidy(entry - factor * (known.made[other] ?? 0))))
    }
    const column = row.findIndex(entry => entry !== 0)
    if (column < 0) vectors.push(made)
    else independent.push({ row, made, column })
  })
  return vectors
}

/** Counts of molecules are small whole numbers; what elimination leaves of 0 is 0. */
function tidy(entry: number): number {
  return Math.abs(entry) < 1e-9 ? 0 : entry
}
