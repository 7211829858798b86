import { hasErrors } from '../../../src-engine/core/checked.ts'
import type { RunHandle, RunSnapshot } from '../../../src-engine/index.ts'
import { RpcError } from '../../rpc/errors.ts'
import type { JobContext, JobOutcome } from '../job.ts'
import { createStretch } from './stretch.ts'

/** What computes the state of a run at a time anew. */
export interface ReplayWork {
  /** The run, standing at or before the time. */
  readonly handle: RunHandle
  readonly dtMs: number
  readonly atMs: number
  /** Times at which the run went on as another model, ascending, with what makes that of a state. */
  readonly changes: readonly { readonly fromMs: number; over(state: Uint8Array): RunHandle }[]
  onState(state: RunSnapshot): void
}

/** Frames do not matter here. */
const noFrames = 1e9

/** Steps a run to a time, recording nothing, and hands its state over. Closes the handle in every case. */
export async function replayRun(work: ReplayWork, context: JobContext): Promise<JobOutcome> {
  let { handle } = work
  const stop = (): void => handle.stop()
  context.signal.addEventListener('abort', stop)
  const stretch = createStretch(noFrames)
  const goTo = async (tMs: number): Promise<void> => {
    const target = Math.round(tMs / work.dtMs)
    while (handle.stepsDone < target && !context.signal.aborted) {
      await context.whenRunning()
      const slice = await stretch.advance(handle, target)
      context.progress(Math.min(work.atMs, slice.timesMs.at(-1) ?? 0))
      if (hasErrors(slice.diagnostics))
        throw new RpcError(
          'conditions/not-reached',
          `The run does not come to ${work.atMs} ms: ${slice.diagnostics[0]?.message ?? ''}`,
          slice.diagnostics,
        )
      if (slice.finished) break
    }
  }
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
