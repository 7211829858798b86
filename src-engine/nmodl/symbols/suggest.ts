import { closestName } from '../../core/closestName.ts'
import type { Fix } from '../../core/diagnostics/diagnostic.ts'
import type { Span } from '../../core/source/span.ts'

/** Facts of a message about a name that nobody knows: the name, and the names that could have been meant. */
export interface UnknownName {
  readonly name: string
  readonly known: Iterable<string>
}

/** ` (did you mean "x"?)` for the known name nearest to a misspelt one, or '' where none is near. */
export function suggest(name: string, known: Iterable<string>): string {
  const nearest = closestName(name, known)
  return nearest === undefined ? '' : ` (did you mean "${nearest}"?)`
}

/** The facts of a message about an unknown name with `known` as a list, so that it can be gone through twice. */
export function withKnownList<Facts>(facts: Facts): Facts {
  if (typeof facts !== 'object' || facts === null || !('known' in facts)) return facts
  return { ...facts, known: [...(facts.known as Iterable<string>)] }
}

/** Writes the known name nearest to a misspelt one in its place, where the misspelt one stands once in the span. */
export function suggestedFixes(text: string, span: Span, facts: unknown): readonly Fix[] {
  if (typeof facts !== 'object' || facts === null || !('known' in facts)) return []
  const wrong = 'name' in facts ? facts.name : 'word' in facts ? facts.word : undefined
  if (typeof wrong !== 'string' || wrong === '') return []
  const nearest = closestName(wrong, facts.known as Iterable<string>)
  const part = text.slice(span.start, span.end)
  const first = part.indexOf(wrong)
  if (nearest === undefined || first < 0 || part.indexOf(wrong, first + 1) >= 0) return []
  const start = span.start + first
  return [
    { title: `Write "${nearest}"`, edits: [{ span: { start, end: start + wrong.length }, text: nearest }] },
  ]
}
