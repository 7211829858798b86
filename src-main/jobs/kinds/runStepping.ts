import { hasErrors } from '../../../src-engine/core/checked.ts'
import type { Diagnostic } from '../../../src-engine/core/diagnostics/diagnostic.ts'
import { printedMessages, type RunHandle, type RunSlice } from '../../../src-engine/index.ts'
import type { RunRecorder } from '../../store/runRecorder.ts'
import type { JobContext } from '../job.ts'
import type { KeptStates } from '../keptStates.ts'
import type { RunWork } from './runModel.ts'
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
  const firstStep = handle.stepsDone
  const state = { tMs: 0, seconds: 0 }
  const stretch = createStretch(Math.max(1, Math.ceil(handle.steps / mostFrames)))
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
    const target = Math.min(Math.round(toMs / work.dtMs), handle.stepsDone)
    handle.restore(from.bytes)
    while (handle.stepsDone < target && !context.signal.aborted)
      await handle.advance(target - handle.stepsDone)
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
    // The sample of the very beginning comes again with the next step.
    const samples = handle.stepsDone === firstStep ? 0 : handle.stepsDone - firstStep + 1
    state.tMs = there.tMs
    await recorder.cut({ samples, ...state })
    said = said.filter(one => one.tMs <= there.tMs)
    kept.dropAfter(there.tMs)
    kept.add(there)
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

  const show = (slice: RunSlice): void => {
    const now = performance.now()
    const seen = work.watched() && now - lastFrame >= frameInterval
    if (seen || stretch.atFrame(handle)) handle.readVoltages(voltages)
    if (stretch.atFrame(handle)) recorder.appendFrame({ tMs: state.tMs, values: voltages.slice() })
    if (seen) {
      lastFrame = now
      work.onFrame(state.tMs, voltages.slice())
    }
    context.progress(state.tMs)
    work.onGrow(state.tMs, slice.firstSample - firstStep + slice.timesMs.length)
  }

  const run = async (): Promise<readonly Diagnostic[]> => {
    const first = handle.snapshot()
    state.tMs = first.tMs
    kept.add(first)
    for (;;) {
      await control.pass(standing, () => context.whenRunning())
      if (context.signal.aborted) break
      const slice = await stretch.advance(handle)
      recorder.append(slice)
      state.tMs = slice.timesMs.at(-1) ?? state.tMs
      state.seconds += slice.seconds
      const diagnostics = [...printedMessages(slice.printed), ...slice.diagnostics]
      if (diagnostics.length > 0) said.push({ tMs: state.tMs, diagnostics })
      if (hasErrors(slice.diagnostics)) break
      keeper.pass(handle)
      show(slice)
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

/** Takes states to go back to, often but never so often that it would cost much. */
function createKeeper(kept: KeptStates) {
  let last = performance.now()
  let interval = keepInterval
  return {
    pass: (handle: RunHandle): void => {
      const began = performance.now()
      if (began - last < interval) return
      kept.add(handle.snapshot())
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
