import { computed, markRaw, onScopeDispose, shallowRef, watch, type ComputedRef } from 'vue'
import type { MorphologyView } from '../../src-main/contract/index.ts'
import { prepareDrawing, type CellDrawing } from './cellDrawing.ts'
import type { CellGeometry } from './geometry/cellGeometry.ts'
import { shapeOf } from './geometry/cellShape.ts'

/** Cells of more samples are prepared on another thread: this many take about half of a frame's time. */
const mostSamplesAtOnce = 4000

/**
 * A cell made ready for drawing. While a large one is prepared, the one before stays; without a view there is none.
 */
export function useDrawing(view: () => MorphologyView | undefined): ComputedRef<CellDrawing | undefined> {
  const drawing = shallowRef<CellDrawing>()
  let worker: Worker | undefined

  function stop(): void {
    worker?.terminate()
    worker = undefined
  }

  function take(next: MorphologyView, geometry?: CellGeometry): void {
    stop()
    drawing.value = markRaw(prepareDrawing(next, geometry))
  }

  watch(
    view,
    next => {
      stop()
      if (!next) drawing.value = undefined
      else if (next.morphology.samples.count <= mostSamplesAtOnce || typeof Worker === 'undefined') take(next)
      else {
        worker = new Worker(new URL('./geometryWorker.ts', import.meta.url), { type: 'module' })
        worker.onmessage = ({ data }: MessageEvent<CellGeometry>) => take(next, data)
        // A page that may start no threads draws nevertheless, only later.
        worker.onerror = () => take(next)
        worker.postMessage(shapeOf(next.morphology))
      }
    },
    { immediate: true, flush: 'sync' },
  )
  onScopeDispose(stop)
  return computed(() => drawing.value)
}
