import type { RunHandle, RunSlice } from '../../../src-engine/simulation/runHandle.ts'

/** Chooses how far to step at a time. */
export interface Stretch {
  /** @param until the step at which to stop, if not at the run's last */
  advance(handle: RunHandle, until?: number): Promise<RunSlice>
  /** Whether the run stands at a moment whose voltages are to be kept. */
  atFrame(handle: RunHandle): boolean
}

/**
 * Wall time of one stretch [ms]: plots that grow thirty times a second look alive, and a pause or a cancel acts
 * at once.
 */
const aimMs = 30

/**
 * @param frameSteps stretches end at multiples of this, where a frame is taken
 * @param nowMs a clock
 */
export function createStretch(frameSteps: number, nowMs: () => number = () => performance.now()): Stretch {
  let steps = 64
  return {
    advance: async (handle, until = handle.steps) => {
      const done = handle.stepsDone
      const toFrame = frameSteps - (done % frameSteps)
      const asked = Math.max(1, Math.min(steps, toFrame, until - done))
      const began = nowMs()
      const slice = await handle.advance(asked)
      const took = nowMs() - began
      // Only stretches that were as long as wished say anything about the speed.
      if (asked === steps) steps = Math.max(1, Math.round(steps * Math.min(2, Math.max(0.25, aimMs / took))))
      return slice
    },
    atFrame: handle => handle.stepsDone % frameSteps === 0 || handle.stepsDone >= handle.steps,
  }
}
