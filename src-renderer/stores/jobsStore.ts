import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { Job, JobId } from '../../src-main/contract/index.ts'
import { useHost } from '../host/useHost.ts'

const endStates: ReadonlySet<Job['state']> = new Set(['finished', 'failed', 'cancelled'])

/** True once nothing more will happen to a job. */
export function hasEnded(job: Job): boolean {
  return endStates.has(job.state)
}

/** Long work at the host: what is going on, and how it is stopped. */
export const useJobsStore = defineStore('jobs', () => {
  const list = shallowRef<readonly Job[]>([])

  /** The job that the run bar is about: the newest one still going. */
  const active = computed(() => list.value.findLast(job => !hasEnded(job)))
  /** The job that ended last. */
  const last = computed(() => list.value.findLast(hasEnded))

  function accept(job: Job): void {
    const index = list.value.findIndex(other => other.id === job.id)
    list.value = index < 0 ? [...list.value, job] : list.value.with(index, job)
  }

  async function load(): Promise<void> {
    list.value = await useHost().jobs.list()
  }

  function follow(): () => void {
    return useHost().jobs.onUpdate(accept)
  }

  const pause = (id: JobId): Promise<void> => useHost().jobs.pause({ id })
  const resume = (id: JobId): Promise<void> => useHost().jobs.resume({ id })
  const cancel = (id: JobId): Promise<void> => useHost().jobs.cancel({ id })

  return { list, active, last, load, follow, pause, resume, cancel }
})
