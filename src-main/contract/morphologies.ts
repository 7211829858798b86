import * as v from 'valibot'
import type { Diagnostic } from '../../src-engine/core/diagnostics/diagnostic.ts'
import type { SectionTable } from '../../src-engine/morphology/measure/sectionTable.ts'
import type { MorphologyTotals } from '../../src-engine/morphology/measure/summary.ts'
import type { MorphologyEdit } from '../../src-engine/morphology/edit/morphologyEdit.ts'
import type { ReadOptions } from '../../src-engine/morphology/formats/format.ts'
import type { SomaChoice } from '../../src-engine/morphology/soma/somaChoices.ts'
import type { Morphology } from '../../src-engine/morphology/morphology.ts'
import type { HostEvent, HostMethod, ServiceSpec } from '../rpc/spec.ts'

/** Hash of the source text: the same file imported twice is one morphology. */
export type MorphologyId = string

/** Totals of one cell, as `hillock import --json` prints them. */
export interface MorphologySummary extends MorphologyTotals {
  readonly id: MorphologyId
  readonly name: string
  readonly diagnostics: readonly Diagnostic[]
}

export type { SectionTable, SomaChoice }

/** Everything to draw and list one cell. */
export interface MorphologyView {
  readonly summary: MorphologySummary
  readonly morphology: Morphology
  readonly table: SectionTable
  /** Path length from the root's 0 end to each sample [µm]. */
  readonly samplePathDistanceUm: Float64Array
}

/** An import gives a cell, or the diagnostics that say why there is none; the project changes only in the first case. */
export interface ImportOutcome {
  readonly summary: MorphologySummary | undefined
  readonly diagnostics: readonly Diagnostic[]
}

/** A file, and how it shall be read; the usual choices hold where none is given. */
export interface FileToRead {
  readonly name: string
  readonly bytes: Uint8Array
  readonly options?: ReadOptions | undefined
}

/** What a file would give. */
export interface ImportPreview {
  /** Undefined where the diagnostics say why there is none. */
  readonly view: MorphologyView | undefined
  readonly diagnostics: readonly Diagnostic[]
  /** The file as text; undefined where it is none. */
  readonly text: string | undefined
  /** Names of the cells, where the file holds several. */
  readonly cells: readonly string[]
  /** Paths of the reconstructions, where the file is an archive of several. */
  readonly entries: readonly string[]
}

/** How a cell came to be. */
export interface CellHistory {
  /** Name of the file. */
  readonly name: string
  readonly options: ReadOptions
  /** What was done since, the first step first. */
  readonly steps: readonly {
    /** The cell after it. */
    readonly id: MorphologyId
    readonly label: string
  }[]
  /** The cell before the first step. */
  readonly first: MorphologyId
}

/** An edit gives a new cell, or says why it cannot be made. */
export interface EditOutcome {
  readonly id: MorphologyId | undefined
  readonly diagnostics: readonly Diagnostic[]
  /** Ids of what stood on the model where there is nothing any more, and was taken off it. */
  readonly dropped: readonly string[]
}

export interface MorphologiesService {
  /** Reads a file's bytes, stores them, and makes the cell the model's morphology. */
  import: HostMethod<FileToRead, ImportOutcome>
  /** Reads a file and shows what comes of it; the project stays as it is. */
  preview: HostMethod<FileToRead, ImportPreview>
  /** One file of an archive. */
  entry: HostMethod<Omit<FileToRead, 'options'> & { readonly path: string }, FileToRead>
  /** What each rule would make of the soma of a file; empty where it has none. */
  somaChoices: HostMethod<FileToRead, readonly SomaChoice[]>
  /** The file of a cell, for reading it in another way. */
  file: HostMethod<{ readonly id: MorphologyId }, FileToRead>
  history: HostMethod<{ readonly id: MorphologyId }, CellHistory>
  /**
   * Makes a new cell out of one, which takes its place in the project and in the model unless it shall be kept beside it.
   * `label` names the edit in the history; without it the edits are described.
   */
  edit: HostMethod<
    {
      readonly id: MorphologyId
      readonly label?: string | undefined
      readonly edits: readonly MorphologyEdit[]
      readonly keep?: boolean | undefined
    },
    EditOutcome
  >
  list: HostMethod<void, readonly MorphologySummary[]>
  view: HostMethod<{ readonly id: MorphologyId }, MorphologyView>
  /** The text as it was imported. */
  source: HostMethod<{ readonly id: MorphologyId }, { readonly name: string; readonly text: string }>
  /** Sample cells that come with the program. */
  samples: HostMethod<void, readonly { readonly name: string; readonly title: string }[]>
  importSample: HostMethod<{ readonly name: string }, ImportOutcome>
  remove: HostMethod<{ readonly id: MorphologyId }, void>
  onChange: HostEvent<readonly MorphologySummary[]>
}

/** The wire form of the choices of reading. */
export const readOptionsSchema = v.strictObject({
  extraRoots: v.exactOptional(v.picklist(['separate', 'neuron'])),
  damagedLines: v.exactOptional(v.picklist(['refuse', 'skip'])),
  missingParents: v.exactOptional(v.picklist(['refuse', 'root'])),
  cell: v.exactOptional(v.pipe(v.string(), v.maxLength(500))),
  forkTypes: v.exactOptional(v.picklist(['types', 'labels'])),
  compartments: v.exactOptional(v.picklist(['cylinders', 'frusta'])),
  soma: v.exactOptional(
    v.picklist(['format', 'cylinder', 'sphere', 'three-points', 'mean-radius', 'chords']),
  ),
})

/** The wire form of a file. */
export const fileToReadSchema = v.object({
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(500)),
  bytes: v.instance(Uint8Array),
  options: v.optional(readOptionsSchema),
})

/** What an edit needs besides its kind is checked by the engine. */
const edit = v.custom<MorphologyEdit>(value => v.is(v.object({ kind: v.string() }), value))

const byId = v.object({ id: v.string() })

export const morphologiesSpec = {
  import: {
    kind: 'call',
    arg: fileToReadSchema,
  },
  preview: { kind: 'call', arg: fileToReadSchema },
  entry: {
    kind: 'call',
    arg: v.object({ ...v.omit(fileToReadSchema, ['options']).entries, path: v.string() }),
  },
  somaChoices: { kind: 'call', arg: fileToReadSchema },
  file: { kind: 'call', arg: byId },
  history: { kind: 'call', arg: byId },
  edit: {
    kind: 'call',
    arg: v.object({
      id: v.string(),
      label: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(500))),
      edits: v.pipe(v.array(edit), v.minLength(1)),
      keep: v.optional(v.boolean()),
    }),
  },
  list: { kind: 'call', arg: v.void() },
  view: { kind: 'call', arg: byId },
  source: { kind: 'call', arg: byId },
  samples: { kind: 'call', arg: v.void() },
  importSample: { kind: 'call', arg: v.object({ name: v.string() }) },
  remove: { kind: 'call', arg: byId },
  onChange: { kind: 'event', arg: v.void() },
} as const satisfies ServiceSpec<MorphologiesService>
