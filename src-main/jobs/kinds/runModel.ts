import { hasErrors } from '../../../src-engine/core/checked.ts'
import { printedMessages, type RunHandle, type RunSnapshot } from '../../../src-engine/index.ts'
import type { RunRecorder } from '../../store/runRecorder.ts'
import { diagnosticsOf } from '../diagnostics.ts'
import type { JobContext, JobOutcome } from '../job.ts'
import type { KeptStates } from '../keptStates.ts'
import type { RunControlLoop } from './runControl.ts'
import { createStepping, type RunStanding } from './runStepping.ts'

/** What stepping a run needs, and whom it tells. */
export interface RunWork {
  /** Stands where the run begins. */
  readonly handle: RunHandle
  readonly recorder: RunRecorder
  readonly compartments: number
  readonly dtMs: number
  readonly tStopMs: number
  /** What the run has passed, to go back to. */
  readonly kept: KeptStates
  /** Lets others act on it between two stretches. */
  readonly control: RunControlLoop<RunStanding>
  /** Whether somebody watches the voltages now. */
  watched(): boolean
  /** New samples can be read; so many of each probe. */
  onGrow(tMs: number, samples: readonly number[]): void
  onFrame(tMs: number, values: Float32Array): void
  /** Where the run has ended, unless it cannot be gone on from there. */
  onEnd(state: RunSnapshot): void
  /** All that it recorded is on the disk, and how it ended. */
  onRecorded(): Promise<void>
}

/** Steps a run to its end, stretch by stretch, recording as it goes. Closes the handle in every case. */
export async function runModel(work: RunWork, context: JobContext): Promise<JobOutcome> {
  const { recorder, control } = work
  const stepping = createStepping(work, context)
  const stop = (): void => stepping.handle.stop()
  context.signal.addEventListener('abort', stop)
  let outcome: JobOutcome = { diagnostics: [] }
  try {
    outcome = { diagnostics: await stepping.run() }
    if (!hasErrors(outcome.diagnostics)) work.onEnd(stepping.handle.snapshot())
  } catch (error) {
    outcome = { diagnostics: diagnosticsOf(error) }
    throw error
  } finally {
    context.signal.removeEventListener('abort', stop)
    control.close()
    const { printed, notKept, diagnostics } = stepping.handle.close()
    outcome = {
      ...outcome,
      diagnostics: [...outcome.diagnostics, ...printedMessages(printed, notKept), ...diagnostics],
    }
    const ended = context.signal.aborted ? 'cancelled' : 'finished'
    await recorder.finish({
      ...stepping.progress,
      state: hasErrors(outcome.diagnostics) ? 'failed' : ended,
      diagnostics: outcome.diagnostics,
    })
  }
  await work.onRecorded()
  return outcome
}
