import type { Diagnostic } from '../core/diagnostics/diagnostic.ts'
import { hasErrors } from '../core/checked.ts'
import { diagnose, type FactsOf, type Place } from '../core/diagnostics/catalogue.ts'
import { morphologyMessages } from './diagnostics.ts'

type MorphologyMessages = typeof morphologyMessages

/** A code of this area. */
export type MorphologyCode = keyof MorphologyMessages & string

/** Where in the file a message belongs; columns count from 1. */
export interface FilePlace extends Place {
  readonly column?: number
}

/** After so many of a kind the rest is only counted: a broken file may have a fault on every line. */
const shownOfEachKind = 20

/** Collects what a reader has to say about one file. */
export class ImportReport {
  readonly #source: string
  readonly #diagnostics: Diagnostic[] = []
  readonly #counts = new Map<MorphologyCode, number>()

  constructor(source: string) {
    this.#source = source
  }

  /** Says something about the file. */
  say<Code extends MorphologyCode>(
    code: Code,
    facts: FactsOf<MorphologyMessages[Code]>,
    place: FilePlace = {},
  ): void {
    const count = (this.#counts.get(code) ?? 0) + 1
    this.#counts.set(code, count)
    if (count > shownOfEachKind) return
    const { column, ...where } = place
    const diagnostic = diagnose(morphologyMessages, code, facts, where)
    const at = diagnostic.at && column !== undefined ? { line: diagnostic.at.line, column } : diagnostic.at
    this.#diagnostics.push({ ...diagnostic, source: this.#source, ...(at ? { at } : {}) })
  }

  /** How often a code was said, shown or not. */
  count(code: MorphologyCode): number {
    return this.#counts.get(code) ?? 0
  }

  /** Whether the file is refused. */
  get failed(): boolean {
    return hasErrors(this.#diagnostics)
  }

  /** Everything said, with one line for each kind that came up too often to list. */
  diagnostics(): readonly Diagnostic[] {
    const all = [...this.#diagnostics]
    for (const [code, count] of this.#counts) {
      if (count <= shownOfEachKind) continue
      const rest = diagnose(morphologyMessages, 'morphology/more-of-the-same', {
        code,
        count: count - shownOfEachKind,
      })
      all.push({ ...rest, source: this.#source })
    }
    return all
  }
}
