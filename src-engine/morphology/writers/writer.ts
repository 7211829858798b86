import type { Diagnostic } from '../../core/diagnostics/diagnostic.ts'
import type { Morphology } from '../morphology.ts'

/** What a writer may choose where a format leaves room. Every writer takes all of them and uses what concerns it. */
export interface WriterOptions {
  /**
   * Somas in SWC: `as-it-is` writes a sphere as one point and anything else sample by sample; `one-point` and
   * `three-points` make spheres of equal area, `cylinders` writes every soma sample by sample.
   */
  readonly soma?: 'as-it-is' | 'one-point' | 'three-points' | 'cylinders'
  /** Numbers as they were read, so that they come back to the last bit, or as NEURON keeps them: eight digits. */
  readonly numbers?: 'as-read' | 'as-stored'
  /**
   * Where a branch starts with another diameter than its parent ends, in formats whose branches share that point:
   * `step` writes the point twice, `taper` lets the branch begin with its parent's diameter.
   */
  readonly jumps?: 'step' | 'taper'
  /** The program that writes, with its version, for the comment at the top: `Hillock 0.1.0`. */
  readonly producer?: string
}

/** A file as it is to be written, and what it could not hold. */
export interface WrittenMorphology {
  readonly bytes: Uint8Array
  readonly diagnostics: readonly Diagnostic[]
}

/** A file format that can be written. */
export interface MorphologyWriter {
  /** Never reused; where the format can be read too, the reader's id. */
  readonly id: string
  readonly title: string
  /** Lower case, with the dot. */
  readonly extension: string
  /** Ids of `--to` beside its own, such as the extension without the dot. */
  readonly aliases: readonly string[]
  write(
    morphology: Morphology,
    options: Required<WriterOptions>,
  ): WrittenMorphology | Promise<WrittenMorphology>
  /** The top of the file with remarks for a reader's eyes; undefined where the format has no comments. */
  readonly heading?: (remarks: readonly string[]) => string
}

/** Nothing is simplified unless asked for. */
export const defaultWriterOptions: Required<WriterOptions> = {
  soma: 'as-it-is',
  numbers: 'as-read',
  jumps: 'step',
  producer: 'Hillock',
}
