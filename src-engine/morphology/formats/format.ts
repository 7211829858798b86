import type { ImportReport } from '../importReport.ts'
import type { Morphology } from '../morphology.ts'
import type { SomaRule } from '../soma/somaRule.ts'
import type { DecodedText } from '../text/decodeText.ts'

/** What a reader may assume where a file leaves room; the defaults never join or drop anything silently. */
export interface ReadOptions {
  /**
   * Trees beyond the first: `separate` keeps them apart with a warning; `neuron` attaches each to the first point of
   * the file, as NEURON's Import3d does, which without a soma adds a cable that was never drawn.
   */
  readonly extraRoots?: 'separate' | 'neuron'
  /** Lines that cannot be read: `refuse` the file, or `skip` them with a warning. */
  readonly damagedLines?: 'refuse' | 'skip'
  /** Points whose parent does not exist: `refuse` the file, or make them a `root` with a warning. */
  readonly missingParents?: 'refuse' | 'root'
  /**
   * Numbers 5 and 6 in the place of types (SWC): `types` of their own, as NEURON takes them; or `labels` of forks and
   * ends, as NeuronStudio writes them, which get the type of their neurite.
   */
  readonly forkTypes?: 'types' | 'labels'
  /** Which cell to read of a file with several, by its name there; empty: the first. */
  readonly cell?: string
  /** What stands for the soma: what the format’s rules give, or another shape. */
  readonly soma?: SomaRule
  /**
   * Files that list compartments (GENESIS): each a section of its own, a cylinder; or unbranched chains as sections of
   * frusta, whose diameter changes evenly from compartment to compartment.
   */
  readonly compartments?: 'cylinders' | 'frusta'
}

/** A file on its way through a reader. */
export interface ReaderInput {
  readonly name: string
  readonly text: DecodedText
  readonly options: Required<ReadOptions>
  readonly report: ImportReport
}

/** How surely a text is of a format. */
export type Likelihood = 'certain' | 'possible' | 'no'

/** A file format that can be read. */
export interface MorphologyFormat {
  readonly id: string
  readonly title: string
  /** Lower case, with the dot. */
  readonly extensions: readonly string[]
  sniff(text: DecodedText): Likelihood
  /** @returns undefined where the report holds an error */
  read(input: ReaderInput): Morphology | undefined
}

/** The bytes of a file of a binary format on their way through a reader. */
export interface BytesInput {
  readonly name: string
  readonly bytes: Uint8Array
  readonly options: Required<ReadOptions>
  readonly report: ImportReport
}

/** A file format that is no text. */
export interface BinaryFormat {
  readonly id: string
  readonly title: string
  /** Lower case, with the dot. */
  readonly extensions: readonly string[]
  /** Whether the first bytes are those of the format. */
  sniffBytes(bytes: Uint8Array): boolean
  /** @returns undefined where the report holds an error */
  readBytes(input: BytesInput): Morphology | undefined
}
