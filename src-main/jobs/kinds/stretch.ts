import type { RunHandle, RunSlice } from '../../../src-engine/simulation/runHandle.ts'

/** Chooses how far to step at a time. */
export interface Stretch {
  /** @param until the step at which to stop, if not at the run's last */
  advance(handle: RunHandle, until?: number): Promise<RunSlice>
  /** Whether the run stands at a moment whose voltages are to be kept. */
  atFrame(handle: RunHandle): boolean
}

/** The moments whose voltages are to be kept, and at which stretches end. */
export interface FramePlan {
  /** Steps from one to the next. */
  readonly steps: number
  /** Time from one to the next [ms]; where steps have any length, this counts in place of their number. */
  readonly ms: number
}

/**
 * Wall time of one stretch [ms]: plots that grow thirty times a second look alive, and a pause or a cancel acts
 * at once.
 */
const aimMs = 30

/**
 * @param frames when frames are taken
 * @param nowMs a clock
 */
export function createStretch(frames: FramePlan, nowMs: () => number = () => performance.now()): Stretch {
  let steps = 64
  /** Of steps of any length: how long the last ones were, where they stand, and when the next frame is due [ms]. */
  let stepMs = 0
  let tMs: number | undefined
  let nextFrameMs = -Infinity
  let isOver = false
  const toFrame = (handle: RunHandle): number => {
    if (!handle.isOpen) return frames.steps - (handle.stepsDone % frames.steps)
    if (tMs === undefined || stepMs === 0) return 1
    if (tMs >= nextFrameMs) nextFrameMs = tMs + frames.ms
    return Math.ceil((nextFrameMs - tMs) / stepMs)
  }
  const note = (slice: RunSlice): void => {
    const before = tMs ?? slice.timesMs[0]
    const now = slice.timesMs.at(-1)
    isOver = slice.finished
    if (now === undefined || before === undefined) return
    // A run that has gone back takes frames again from where it stands.
    if (now < before) nextFrameMs = -Infinity
    else if (now > before) stepMs = (now - before) / slice.timesMs.length
    tMs = now
  }
  return {
    advance: async (handle, until = Infinity) => {
      const done = handle.stepsDone
      const end = handle.isOpen ? until : Math.min(until, handle.steps)
      const asked = Math.max(1, Math.min(steps, toFrame(handle), end - done))
      const began = nowMs()
      const slice = await handle.advance(asked)
      const took = nowMs() - began
      note(slice)
      // Only stretches that were as long as wished say anything about the speed.
      if (asked === steps) steps = Math.max(1, Math.round(steps * Math.min(2, Math.max(0.25, aimMs / took))))
      return slice
    },
    atFrame: handle => {
      if (!handle.isOpen) return handle.stepsDone % frames.steps === 0 || handle.stepsDone >= handle.steps
      return isOver || (tMs ?? 0) >= nextFrameMs
    },
  }
}
