import type { InstanceSet } from './instanceSets.ts'

/** One state of a mechanism, or an element of one that is an array, in all its instances. */
export interface StateColumn {
  readonly set: InstanceSet
  readonly state: string
  readonly address: number
}

/**
 * The states of all mechanisms of a group that programs touch: what must stay finite. A model of its own looks at what it
 * has recorded itself, and says so in its own unit of time.
 */
export function stateColumns({ sets }: { readonly sets: readonly InstanceSet[] }): StateColumn[] {
  return sets.flatMap(set => {
    if (set.mechanism.kind === 'model') return []
    const states = new Set(
      set.mechanism.fields.filter(({ role }) => role === 'state').map(({ name }) => name),
    )
    return [...set.columns]
      .filter(([column]) => states.has(column.replace(/\[\d+\]$/, '')))
      .map(([state, address]) => ({ set, state, address }))
  })
}
