import type { Position } from '../source/sourceText.ts'
import type { Span } from '../source/span.ts'

/** error: nothing later runs on this value. warning: it runs, and says what was assumed. hint: worth knowing. */
export type Severity = 'error' | 'warning' | 'hint'

/** A second place that belongs to the same fault, e.g. the first of two equal ids. */
export interface RelatedPlace {
  readonly message: string
  readonly at: Position
  /** The name of the text that it lies in, where that is not the diagnostic's own. */
  readonly source?: string
}

/** Other characters for a span of the text. */
export interface TextEdit {
  readonly span: Span
  readonly text: string
}

/** A change of the text that does away with what a diagnostic is about; its edits do not overlap. */
export interface Fix {
  /** What it does, as a button says it: `Write "ena"`. */
  readonly title: string
  readonly edits: readonly TextEdit[]
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
  /** What could be done about it with one click, the likeliest first. */
  readonly fixes?: readonly Fix[]
}
