import { defineStore } from 'pinia'
import { computed, markRaw, shallowRef } from 'vue'
import type { RunId, RunSummary, VoltageFrames } from '../../src-main/contract/index.ts'
import { useHost } from '../host/useHost.ts'

/** Voltages of all compartments at one moment [mV]. */
export interface LiveFrame {
  readonly run: RunId
  readonly tMs: number
  readonly values: Float32Array
}

/** The project's runs, which of them are shown, and the voltages that colour the cell. */
export const useRunsStore = defineStore('runs', () => {
  const list = shallowRef<readonly RunSummary[]>([])
  const loaded = shallowRef(false)
  /** Runs whose traces are drawn, oldest choice first. */
  const visible = shallowRef<readonly RunId[]>([])
  /** Newest voltages of the running simulation. */
  const live = shallowRef<LiveFrame>()
  /** Recorded voltages of the run that the time scrubber goes through. */
  const frames = shallowRef<{ readonly run: RunId; readonly frames: VoltageFrames }>()
  /** Time under the scrubber [ms]; undefined shows the newest. */
  const playheadMs = shallowRef<number>()
  let wantedFrames: RunId | undefined

  const byId = computed(() => new Map(list.value.map(run => [run.id, run])))
  const running = computed(() =>
    list.value.findLast(run => run.state === 'running' || run.state === 'paused'),
  )
  const newest = computed(() =>
    list.value.reduce<RunSummary | undefined>(
      (best, run) => (!best || run.id > best.id ? run : best),
      undefined,
    ),
  )

  function accept(run: RunSummary): void {
    const index = list.value.findIndex(other => other.id === run.id)
    list.value = index < 0 ? [...list.value, run] : list.value.with(index, run)
  }

  function forget(id: RunId): void {
    list.value = list.value.filter(run => run.id !== id)
    visible.value = visible.value.filter(other => other !== id)
    if (live.value?.run === id) live.value = undefined
    if (frames.value?.run === id) frames.value = undefined
  }

  async function load(): Promise<void> {
    const runs = await useHost().runs.list()
    list.value = runs
    loaded.value = true
    const known = new Set(runs.map(run => run.id))
    const kept = visible.value.filter(id => known.has(id))
    visible.value = kept.length || !newest.value ? kept : [newest.value.id]
  }

  /** Follows runs and their live voltages. */
  function follow(): () => void {
    const { runs } = useHost()
    const stopChanges = runs.onChange(change =>
      'run' in change ? accept(change.run) : forget(change.removed),
    )
    const stopFrames = runs.onFrame(frame => {
      live.value = markRaw(frame)
    })
    return () => {
      stopChanges()
      stopFrames()
    }
  }

  /** Starts the model. The new run is shown, instead of the newest one unless runs are overlaid. */
  async function start(
    options: { readonly label?: string; readonly threads?: number; readonly overlay?: boolean } = {},
  ): Promise<RunId> {
    const { overlay, ...request } = options
    const { run } = await useHost().runs.start(request)
    playheadMs.value = undefined
    visible.value = overlay ? [...visible.value, run] : [run]
    return run
  }

  function setVisible(id: RunId, shown: boolean): void {
    const rest = visible.value.filter(other => other !== id)
    visible.value = shown ? [...rest, id] : rest
  }

  /** Lets a run that is under way go back. */
  const rewind = (run: RunId, toMs: number, withModel: boolean): Promise<{ readonly tMs: number }> =>
    useHost().runs.rewind({ run, toMs, withModel })
  const rename = (run: RunId, label: string): Promise<void> => useHost().runs.rename({ run, label })
  const remove = (run: RunId): Promise<void> => useHost().runs.remove({ run })

  /** Fetches the recorded voltages of a run for the scrubber. */
  async function loadFrames(run: RunId | undefined): Promise<void> {
    wantedFrames = run
    if (run === undefined) {
      frames.value = undefined
      return
    }
    if (frames.value?.run === run) return
    const next = await useHost().runs.frames({ run })
    if (wantedFrames === run) frames.value = { run, frames: markRaw(next) }
  }

  return {
    list,
    loaded,
    visible,
    live,
    frames,
    playheadMs,
    byId,
    running,
    newest,
    load,
    follow,
    start,
    setVisible,
    rewind,
    rename,
    remove,
    loadFrames,
  }
})
