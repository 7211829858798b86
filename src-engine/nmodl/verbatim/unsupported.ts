import type { Span } from '../../core/source/span.ts'

/** Thrown inside this folder where C code has no meaning here; `translateVerbatim` turns it into a diagnostic. */
export class Unsupported extends Error {
  /** What the code seems to do, as the end of “This C code cannot be run, because …”. */
  readonly why: string
  readonly span: Span
  /** How to write it instead. */
  readonly instead: string | undefined

  constructor(why: string, span: Span, instead?: string) {
    super(why)
    this.name = 'Unsupported'
    this.why = why
    this.span = span
    this.instead = instead
  }
}
