import { hasErrors } from '../../../src-engine/core/checked.ts'
import type { Diagnostic } from '../../../src-engine/core/diagnostics/diagnostic.ts'
import { printedMessages } from '../../../src-engine/index.ts'
import type { RunHandle, RunSlice } from '../../../src-engine/simulation/runHandle.ts'
import type { RunRecorder } from '../../store/runRecorder.ts'
import { diagnosticsOf } from '../diagnostics.ts'
import type { JobContext, JobOutcome } from '../job.ts'
import { createStretch } from './stretch.ts'

/** What stepping a run needs, and whom it tells. */
export interface RunWork {
  readonly handle: RunHandle
  readonly recorder: RunRecorder
  readonly compartments: number
  /** Whether somebody watches the voltages now. */
  watched(): boolean
  /** New samples can be read. */
  onGrow(tMs: number, samples: number): void
  onFrame(tMs: number, values: Float32Array): void
}

/** Moments at which all voltages are kept, at most, for colouring the cell afterwards. */
const mostFrames = 400

/** Time between two writings to the disk [ms]. */
const flushInterval = 500

/** Samples in memory above which stepping waits for the disk [bytes]. */
const mostWaiting = 64 * 1024 * 1024

/** Time between two pictures of the voltages [ms]: 30 a second. */
const frameInterval = 1000 / 30

/** Steps a run to its end, stretch by stretch, recording as it goes. Closes the handle in every case. */
export async function runModel(work: RunWork, context: JobContext): Promise<JobOutcome> {
  const { handle, recorder } = work
  const stop = (): void => handle.stop()
  context.signal.addEventListener('abort', stop)
  const state = { tMs: 0, seconds: 0 }
  let outcome: JobOutcome = { diagnostics: [] }
  try {
    outcome = await step(work, context, state)
  } catch (error) {
    outcome = { diagnostics: diagnosticsOf(error) }
    throw error
  } finally {
    context.signal.removeEventListener('abort', stop)
    const { printed, notKept, diagnostics } = handle.close()
    outcome = {
      ...outcome,
      diagnostics: [...outcome.diagnostics, ...printedMessages(printed, notKept), ...diagnostics],
    }
    const ended = context.signal.aborted ? 'cancelled' : 'finished'
    await recorder.finish({
      ...state,
      state: hasErrors(outcome.diagnostics) ? 'failed' : ended,
      diagnostics: outcome.diagnostics,
    })
  }
  return outcome
}

async function step(
  work: RunWork,
  context: JobContext,
  state: { tMs: number; seconds: number },
): Promise<JobOutcome> {
  const { handle, recorder } = work
  const stretch = createStretch(Math.max(1, Math.ceil(handle.steps / mostFrames)))
  const flusher = createFlusher(recorder, state)
  const voltages = new Float32Array(work.compartments)
  let lastFrame = -Infinity
  /** What mechanisms have printed, and who ended the run. */
  const said: Diagnostic[] = []

  for (;;) {
    await context.whenRunning()
    if (context.signal.aborted) break
    const slice: RunSlice = await stretch.advance(handle)
    recorder.append(slice)
    state.tMs = slice.timesMs.at(-1) ?? state.tMs
    state.seconds += slice.seconds
    said.push(...printedMessages(slice.printed), ...slice.diagnostics)
    if (hasErrors(slice.diagnostics)) return { diagnostics: said }

    const now = performance.now()
    const seen = work.watched() && now - lastFrame >= frameInterval
    if (seen || stretch.atFrame(handle)) handle.readVoltages(voltages)
    if (stretch.atFrame(handle)) recorder.appendFrame({ tMs: state.tMs, values: voltages.slice() })
    if (seen) {
      lastFrame = now
      work.onFrame(state.tMs, voltages.slice())
    }
    context.progress(state.tMs)
    work.onGrow(state.tMs, slice.firstSample + slice.timesMs.length)
    await flusher.pass()
    if (slice.finished) break
  }
  return { diagnostics: said }
}

/** Writes to the disk beside the stepping, and lets it wait only when too much has piled up. */
function createFlusher(recorder: RunRecorder, state: { readonly tMs: number; readonly seconds: number }) {
  let writing: Promise<void> | undefined
  let failure: { readonly error: unknown } | undefined
  let last = performance.now()
  return {
    pass: async (): Promise<void> => {
      if (failure) throw failure.error
      const tooMuch = recorder.waitingBytes > mostWaiting
      if (!writing && (tooMuch || performance.now() - last >= flushInterval)) {
        writing = recorder.flush(state).then(
          () => undefined,
          (error: unknown) => void (failure = { error }),
        )
        void writing.then(() => {
          writing = undefined
          last = performance.now()
        })
      }
      if (tooMuch) await writing
    },
  }
}
