import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { JobId, SweepId, SweepSummary } from '../../src-main/contract/index.ts'
import { useHost } from '../host/useHost.ts'

/** The project's sweeps, newest first. */
export const useSweepsStore = defineStore('sweeps', () => {
  const list = shallowRef<readonly SweepSummary[]>([])
  const loaded = shallowRef(false)
  const byId = computed(() => new Map(list.value.map(sweep => [sweep.id, sweep])))

  function accept(sweep: SweepSummary): void {
    const index = list.value.findIndex(({ id }) => id === sweep.id)
    list.value = index < 0 ? [sweep, ...list.value] : list.value.with(index, sweep)
  }

  async function load(): Promise<void> {
    list.value = await useHost().sweeps.list()
    loaded.value = true
  }

  function follow(): () => void {
    return useHost().sweeps.onChange(change => {
      if ('sweep' in change) accept(change.sweep)
      else list.value = list.value.filter(({ id }) => id !== change.removed)
    })
  }

  const start = (keepTraces: boolean, threads: number): Promise<{ job: JobId; sweep: SweepId }> =>
    useHost().sweeps.start({ keepTraces, threads })
  const resume = (sweep: SweepId, threads: number) => useHost().sweeps.resume({ sweep, threads })
  const rename = (sweep: SweepId, label: string): Promise<void> => useHost().sweeps.rename({ sweep, label })
  const remove = (sweep: SweepId): Promise<void> => useHost().sweeps.remove({ sweep })

  return { list, loaded, byId, load, follow, start, resume, rename, remove }
})
