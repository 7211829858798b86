/** A half-open range [start, end) of characters in a source text. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** The smallest span that covers both. */
export function joinSpans(first: Span, second: Span): Span {
  return { start: Math.min(first.start, second.start), end: Math.max(first.end, second.end) }
}
