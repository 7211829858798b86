import type { ConditionSummary, HostApi } from '../../../src-main/contract/index.ts'
import { createFakeEvent } from './events.ts'

/** Conditions in a list; the state of a run is always at hand. */
export function createFakeConditions(): HostApi['conditions'] {
  let list: readonly ConditionSummary[] = []
  let next = 1
  const changes = createFakeEvent<readonly ConditionSummary[]>()
  const set = (changed: readonly ConditionSummary[]): void => {
    list = changed
    changes.tell(list)
  }
  return {
    list: async () => list,
    save: async ({ run, atMs, name }) => {
      const id = next++
      const condition = { id, name, tMs: atMs ?? 40, createdAt: new Date().toISOString(), run: `Run ${run}` }
      set([...list, { ...condition, compartments: 3, misfit: undefined }])
      return { condition: id, job: undefined }
    },
    rename: async ({ condition, name }) =>
      set(list.map(one => (one.id === condition ? { ...one, name } : one))),
    remove: async ({ condition }) => set(list.filter(({ id }) => id !== condition)),
    model: async () => {
      throw Object.assign(new Error('The fake host keeps no models.'), { code: 'conditions/not-found' })
    },
    onChange: changes.on,
  }
}
