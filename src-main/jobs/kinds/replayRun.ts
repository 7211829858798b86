import { hasErrors } from '../../../src-engine/core/checked.ts'
import type { RunHandle, RunSnapshot } from '../../../src-engine/index.ts'
import { RpcError } from '../../rpc/errors.ts'
import type { JobContext, JobOutcome } from '../job.ts'
import { advanceTo } from './advanceTo.ts'
import { createStretch } from './stretch.ts'

/** What computes the state of a run at a time anew. */
export interface ReplayWork {
  /** The run, standing at or before the time. */
  readonly handle: RunHandle
  /** Where it stands. */
  readonly fromMs: number
  readonly dtMs: number
  readonly atMs: number
  /** Times at which the run went on as another model, ascending, with what makes that of a state. */
  readonly changes: readonly { readonly fromMs: number; over(state: Uint8Array): RunHandle }[]
  onState(state: RunSnapshot): void
}

/** Frames do not matter here. */
const noFrames = { steps: 1e9, ms: 1e9 }

/** Steps a run to a time, recording nothing, and hands its state over. Closes the handle in every case. */
export async function replayRun(work: ReplayWork, context: JobContext): Promise<JobOutcome> {
  let { handle } = work
  const stop = (): void => handle.stop()
  context.signal.addEventListener('abort', stop)
  const stretch = createStretch(noFrames)
  let tMs = work.fromMs
  const goTo = (toMs: number): Promise<void> =>
    advanceTo(handle, {
      fromMs: tMs,
      toMs,
      dtMs: work.dtMs,
      advance: async (run, steps) => {
        await context.whenRunning()
        return stretch.advance(run, run.stepsDone + steps)
      },
      isCancelled: () => context.signal.aborted,
      onSlice: slice => {
        tMs = slice.timesMs.at(-1) ?? tMs
        context.progress(Math.min(work.atMs, tMs))
        if (hasErrors(slice.diagnostics))
          throw new RpcError(
            'conditions/not-reached',
            `The run does not come to ${work.atMs} ms: ${slice.diagnostics[0]?.message ?? ''}`,
            slice.diagnostics,
          )
      },
    })
  try {
    for (const { fromMs, over } of work.changes) {
      await goTo(fromMs)
      if (context.signal.aborted) break
      const next = over(handle.snapshot().bytes)
      handle.close()
      handle = next
    }
    await goTo(work.atMs)
    if (!context.signal.aborted) work.onState(handle.snapshot())
  } finally {
    context.signal.removeEventListener('abort', stop)
    handle.close()
  }
  return { diagnostics: [] }
}
