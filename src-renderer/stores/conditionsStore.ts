import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { ConditionId, ConditionSummary, RunId } from '../../src-main/contract/index.ts'
import { useHost } from '../host/useHost.ts'

/** The project's conditions: states of runs that others can begin with. */
export const useConditionsStore = defineStore('conditions', () => {
  const list = shallowRef<readonly ConditionSummary[]>([])
  const byId = computed(() => new Map(list.value.map(condition => [condition.id, condition])))

  async function load(): Promise<void> {
    list.value = await useHost().conditions.list()
  }

  function follow(): () => void {
    return useHost().conditions.onChange(next => {
      list.value = next
    })
  }

  /** Keeps the state of a run at a time, or where it stands. */
  const save = (run: RunId, name: string, atMs?: number) =>
    useHost().conditions.save({ run, name, ...(atMs === undefined ? {} : { atMs }) })
  const rename = (condition: ConditionId, name: string): Promise<void> =>
    useHost().conditions.rename({ condition, name })
  const remove = (condition: ConditionId): Promise<void> => useHost().conditions.remove({ condition })

  return { list, byId, load, follow, save, rename, remove }
})
