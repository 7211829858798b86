import { diagnose, type FactsOf, type Place } from '../core/diagnostics/catalogue.ts'
import type { Diagnostic } from '../core/diagnostics/diagnostic.ts'
import { positionAt, type SourceText } from '../core/source/sourceText.ts'
import type { Span } from '../core/source/span.ts'
import { nmodlMessages } from './diagnostics.ts'
import { suggestedFixes, withKnownList } from './symbols/suggest.ts'

/** A code of nmodl/diagnostics.ts. */
export type NmodlCode = keyof typeof nmodlMessages & string

/** Everything there is to say about one file, collected while the stages go on. */
export interface Report {
  readonly source: SourceText
  readonly diagnostics: readonly Diagnostic[]
  /** Adds a diagnostic; the same code about the same characters is said once. `other` is a second place that belongs to it. */
  add<Code extends NmodlCode>(
    code: Code,
    facts: FactsOf<(typeof nmodlMessages)[Code]>,
    span: Span,
    other?: { readonly message: string; readonly span: Span },
  ): void
  /** Number of errors so far. */
  errors(): number
}

/** Most diagnostics kept for one file: beyond these nobody reads on. */
const mostDiagnostics = 200

/** An empty report about a file. */
export function createReport(source: SourceText): Report {
  const diagnostics: Diagnostic[] = []
  const said = new Set<string>()
  let errors = 0
  return {
    source,
    diagnostics,
    errors: () => errors,
    add(code, facts, span, other) {
      const related = other
        ? [{ message: other.message, at: positionAt(source, other.span.start) }]
        : undefined
      const place: Place = {
        source,
        span: { start: span.start, end: Math.max(span.end, span.start + 1) },
        ...(related ? { related } : {}),
      }
      if (nmodlMessages[code].severity === 'error') errors++
      const key = `${code} ${span.start} ${span.end}`
      if (said.has(key) || diagnostics.length >= mostDiagnostics) return
      said.add(key)
      const listed = withKnownList(facts)
      const fixes = suggestedFixes(source.text, span, listed)
      diagnostics.push(diagnose(nmodlMessages, code, listed, { ...place, fixes }))
    },
  }
}
