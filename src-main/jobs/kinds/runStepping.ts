import { hasErrors } from '../../../src-engine/core/checked.ts'
import type { Diagnostic } from '../../../src-engine/core/diagnostics/diagnostic.ts'
import { printedMessages, type RunHandle, type RunSlice } from '../../../src-engine/index.ts'
import type { RecordedSlice, RunRecorder } from '../../store/runRecorder.ts'
import type { JobContext } from '../job.ts'
import type { KeptState, KeptStates } from '../keptStates.ts'
import type { RunWork } from './runModel.ts'
import { advanceTo } from './advanceTo.ts'
import { createStretch } from './stretch.ts'

/** A run between two stretches, as others may act on it. */
export interface RunStanding {
  readonly handle: RunHandle
  readonly tMs: number
  readonly kept: KeptStates
  /**
   * Goes back to a time that the run has passed: to the newest state kept before it, and on from there. What was recorded
   * behind that time is gone.
   *
   * @param over makes a run of another model out of the state; where it throws, nothing has happened
   * @returns where the run stands then [ms]
   */
  goBack(toMs: number, over?: (state: Uint8Array) => RunHandle): Promise<number>
}

/** A run that is being stepped. */
export interface Stepping {
  /** The run itself; another one after somebody went back and changed the model. */
  readonly handle: RunHandle
  readonly progress: { readonly tMs: number; readonly seconds: number }
  /** To its end, or until it is cancelled. @returns what was said */
  run(): Promise<readonly Diagnostic[]>
}

/** Moments at which all voltages are kept, at most, for colouring the cell afterwards. */
const mostFrames = 400

/** Time between two writings to the disk [ms]. */
const flushInterval = 500

/** Samples in memory above which stepping waits for the disk [bytes]. */
const mostWaiting = 64 * 1024 * 1024

/** Time between two pictures of the voltages [ms]: 30 a second. */
const frameInterval = 1000 / 30

/** Least time between two states to go back to [ms], and how many times as long as taking one it is. */
const keepInterval = 100
const keepCost = 30

/** What steps a run of `work`. */
export function createStepping(work: RunWork, context: JobContext): Stepping {
  const { recorder, kept, control } = work
  let { handle } = work
  const state = { tMs: 0, seconds: 0 }
  const stretch = createStretch({
    steps: Math.max(1, Math.ceil(handle.steps / mostFrames)),
    ms: work.tStopMs / mostFrames,
  })
  const flusher = createFlusher(recorder, state)
  const voltages = new Float32Array(work.compartments)
  let lastFrame = -Infinity
  const keeper = createKeeper(kept)
  /** What mechanisms have printed, and who ended the run, by the time that the run had come to. */
  let said: { readonly tMs: number; readonly diagnostics: readonly Diagnostic[] }[] = []

  const goBack: RunStanding['goBack'] = async (toMs, over) => {
    const from = kept.before(Math.max(toMs, kept.timesMs[0] ?? 0))
    if (!from) return state.tMs
    const here = handle.snapshot()
    handle.restore(from.bytes)
    let { samples } = from
    await advanceTo(handle, {
      fromMs: from.tMs,
      toMs: Math.min(toMs, here.tMs),
      dtMs: work.dtMs,
      isCancelled: () => context.signal.aborted,
      onSlice: slice => (samples = samplesWith(samples, slice)),
    })
    const there = handle.snapshot()
    let other: RunHandle | undefined
    try {
      other = over?.(there.bytes)
    } catch (error) {
      handle.restore(here.bytes)
      throw error
    }
    if (other) {
      handle.close()
      handle = other
    }
    state.tMs = there.tMs
    await recorder.cut({ samples, ...state })
    said = said.filter(one => one.tMs <= there.tMs)
    kept.dropAfter(there.tMs)
    kept.add({ ...there, samples })
    context.progress(there.tMs)
    work.onGrow(there.tMs, samples)
    return there.tMs
  }
  const standing: RunStanding = {
    get handle() {
      return handle
    },
    get tMs() {
      return state.tMs
    },
    kept,
    goBack,
  }

  const show = (): void => {
    const now = performance.now()
    const seen = work.watched() && now - lastFrame >= frameInterval
    if (seen || stretch.atFrame(handle)) handle.readVoltages(voltages)
    if (stretch.atFrame(handle)) recorder.appendFrame({ tMs: state.tMs, values: voltages.slice() })
    if (seen) {
      lastFrame = now
      work.onFrame(state.tMs, voltages.slice())
    }
    context.progress(state.tMs)
    work.onGrow(state.tMs, recorder.samples)
  }

  const run = async (): Promise<readonly Diagnostic[]> => {
    const first = handle.snapshot()
    state.tMs = first.tMs
    kept.add({ ...first, samples: recorder.samples })
    for (;;) {
      await control.pass(standing, () => context.whenRunning())
      if (context.signal.aborted) break
      const slice = await stretch.advance(handle)
      state.tMs = slice.timesMs.at(-1) ?? state.tMs
      recorder.append(recordedSlice(slice, state.tMs))
      state.seconds += slice.seconds
      const diagnostics = [...printedMessages(slice.printed), ...slice.diagnostics]
      if (diagnostics.length > 0) said.push({ tMs: state.tMs, diagnostics })
      if (hasErrors(slice.diagnostics)) break
      keeper.pass(() => ({ ...handle.snapshot(), samples: recorder.samples }))
      show()
      await flusher.pass()
      if (slice.finished) break
    }
    return said.flatMap(({ diagnostics }) => diagnostics)
  }

  return {
    get handle() {
      return handle
    },
    progress: state,
    run,
  }
}

/** What a stretch gave of each probe: those that share the run's times, then those with times of their own. */
function recordedSlice(slice: RunSlice, tMs: number): RecordedSlice {
  const { timesMs, traces, sampled, spikes, seconds } = slice
  return { tMs, traces: [...traces.map(values => ({ timesMs, values })), ...sampled], spikes, seconds }
}

function samplesWith(before: readonly number[], slice: RunSlice): readonly number[] {
  const { traces } = recordedSlice(slice, 0)
  return traces.map(({ values }, probe) => (before[probe] ?? 0) + values.length)
}

/** Takes states to go back to, often but never so often that it would cost much. */
function createKeeper(kept: KeptStates) {
  let last = performance.now()
  let interval = keepInterval
  return {
    pass: (take: () => KeptState): void => {
      const began = performance.now()
      if (began - last < interval) return
      kept.add(take())
      last = performance.now()
      interval = Math.max(keepInterval, keepCost * (last - began))
    },
  }
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
