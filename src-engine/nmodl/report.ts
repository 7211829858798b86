import { diagnose, type FactsOf, type Place } from '../core/diagnostics/catalogue.ts'
import type { Diagnostic, RelatedPlace } from '../core/diagnostics/diagnostic.ts'
import { inPart, partAt, positionAt, type IncludedText, type SourceText } from '../core/source/sourceText.ts'
import type { Span } from '../core/source/span.ts'
import { nmodlMessages } from './diagnostics.ts'
import { suggestedFixes, withKnownList } from './symbols/suggest.ts'

/** A code of nmodl/diagnostics.ts. */
export type NmodlCode = keyof typeof nmodlMessages & string

/** Everything there is to say about one file, collected while the stages go on. */
export interface Report {
  /** The file, with what it includes as far as that has been read. */
  readonly source: SourceText
  readonly diagnostics: readonly Diagnostic[]
  /** Adds a diagnostic; the same code about the same characters is said once. `other` is a second place that belongs to it. */
  add<Code extends NmodlCode>(
    code: Code,
    facts: FactsOf<(typeof nmodlMessages)[Code]>,
    span: Span,
    other?: { readonly message: string; readonly span: Span },
  ): void
  /** Takes in a text that the statement on `by` includes; the result is where its offsets begin. */
  include(text: SourceText, by: Span): number
  /** Number of errors so far. */
  errors(): number
}

/** Most diagnostics kept for one file: beyond these nobody reads on. */
const mostDiagnostics = 200

/** An empty report about a file. */
export function createReport(main: SourceText): Report {
  const included: IncludedText[] = []
  const source: SourceText = { ...main, included }
  const diagnostics: Diagnostic[] = []
  const said = new Set<string>()
  let errors = 0
  return {
    source,
    diagnostics,
    errors: () => errors,
    include(text, by) {
      const last = included.at(-1)
      const base = (last ? last.base + last.source.text.length : main.text.length) + 1
      included.push({ base, source: text, by })
      return base
    },
    add(code, facts, span, other) {
      const part = partAt(source, span.start)
      const related: RelatedPlace[] = other ? [relatedPlace(other.message, other.span, part.source)] : []
      for (let by = part.by; by; by = partAt(source, by.start).by) {
        related.push(relatedPlace('included here', by, part.source))
      }
      const place: Place = {
        source,
        span: { start: span.start, end: Math.max(span.end, span.start + 1) },
        ...(related.length > 0 ? { related } : {}),
      }
      if (nmodlMessages[code].severity === 'error') errors++
      const key = `${code} ${span.start} ${span.end}`
      if (said.has(key) || diagnostics.length >= mostDiagnostics) return
      said.add(key)
      const listed = withKnownList(facts)
      const fixes = suggestedFixes(part.source.text, inPart(part, span), listed)
      diagnostics.push(diagnose(nmodlMessages, code, listed, { ...place, fixes }))
    },
  }

  function relatedPlace(message: string, span: Span, own: SourceText): RelatedPlace {
    const part = partAt(source, span.start).source
    const at = positionAt(source, span.start)
    return part === own ? { message, at } : { message, at, source: part.name }
  }
}
