import type { Execution } from '../execution.ts'
import type { Conservation, ConserveEntry } from './scheme.ts'

/**
 * Decides whose balance each CONSERVE takes the place of, as NEURON does: from the last CONSERVE to the first, each
 * takes the last of its states that is no element of an array and is not taken yet. Where there is none, which NEURON
 * refuses, the last element that is not taken.
 */
export function assignConservations(
  execution: Execution,
  states: readonly string[],
  entries: readonly ConserveEntry[],
): readonly Conservation[] {
  const taken = new Set<number>()
  const conservations: Conservation[] = []
  for (const { weights, total, span } of [...entries].reverse()) {
    const free = [...weights.keys()].filter(state => !taken.has(state))
    const replaces = free.findLast(state => !states[state]?.includes('[')) ?? free.at(-1)
    if (replaces === undefined) {
      execution.report.add('nmodl/too-many-conserve', {}, span)
      continue
    }
    taken.add(replaces)
    conservations.unshift({ weights, total, replaces })
  }
  return conservations
}
