import type { Position } from '../source/sourceText.ts'
import type { Span } from '../source/span.ts'

/** error: nothing later runs on this value. warning: it runs, and says what was assumed. hint: worth knowing. */
export type Severity = 'error' | 'warning' | 'hint'

/** A second place that belongs to the same fault, e.g. the first of two equal ids. */
export interface RelatedPlace {
  readonly message: string
  readonly at: Position
}

/** One thing to say about a user's text or model, in the user's own names. Plain data: it crosses threads and the wire. */
export interface Diagnostic {
  /** `area/what-is-wrong`, e.g. `swc/repeated-id`. */
  readonly code: string
  readonly severity: Severity
  /** One sentence with the user's own names in quotes. */
  readonly message: string
  /** What to do about it. */
  readonly help?: string
  /** The name of the file or document that it is about. */
  readonly source?: string
  /** The entry of a model document that it is about, as a path: `run.dtMs`, `pointProcesses.clamp1.amp`. */
  readonly subject?: string
  /** Where it starts. */
  readonly at?: Position
  /** The characters that it is about. */
  readonly span?: Span
  readonly related?: readonly RelatedPlace[]
}
