import type { SourceText } from '../source/sourceText.ts'
import { inPart, partAt, positionAt } from '../source/sourceText.ts'
import type { Span } from '../source/span.ts'
import type { Diagnostic, Fix, RelatedPlace, Severity } from './diagnostic.ts'

/** How one kind of diagnostic reads. `Facts` are the names and numbers that its sentences need. */
export interface Message<Facts> {
  readonly severity: Severity
  readonly text: (facts: Facts) => string
  readonly help?: (facts: Facts) => string
}

/** The messages of one area, by code. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- each message has its own facts; `declareMessages` keeps them apart
export type Messages = Readonly<Record<string, Message<any>>>

/** The facts that one message needs. */
export type FactsOf<M> = M extends Message<infer Facts> ? Facts : never

/** Where a diagnostic points: a span of a text, a whole line of it, an entry of a document, or nowhere. */
export interface Place {
  readonly source?: SourceText
  readonly span?: Span
  readonly line?: number
  readonly related?: readonly RelatedPlace[]
  /** Path of the entry of a model document that it is about. */
  readonly subject?: string
  readonly fixes?: readonly Fix[]
}

/** Declares an area's messages; a missing text or fact does not compile. */
export function declareMessages<M extends Messages>(messages: M): M {
  return messages
}

/** Makes the diagnostic with this code out of an area's messages. */
export function diagnose<M extends Messages, Code extends keyof M & string>(
  messages: M,
  code: Code,
  facts: FactsOf<M[Code]>,
  place: Place = {},
): Diagnostic {
  const message = messages[code] as Message<FactsOf<M[Code]>>
  const { source, span, line, related, subject, fixes } = place
  const at =
    source && span ? positionAt(source, span.start) : line === undefined ? undefined : { line, column: 1 }
  // A span of an included text is told in that text's own name and offsets.
  const part = source && span ? partAt(source, span.start) : undefined
  const local = part && span ? inPart(part, span) : span
  return {
    code,
    severity: message.severity,
    message: message.text(facts),
    ...(message.help ? { help: message.help(facts) } : {}),
    ...(source ? { source: (part?.source ?? source).name } : {}),
    ...(subject === undefined ? {} : { subject }),
    ...(at ? { at } : {}),
    ...(local ? { span: local } : {}),
    ...(related ? { related } : {}),
    ...(fixes && fixes.length > 0 ? { fixes } : {}),
  }
}
