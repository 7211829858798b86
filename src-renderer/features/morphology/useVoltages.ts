import { computed, watch, type ComputedRef } from 'vue'
import type { RunSummary, VoltageFrames } from '../../../src-main/contract/index.ts'
import { useModelStore } from '../../stores/modelStore.ts'
import { useNoticesStore } from '../../stores/noticesStore.ts'
import { useRunsStore } from '../../stores/runsStore.ts'
import type { CellDrawing } from '../../view3d/cellDrawing.ts'
import { compartmentOfSample } from '../../view3d/colouring.ts'

/** The voltages to draw now, and why there are none. */
export interface ShownVoltages {
  readonly run: ComputedRef<RunSummary | undefined>
  /** One value a compartment [mV]. */
  readonly values: ComputedRef<Float32Array | undefined>
  readonly tMs: ComputedRef<number | undefined>
  readonly frames: ComputedRef<VoltageFrames | undefined>
  /** Compartment of each sample; undefined where the run was made with another discretisation or cell. */
  readonly compartments: ComputedRef<Int32Array | undefined>
}

/** Index of the last frame at or before a time; the first where all are later. */
export function frameAt(timesMs: Float64Array, tMs: number): number {
  let low = 0
  let high = timesMs.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((timesMs[middle] ?? Infinity) <= tMs) low = middle
    else high = middle - 1
  }
  return low
}

/** Follows the running simulation, or the scrubber through a run that has ended. */
export function useVoltages(
  drawing: ComputedRef<CellDrawing | undefined>,
  wanted: ComputedRef<boolean>,
): ShownVoltages {
  const runs = useRunsStore()
  const model = useModelStore()
  const notices = useNoticesStore()

  const run = computed(() => {
    const newestVisible = runs.visible.at(-1)
    return newestVisible === undefined ? undefined : runs.byId.get(newestVisible)
  })
  const live = computed(() => (runs.live && runs.live.run === run.value?.id ? runs.live : undefined))
  const ended = computed(() => run.value && run.value.state !== 'running' && run.value.state !== 'paused')
  const frames = computed(() =>
    runs.frames && runs.frames.run === run.value?.id ? runs.frames.frames : undefined,
  )

  watch(
    [() => run.value?.id, ended, wanted],
    ([id, hasEnded, isWanted]) => {
      if (isWanted && hasEnded && id !== undefined) void notices.attempt(() => runs.loadFrames(id))
    },
    { immediate: true },
  )

  const shown = computed(() => {
    const recorded = frames.value
    if (ended.value && recorded && recorded.timesMs.length > 0) {
      const index =
        runs.playheadMs === undefined
          ? recorded.timesMs.length - 1
          : frameAt(recorded.timesMs, runs.playheadMs)
      const start = index * recorded.compartments
      return {
        tMs: recorded.timesMs[index],
        values: recorded.values.subarray(start, start + recorded.compartments),
      }
    }
    return live.value ? { tMs: live.value.tMs, values: live.value.values } : undefined
  })
  const values = computed(() => shown.value?.values)

  const compartments = computed(() => {
    const cell = drawing.value
    const ofSection = model.compartmentsOfSection
    if (!cell || !ofSection) return undefined
    return compartmentOfSample(cell.view.morphology, ofSection, cell.arcs.alongUm, cell.arcs.lengthUm)
  })
  const total = computed(() => model.compartmentsOfSection?.reduce((sum, count) => sum + count, 0))
  const fitting = computed(() =>
    values.value === undefined || values.value.length === total.value ? compartments.value : undefined,
  )
  return { run, values, tMs: computed(() => shown.value?.tMs), frames, compartments: fitting }
}
