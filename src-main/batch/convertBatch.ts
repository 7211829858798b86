import { diagnose } from '../../src-engine/core/diagnostics/catalogue.ts'
import { version } from '../host/version.ts'
import type { ConversionOptions, ConversionResult, ConversionTask } from './conversion.ts'
import { convertFile, faultOf } from './convertFile.ts'
import { convertMessages } from './diagnostics.ts'
import { Journal } from './journal.ts'
import type { PlannedTarget } from './planTargets.ts'
import { dealOut } from './pool.ts'

/** A batch of files to convert. */
export interface ConversionBatch {
  readonly targets: readonly PlannedTarget[]
  readonly options: ConversionOptions
  readonly force: boolean
  /** Threads at work at the same time. */
  readonly jobs: number
  /** Once aborted no further file is begun. */
  readonly signal: AbortSignal
  /** Called after every file with the number of those that are done. */
  readonly progress?: (done: number, failed: number) => void
  /** Called with each file as soon as it is done, by its place among the targets. */
  readonly answered?: (index: number, file: ConvertedFile) => void
}

/** One line of the outcome; `result` is missing for files that were not begun. */
export interface ConvertedFile extends PlannedTarget {
  readonly result?: ConversionResult
}

/**
 * Converts files on several threads, and keeps in each output folder what is done, so that a batch that was stopped
 * goes on where it ended.
 *
 * @returns a row for each target, in their order
 */
export async function convertBatch(batch: ConversionBatch): Promise<readonly ConvertedFile[]> {
  const { targets, options, force, jobs, signal, progress } = batch
  const journals = new Map<string, Journal>()
  for (const { folder } of targets) if (!journals.has(folder)) journals.set(folder, new Journal(folder))
  const optionsText = JSON.stringify({ ...options, version })
  const tasks = targets.map(({ source, folder, target }): ConversionTask => {
    const known = journals.get(folder)?.find(source.path, target, optionsText)
    return { source: source.path, target, options, known, force }
  })
  const results: (ConversionResult | undefined)[] = tasks.map(() => undefined)
  let done = 0
  let failed = 0
  const answered = (index: number, answer: ConversionResult | Error) => {
    const result = answer instanceof Error ? faultOf(answer) : answer
    const { source, folder, target } = targets[index]!
    const { cell, written } = result
    if (cell && written)
      journals
        .get(folder)
        ?.add({ source: source.path, target, options: optionsText, cell, ...written }, folder)
    results[index] = result.outcome === 'unchanged' ? { ...result, cell: cellOf(index) } : result
    done++
    if (result.outcome === 'failed') failed++
    progress?.(done, failed)
    batch.answered?.(index, withClash(targets[index]!, results[index]))
  }
  const cellOf = (index: number) => {
    const { source, folder, target } = targets[index]!
    return journals.get(folder)?.find(source.path, target, optionsText)?.cell
  }
  try {
    // To start a thread takes longer than to convert a file.
    if (tasks.length <= 1) for (const task of tasks) answered(0, await convertFile(task))
    else
      await dealOut<ConversionTask, ConversionResult>(
        { thread: 'convertThread', tasks, threads: jobs, signal },
        answered,
      )
  } finally {
    for (const journal of journals.values()) journal.close()
  }
  return targets.map((target, index) => withClash(target, results[index]))
}

/** Says so where a file got another name than its source's. */
function withClash(target: PlannedTarget, result: ConversionResult | undefined): ConvertedFile {
  if (!result) return target
  if (target.clash === undefined || result.outcome === 'failed') return { ...target, result }
  const renamed = diagnose(convertMessages, 'convert/renamed', { path: target.target, other: target.clash })
  return { ...target, result: { ...result, diagnostics: [...result.diagnostics, renamed] } }
}
