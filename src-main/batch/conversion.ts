import type { ConversionReport, NtscableOptions, ReadOptions, WriterOptions } from '../../src-engine/index.ts'
import type { Diagnostic } from '../../src-engine/core/diagnostics/diagnostic.ts'

/** What is asked for all files of a batch. Plain data: it crosses threads. */
export interface ConversionOptions {
  /** Id of the writer; `ntscable` for the text of that program. */
  readonly to: string
  readonly read: ReadOptions
  readonly write: WriterOptions
  /** Converts after the rules of NTSCABLE. */
  readonly ntscable?: NtscableOptions
}

/** A file that was converted, as it was left. */
export interface WrittenFile {
  /** SHA-256 of the source. */
  readonly hash: string
  /** Of the target [bytes], and when it was written [ms]. */
  readonly size: number
  readonly modifiedMs: number
}

/** One file to convert. */
export interface ConversionTask {
  readonly source: string
  readonly target: string
  readonly options: ConversionOptions
  /** What an earlier run with the same options left. */
  readonly known?: WrittenFile | undefined
  /** Replaces whatever is there. */
  readonly force: boolean
}

/** The cell of a file in figures. */
export interface ConvertedCell {
  readonly format: string
  readonly sections: number
  readonly points: number
  readonly lengthUm: number
  readonly areaUm2: number
  readonly warnings: number
}

/** How one file ended. */
export interface ConversionResult {
  readonly outcome: 'converted' | 'unchanged' | 'failed'
  readonly cell?: ConvertedCell | undefined
  readonly written?: WrittenFile | undefined
  /** What NTSCABLE's conversion gave. */
  readonly report?: ConversionReport
  readonly diagnostics: readonly Diagnostic[]
}
