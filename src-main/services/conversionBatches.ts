import { relative } from 'node:path'
import { morphologyExtensions } from '../../src-engine/index.ts'
import type { ConversionOptions } from '../batch/conversion.ts'
import { convertBatch, type ConvertedFile } from '../batch/convertBatch.ts'
import { findSources, type FoundSources } from '../batch/findSources.ts'
import { Journal } from '../batch/journal.ts'
import { planTargets, type PlannedTarget } from '../batch/planTargets.ts'
import type { BatchNews, ChosenFiles, ConvertedFileRow } from '../contract/conversions.ts'
import type { JobId } from '../contract/jobs.ts'
import { createEmitter } from '../host/emitter.ts'
import type { JobQueue } from '../jobs/queue.ts'
import { CancelledError } from '../../src-engine/index.ts'
import { RpcError } from '../rpc/errors.ts'
import type { ProjectDialogs } from './project.ts'

/** What batches work with. */
export interface BatchParts {
  readonly queue: JobQueue
  readonly dialogs: ProjectDialogs | undefined
  threads(): number
}

/** A batch to start. */
export interface BatchRequest {
  readonly paths: readonly string[]
  readonly out?: string | undefined
  readonly options: ConversionOptions
  /** Of the files to be made, with the dot. */
  readonly extension: string
  readonly again?: boolean | undefined
}

/** Many files that are converted as jobs. */
export interface ConversionBatches {
  chooseFiles(what: 'files' | 'folder'): Promise<ChosenFiles | undefined>
  chooseOutput(): Promise<string | undefined>
  start(request: BatchRequest): { readonly job: JobId; readonly rows: readonly ConvertedFileRow[] }
  stop(job: JobId): void
  onNews(listener: (news: BatchNews) => void): () => void
}

/** Only what the user chose in a dialog of the system is read and written. */
export function createConversionBatches({ queue, dialogs, threads }: BatchParts): ConversionBatches {
  const news = createEmitter<BatchNews>()
  const granted = new Set<string>()
  const fresh = new Map<JobId, { readonly index: number; readonly row: ConvertedFileRow }[]>()
  queue.onUpdate(({ id, state, progress, secondsLeft }) => {
    const rows = fresh.get(id)?.splice(0) ?? []
    news.emit({ job: id, state, done: progress.done, secondsLeft, rows })
    if (['finished', 'failed', 'cancelled'].includes(state)) fresh.delete(id)
  })
  const need = (): ProjectDialogs => {
    if (dialogs) return dialogs
    throw new RpcError(
      'conversions/no-dialogs',
      'There are no file dialogs here: choose files in the window.',
    )
  }
  const assertGranted = (path: string): void => {
    if (!granted.has(path))
      throw new RpcError('files/not-permitted', `"${path}" was not chosen in a dialog: choose it again.`)
  }

  return {
    chooseFiles: async what => {
      const paths = await need().chooseReconstructions(what)
      if (paths.length === 0) return undefined
      for (const path of paths) granted.add(path)
      const { files, passedOver } = sourcesOf(paths, undefined)
      return { paths, count: files.length, passedOver }
    },
    chooseOutput: async () => {
      const path = await need().chooseOutputFolder()
      if (path !== undefined) granted.add(path)
      return path
    },
    start: ({ paths, out, options, extension, again = false }) => {
      for (const path of out === undefined ? paths : [...paths, out]) assertGranted(path)
      const targets = planTargets(sourcesOf(paths, out).files, extension, out)
      if (targets.length === 0)
        throw new RpcError(
          'conversions/nothing-to-convert',
          'There is no reconstruction among what was chosen.',
        )
      const own: { readonly index: number; readonly row: ConvertedFileRow }[] = []
      const job = queue.add({
        kind: 'conversion',
        title: `Convert ${targets.length} files`,
        total: targets.length,
        unit: 'files',
        run: undefined,
        execute: async ({ signal, progress }) => {
          await convertBatch({
            targets,
            options,
            force: again,
            jobs: threads(),
            signal,
            progress,
            answered: (index, file) => own.push({ index, row: rowOf(file) }),
          })
          if (signal.aborted) throw new CancelledError()
          return { diagnostics: [] }
        },
        onState: () => undefined,
      })
      fresh.set(job, own)
      return { job, rows: targets.map(target => rowOf(target)) }
    },
    stop: job => queue.cancel(job),
    onNews: listener => news.on(listener),
  }
}

function sourcesOf(paths: readonly string[], out: string | undefined): FoundSources {
  const extensions = morphologyExtensions()
  const found = findSources(paths, { extensions, without: out === undefined ? [] : [out] })
  // What earlier batches have written beside its sources is no source.
  const made = new Set(
    [...new Set(found.files.map(({ root }) => root))].flatMap(root => [...new Journal(root).targets()]),
  )
  return { ...found, files: found.files.filter(({ path }) => !made.has(path)) }
}

function rowOf(file: ConvertedFile | PlannedTarget): ConvertedFileRow {
  const result = 'result' in file ? file.result : undefined
  return {
    source: file.source.below,
    outcome: result?.outcome ?? 'waiting',
    target: relative(file.folder, file.target),
    figures: result?.cell,
    diagnostics: result?.diagnostics ?? [],
  }
}
