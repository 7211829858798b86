import { hasErrors, printedMessages, printedText } from '../../src-engine/index.ts'
import type {
  ChangedSeries,
  PrintedLine,
  RunHandle,
  RunSlice,
} from '../../src-engine/simulation/runHandle.ts'
import { CommandEnd, exitCode } from './exitCode.ts'
import { endOnErrors, printDiagnostics } from './output.ts'
import type { StateSaver } from './stateFiles.ts'

/** What came of a run that was followed to its end. */
export interface FollowedRun {
  readonly slices: readonly RunSlice[]
  readonly series: readonly ChangedSeries[]
  /** Spent stepping. */
  readonly seconds: number
}

/** Steps to the end, showing progress where a person looks on, and stops on Ctrl+C. */
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
      const slice = await run.advance(saver.limit(run, Math.max(1, Math.ceil(run.steps / 200))))
      slices.push(slice)
      seconds += slice.seconds
      show(slice.printed)
      endOnErrors(slice.diagnostics, file)
      if (interrupted) throw new CommandEnd(exitCode.cancelled, 'cancelled: nothing was written')
      finished = slice.finished
      tMs = slice.timesMs.at(-1) ?? tMs
      saver.pass(run, tMs)
      if (watched) process.stderr.write(`\r${tMs.toFixed(1)} of ${tStopMs} ms`)
    }
    saver.end(run, tMs)
  } catch (error) {
    end()
    throw error
  } finally {
    process.off('SIGINT', interrupt)
  }
  return { slices, series: end(), seconds }
}
