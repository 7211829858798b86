import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { readStateFacts, type RunHandle, type RunSettings, stepCount } from '../../src-engine/index.ts'
import { CommandEnd, exitCode } from './exitCode.ts'
import { endOnErrors } from './output.ts'
import { isFirstRank } from './ranks.ts'
import { readInput } from './readInput.ts'

/** What a run begins with in place of its initial values. */
export interface SavedState {
  readonly tMs: number
  readonly bytes: Uint8Array
  readonly layoutThreads: number
  readonly layoutRanks: number
  /** Lets a run that was made of the same model go on from here; ends the command where it does not fit. */
  begin(run: RunHandle): void
}

/** Reads a state that `--save-state` wrote. */
export function readState(path: string, { tStopMs, dtMs }: RunSettings): SavedState {
  const bytes = readInput(path)
  const { value, diagnostics } = readStateFacts(bytes)
  endOnErrors(diagnostics, path)
  if (!value) throw new CommandEnd(exitCode.input)
  const { tMs, ...layout } = value
  if (!(tMs < tStopMs - dtMs / 2))
    throw new CommandEnd(
      exitCode.input,
      `${path}: error cli/state-behind-end The state was saved at ${rounded(tMs)} ms, and the run ends at ${tStopMs} ms.\n    The time goes on from the state's; give a later --tstop.`,
    )
  return {
    tMs,
    bytes,
    ...layout,
    begin(run) {
      const refusal = run.restore(bytes, { parameters: 'model', samplesAgain: true })
      if (refusal) endOnErrors([refusal], path)
    },
  }
}

/** Where a run stands that shall be saved at a time. */
export interface StateToSave {
  readonly path: string
  /** Undefined: at the end. */
  readonly atMs: number | undefined
}

/** Saves the state of a run that is being advanced: tells how far to go, and writes when it is there. */
export interface StateSaver {
  /** At most so many of the steps that are wanted now. */
  limit(run: RunHandle, wanted: number): number
  /** To be called after each stretch, with the time that it has come to. */
  pass(run: RunHandle, tMs: number): void
  /** To be called at the end, before the run is closed. */
  end(run: RunHandle, tMs: number): void
}

const rounded = (ms: number) => Number(ms.toFixed(6))

/** What saves nothing. */
const noSaver: StateSaver = { limit: (_, wanted) => wanted, pass: () => undefined, end: () => undefined }

/**
 * What saves the state of a run with these settings, where that is wanted.
 *
 * @param fromMs where the run begins
 */
export function createStateSaver(
  { dtMs, tStopMs, method, adaptive }: RunSettings,
  wanted: StateToSave | undefined,
  fromMs: number,
): StateSaver {
  if (!wanted) return noSaver
  const { path, atMs } = wanted
  if (atMs === undefined) return { ...noSaver, end: run => writeBytes(path, run.snapshot().bytes) }
  if (atMs > tStopMs || atMs < fromMs - dtMs / 2)
    throw new CommandEnd(
      exitCode.usage,
      `error: --save-state-at is ${atMs} ms, and the run goes from ${rounded(fromMs)} to ${tStopMs} ms.`,
    )
  // Steps of any length are counted by nobody beforehand: they are taken one by one until the time has come.
  const isOpen = method === 'adaptive' && adaptive?.samples === 'every-step'
  const steps = isOpen ? Infinity : stepCount(atMs, dtMs)
  let saved = false
  const save = (run: RunHandle) => {
    writeBytes(path, run.snapshot().bytes)
    saved = true
  }
  return {
    limit(run, most) {
      if (saved) return most
      return isOpen ? 1 : Math.max(0, Math.min(most, steps - run.stepsDone))
    },
    pass(run, tMs) {
      if (!saved && (isOpen ? tMs >= atMs : run.stepsDone >= steps)) save(run)
    },
    end(_run, tMs) {
      if (saved) return
      throw new CommandEnd(
        exitCode.input,
        `${path}: error cli/state-not-reached The run ended at ${rounded(tMs)} ms, before the state at ${atMs} ms could be saved.`,
      )
    },
  }
}

/** Writes a file; it appears under its name only when it is whole. Of several processes the first writes. */
function writeBytes(path: string, bytes: Uint8Array): void {
  if (!isFirstRank()) return
  const unfinished = `${path}.part`
  try {
    const file = openSync(unfinished, 'w')
    try {
      for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(unfinished, path)
  } catch (error) {
    rmSync(unfinished, { force: true })
    throw new CommandEnd(exitCode.input, `${path}: error cli/cannot-write ${(error as Error).message}.`)
  }
}
