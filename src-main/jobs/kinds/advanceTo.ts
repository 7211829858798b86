import { hasErrors } from '../../../src-engine/core/checked.ts'
import type { RunHandle, RunSlice } from '../../../src-engine/index.ts'

/** Where a run is to go, and who is told on the way. */
export interface WayTo {
  /** Where it stands. */
  readonly fromMs: number
  readonly toMs: number
  readonly dtMs: number
  /** Goes on at most so many steps; all of them at once if not given. */
  readonly advance?: ((handle: RunHandle, steps: number) => Promise<RunSlice>) | undefined
  isCancelled(): boolean
  onSlice(slice: RunSlice): void
}

/** Steps of any length that are taken at once as long as the time is far. */
const widestStride = 64

/** Rounding by which a time that has come may lie before the one that is wanted [ms]. */
const closeMs = 1e-9

/**
 * Steps a run to a time: to the step that is nearest to it; or, where steps have any length, to the first that comes to
 * it. Nobody knows before which that is, so that a stride which goes beyond is taken back and made shorter.
 */
export async function advanceTo(handle: RunHandle, way: WayTo): Promise<void> {
  return handle.isOpen ? advanceOpen(handle, way) : advanceSteps(handle, way)
}

const allAtOnce = (handle: RunHandle, steps: number) => handle.advance(steps)

async function advanceSteps(handle: RunHandle, way: WayTo): Promise<void> {
  const { toMs, dtMs, advance = allAtOnce } = way
  const target = Math.round(toMs / dtMs)
  while (handle.stepsDone < target && !way.isCancelled()) {
    const slice = await advance(handle, target - handle.stepsDone)
    way.onSlice(slice)
    if (slice.finished) break
  }
}

async function advanceOpen(handle: RunHandle, way: WayTo): Promise<void> {
  const { toMs, advance = allAtOnce } = way
  let stride = widestStride
  for (let tMs = way.fromMs; tMs < toMs - closeMs && !way.isCancelled();) {
    const before = stride > 1 ? handle.snapshot() : undefined
    const slice = await advance(handle, stride)
    const now = slice.timesMs.at(-1) ?? tMs
    if (before && (now >= toMs - closeMs || hasErrors(slice.diagnostics))) {
      handle.restore(before.bytes)
      stride /= 8
      continue
    }
    tMs = now
    way.onSlice(slice)
    if (slice.finished) break
  }
}
