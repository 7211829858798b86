import * as v from 'valibot'
import type { Diagnostic } from '../../src-engine/core/diagnostics/diagnostic.ts'
import type { ReadOptions } from '../../src-engine/morphology/formats/format.ts'
import type { NtscableOptions } from '../../src-engine/morphology/ntscable/options.ts'
import type { OptionDefinition } from '../../src-engine/morphology/ntscable/optionTable.ts'
import type { GivenOptions } from '../../src-engine/morphology/ntscable/readOptions.ts'
import type { ConversionReport } from '../../src-engine/morphology/ntscable/report.ts'
import type { WriterOptionDefinition } from '../../src-engine/morphology/writers/optionTable.ts'
import type { WriterOptions } from '../../src-engine/morphology/writers/writer.ts'
import type { HostEvent, HostMethod, ServiceSpec } from '../rpc/spec.ts'
import type { Job, JobId } from './jobs.ts'
import { fileToReadSchema, readOptionsSchema } from './morphologies.ts'
import type { FileToRead, MorphologyId, MorphologyView } from './morphologies.ts'

export type { ConversionReport, GivenOptions, NtscableOptions, OptionDefinition, WriterOptionDefinition }

/** A format that cells can be written in. */
export interface WritableFormat {
  readonly id: string
  readonly title: string
  /** With the dot. */
  readonly extension: string
}

/** What can be chosen in converting: everything that forms are made of. */
export interface ConversionFormats {
  readonly writers: readonly WritableFormat[]
  readonly writerOptions: readonly WriterOptionDefinition[]
  readonly ntscableOptions: readonly OptionDefinition[]
  readonly ntscableDefaults: NtscableOptions
}

/** What shall come of a cell. */
export interface ConversionWish {
  /** Id of a writer, or `ntscable` for the text of that program. */
  readonly to: string
  readonly write?: Omit<WriterOptions, 'producer'> | undefined
  readonly ntscable?: GivenOptions | undefined
}

/** A cell of the project as it is now, or a file. */
export type ConversionSource =
  { readonly kind: 'cell'; readonly id: MorphologyId } | ({ readonly kind: 'file' } & FileToRead)

/** A file that was made. */
export interface MadeOutput {
  readonly name: string
  readonly bytes: Uint8Array
  readonly isText: boolean
}

/** A point that is not in the result; its place [µm] where that is known. */
export interface LeftOutPoint {
  readonly line: number
  readonly type: string
  readonly reason: string
  readonly place: { readonly x: number; readonly y: number; readonly z: number } | undefined
}

/** A conversion to look at. */
export interface ConversionLook {
  /** The points as they were traced. */
  readonly source: MorphologyView | undefined
  /** What came of them: the cylinders of NTSCABLE, or what the written file says. */
  readonly result: MorphologyView | undefined
  /** Undefined where the diagnostics say why there is none. */
  readonly output: MadeOutput | undefined
  readonly leftOut: readonly LeftOutPoint[]
  /** What NTSCABLE's conversion gave. */
  readonly report: ConversionReport | undefined
  readonly diagnostics: readonly Diagnostic[]
}

/** A converted cell in figures. */
export interface ConvertedFigures {
  readonly format: string
  readonly sections: number
  readonly points: number
  readonly lengthUm: number
  readonly areaUm2: number
}

/** One of many files. */
export interface ConvertedFileRow {
  /** Name, below the folder that was chosen. */
  readonly source: string
  readonly outcome: 'waiting' | 'converted' | 'unchanged' | 'failed'
  readonly target: string | undefined
  readonly figures: ConvertedFigures | undefined
  readonly diagnostics: readonly Diagnostic[]
}

/** Many files that the user chose in the system's dialog. */
export interface ChosenFiles {
  readonly paths: readonly string[]
  /** Reconstructions among them, by their names. */
  readonly count: number
  /** Other files in the folders. */
  readonly passedOver: number
}

/** What has become of some files of a batch. */
export interface BatchNews {
  readonly job: JobId
  readonly state: Job['state']
  readonly done: number
  readonly secondsLeft: number | undefined
  /** Those that were done since the last news, by their places. */
  readonly rows: readonly { readonly index: number; readonly row: ConvertedFileRow }[]
}

/** Cells in other formats. */
export interface ConversionsService {
  formats: HostMethod<void, ConversionFormats>
  /** Converts one cell, with everything to look at before it is saved. */
  look: HostMethod<{ readonly source: ConversionSource; readonly wish: ConversionWish }, ConversionLook>
  /** Converts one file of many, whose bytes the window has. */
  convertFile: HostMethod<
    { readonly file: FileToRead; readonly wish: ConversionWish },
    {
      readonly output: MadeOutput | undefined
      readonly figures: ConvertedFigures | undefined
      readonly diagnostics: readonly Diagnostic[]
    }
  >
  /** Shows the system's dialog; undefined where the user thought better of it. Electron only. */
  chooseFiles: HostMethod<{ readonly what: 'files' | 'folder' }, ChosenFiles | undefined>
  /** The same for the folder that is written to. */
  chooseOutput: HostMethod<void, string | undefined>
  /**
   * Converts files that were chosen in the dialog into a folder that was, or beside themselves. What an earlier batch has
   * done is passed over, unless it shall be done again.
   */
  startBatch: HostMethod<
    {
      readonly paths: readonly string[]
      readonly out?: string | undefined
      readonly wish: ConversionWish
      readonly read?: ReadOptions | undefined
      readonly again?: boolean | undefined
    },
    { readonly job: JobId; readonly rows: readonly ConvertedFileRow[] }
  >
  /** Stops a batch: files under way are finished, no other is begun. */
  stopBatch: HostMethod<{ readonly job: JobId }, void>
  onBatch: HostEvent<BatchNews>
}

const wish = v.object({
  to: v.pipe(v.string(), v.minLength(1), v.maxLength(50)),
  write: v.optional(
    v.strictObject({
      soma: v.exactOptional(v.picklist(['as-it-is', 'one-point', 'three-points', 'cylinders'])),
      numbers: v.exactOptional(v.picklist(['as-read', 'as-stored'])),
      jumps: v.exactOptional(v.picklist(['step', 'taper'])),
    }),
  ),
  // Each value is checked against the engine's table.
  ntscable: v.optional(
    v.custom<GivenOptions>(value =>
      v.is(v.record(v.string(), v.union([v.string(), v.number(), v.boolean()])), value),
    ),
  ),
})

export const conversionsSpec = {
  formats: { kind: 'call', arg: v.void() },
  look: {
    kind: 'call',
    arg: v.object({
      source: v.variant('kind', [
        v.object({ kind: v.literal('cell'), id: v.string() }),
        v.object({ kind: v.literal('file'), ...fileToReadSchema.entries }),
      ]),
      wish,
    }),
  },
  convertFile: { kind: 'call', arg: v.object({ file: fileToReadSchema, wish }) },
  chooseFiles: { kind: 'call', arg: v.object({ what: v.picklist(['files', 'folder']) }) },
  chooseOutput: { kind: 'call', arg: v.void() },
  startBatch: {
    kind: 'call',
    arg: v.object({
      paths: v.pipe(v.array(v.string()), v.minLength(1)),
      out: v.optional(v.string()),
      wish,
      read: v.optional(readOptionsSchema),
      again: v.optional(v.boolean()),
    }),
  },
  stopBatch: { kind: 'call', arg: v.object({ job: v.string() }) },
  onBatch: { kind: 'event', arg: v.void() },
} as const satisfies ServiceSpec<ConversionsService>
