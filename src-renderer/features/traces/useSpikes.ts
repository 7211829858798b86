import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import type { RunSummary, SpikeTrain } from '../../../src-main/contract/index.ts'
import { useHost } from '../../host/useHost.ts'
import { useNoticesStore } from '../../stores/noticesStore.ts'

/** Shortest time between two looks at a growing run's spikes [ms]. */
const refreshMs = 300

/** The spikes of some runs, by run; those of growing runs are fetched again as they grow. */
export function useSpikes(
  runs: () => readonly RunSummary[],
): Readonly<ShallowRef<ReadonlyMap<number, readonly SpikeTrain[]>>> {
  const spikes = shallowRef<ReadonlyMap<number, readonly SpikeTrain[]>>(new Map())
  /** How far each run had come when its spikes were asked for. */
  const asked = new Map<number, string>()
  let timer: ReturnType<typeof setTimeout> | undefined

  async function fetchSpikes(): Promise<void> {
    timer = undefined
    const wanted = runs()
    const stale = wanted.filter(run => asked.get(run.id) !== `${run.state} ${run.tMs}`)
    for (const run of stale) asked.set(run.id, `${run.state} ${run.tMs}`)
    const found = await Promise.all(
      stale.map(
        async ({ id }) =>
          [id, await useNoticesStore().attempt(() => useHost().runs.spikes({ run: id }))] as const,
      ),
    )
    const next = new Map(spikes.value)
    for (const [id, trains] of found) if (trains) next.set(id, trains)
    const kept = new Set(runs().map(({ id }) => id))
    for (const id of next.keys())
      if (!kept.has(id)) {
        next.delete(id)
        asked.delete(id)
      }
    if (found.length > 0 || next.size !== spikes.value.size) spikes.value = next
  }

  watch(
    runs,
    () => {
      timer ??= setTimeout(() => void fetchSpikes(), spikes.value.size === 0 ? 0 : refreshMs)
    },
    { immediate: true },
  )
  onScopeDispose(() => clearTimeout(timer))
  return spikes
}
