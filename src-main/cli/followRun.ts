import { hasErrors, printedMessages, printedText } from '../../src-engine/index.ts'
import type {
  ChangedSeries,
  PrintedLine,
  RunHandle,
  RunSlice,
} from '../../src-engine/simulation/runHandle.ts'
import { CommandEnd, exitCode } from './exitCode.ts'
import { printDiagnostics } from './output.ts'
import { isAlone } from './ranks.ts'
import type { StateSaver } from './stateFiles.ts'

/** What came of a run that was followed to its end, or to where it could not go on or was cancelled. */
export interface FollowedRun {
  readonly slices: readonly RunSlice[]
  readonly series: readonly ChangedSeries[]
  /** Spent stepping. */
  readonly seconds: number
  /** Up to when it went, and how the command is to end, where that was not the stop time. */
  readonly early?: { readonly tMs: number; readonly code: number }
}

/** Between these times [s] a person hears of a run. */
const shortestSeconds = 0.1
const longestSeconds = 0.4

/** Steps to the end, showing progress where a person looks on, and stops on Ctrl+C; what was recorded until then is kept. */
export async function followRun(
  run: RunHandle,
  { tStopMs, file, saver }: { readonly tStopMs: number; readonly file: string; readonly saver: StateSaver },
): Promise<FollowedRun> {
  let interrupted = false
  const interrupt = () => {
    interrupted = true
    run.stop()
  }
  process.once('SIGINT', interrupt)
  const watched = process.stderr.isTTY
  const slices: RunSlice[] = []
  let seconds = 0
  let tMs = 0
  let stretch = 64
  let early: FollowedRun['early']
  const show = (lines: readonly PrintedLine[]) => {
    if (lines.length > 0 && watched) process.stderr.write('\r\u001b[K')
    for (const line of lines) process.stderr.write(`${printedText(line)}\n`)
  }
  /** Closes the run, and says what was said at its end. */
  const end = (): readonly ChangedSeries[] => {
    if (watched) process.stderr.write('\r\u001b[K')
    const { printed, notKept, diagnostics, series } = run.close()
    show(printed)
    printDiagnostics([...printedMessages([], notKept), ...diagnostics], file)
    if (hasErrors(diagnostics)) throw new CommandEnd(exitCode.input)
    return series
  }
  try {
    for (let finished = false; !finished;) {
      const slice = await run.advance(saver.limit(run, stretch))
      if (slice.seconds < shortestSeconds) stretch *= 2
      else if (slice.seconds > longestSeconds) stretch = Math.max(1, Math.round(stretch / 2))
      slices.push(slice)
      seconds += slice.seconds
      show(slice.printed)
      printDiagnostics(slice.diagnostics, file)
      tMs = slice.timesMs.at(-1) ?? tMs
      // Several processes agree on who was stopped.
      const isStopped = slice.stopped || (interrupted && isAlone())
      const code = hasErrors(slice.diagnostics) ? exitCode.input : isStopped ? exitCode.cancelled : undefined
      if (code !== undefined && !(slice.finished && code === exitCode.cancelled)) {
        early = { tMs, code }
        break
      }
      finished = slice.finished
      saver.pass(run, tMs)
      if (watched) process.stderr.write(`\r${tMs.toFixed(1)} of ${tStopMs} ms`)
    }
    if (!early) saver.end(run, tMs)
  } catch (error) {
    end()
    throw error
  } finally {
    process.off('SIGINT', interrupt)
  }
  return { slices, series: end(), seconds, ...(early ? { early } : {}) }
}
