import { basename, extname } from 'node:path'
import {
  defaultNtscableOptions,
  findWriter,
  morphologyWriters,
  ntscableOptions,
  type NtscableOptions,
  readNtscableOptions,
  writerOptions,
} from '../../src-engine/index.ts'
import type { ConversionOptions } from '../batch/conversion.ts'
import { unpackedName } from '../batch/findSources.ts'
import type {
  ConversionFormats,
  ConversionLook,
  ConversionSource,
  ConversionsService,
  ConversionWish,
} from '../contract/conversions.ts'
import type { ConvertedSource } from '../engine/convertCell.ts'
import type { MorphologyWorker } from '../engine/morphologyWorker.ts'
import { version } from '../host/version.ts'
import type { JobQueue } from '../jobs/queue.ts'
import { RpcError } from '../rpc/errors.ts'
import { viewOf } from './cellViews.ts'
import type { ProjectCells } from './cells.ts'
import { createConversionBatches } from './conversionBatches.ts'
import type { ProjectDialogs } from './project.ts'

/** What the service works with. */
export interface ConversionParts {
  readonly cells: ProjectCells
  readonly worker: MorphologyWorker
  readonly queue: JobQueue
  readonly dialogs: ProjectDialogs | undefined
  threads(): number
}

const ntscable = 'ntscable'

/** Cells in other formats. */
export function createConversionsService(parts: ConversionParts): ConversionsService {
  const { cells, worker } = parts
  const batches = createConversionBatches(parts)

  /** A cell that nothing was done to is its file, which holds more than the cell: outlines, points that were left out. */
  const sourceOf = (source: ConversionSource): ConvertedSource => {
    if (source.kind === 'file') return { ...source, options: source.options ?? {} }
    const { id } = source
    const { name, options } = cells.origin(id)
    return cells.steps(id).length === 0 && Object.keys(options).length === 0
      ? { kind: 'file', name, bytes: cells.source(id), options }
      : { kind: 'cell', morphology: cells.morphology(id) }
  }

  return {
    formats: async () => formats,
    look: async ({ source, wish }, options): Promise<ConversionLook> => {
      const { to, ntscable: given, write } = optionsOf(wish)
      const target =
        to === ntscable
          ? ({ kind: 'ntscable', options: given ?? defaultNtscableOptions } as const)
          : ({ kind: 'writer', id: to, options: write } as const)
      const from = sourceOf(source)
      const made = await worker.do('convertCell', [from, target], options?.signal)
      const name = from.kind === 'file' ? from.name : from.morphology.name
      const facts = { id: '', diagnostics: [] }
      return {
        source: made.source && viewOf(facts, made.source),
        result: made.result && viewOf(facts, made.result),
        output: made.bytes && {
          name: outputName(name, wish),
          bytes: made.bytes,
          isText: made.isText,
        },
        leftOut: made.leftOut,
        report: made.report,
        diagnostics: made.diagnostics,
      }
    },
    convertFile: async ({ file, wish }, options) => {
      const wanted = { ...optionsOf(wish), read: file.options ?? {} }
      const made = await worker.do('makeFile', [file.name, file.bytes, wanted], options?.signal)
      const isText = findWriter(wanted.to)?.id !== 'h5'
      return {
        output: made.bytes && { name: outputName(file.name, wish), bytes: made.bytes, isText },
        figures: made.cell,
        diagnostics: made.diagnostics,
      }
    },
    chooseFiles: ({ what }) => batches.chooseFiles(what),
    chooseOutput: () => batches.chooseOutput(),
    startBatch: async ({ wish, read = {}, ...request }) =>
      batches.start({ ...request, options: { ...optionsOf(wish), read }, extension: extensionOf(wish) }),
    stopBatch: async ({ job }) => batches.stop(job),
    onBatch: listener => batches.onNews(listener),
  }
}

const formats: ConversionFormats = {
  writers: morphologyWriters.map(({ id, title, extension }) => ({ id, title, extension })),
  writerOptions,
  ntscableOptions,
  ntscableDefaults: defaultNtscableOptions,
}

/** @throws RpcError where there is no such format, or an option is wrong */
function optionsOf({ to, write = {}, ntscable: given = {} }: ConversionWish): ConversionOptions {
  const options = { read: {}, write: { ...write, producer: `Hillock ${version}` } }
  if (to === ntscable) return { ...options, to, ntscable: ntscableOptionsOf(given) }
  const writer = findWriter(to)
  if (!writer) throw new RpcError('conversions/unknown-format', `There is no format "${to}" to write.`)
  return { ...options, to: writer.id }
}

function ntscableOptionsOf(given: NonNullable<ConversionWish['ntscable']>): NtscableOptions {
  const { value, diagnostics } = readNtscableOptions(given)
  if (value) return value
  throw new RpcError('conversions/wrong-option', diagnostics[0]?.message ?? '', diagnostics)
}

function extensionOf({ to, ntscable: given = {} }: ConversionWish): string {
  if (to !== ntscable) return findWriter(to)?.extension ?? ''
  const { output } = ntscableOptionsOf(given)
  return output === 'neuron' ? '.hoc' : `.${output}.hoc`
}

function outputName(name: string, wish: ConversionWish): string {
  const plain = unpackedName(basename(name))
  return `${basename(plain, extname(plain))}${extensionOf(wish)}`
}
