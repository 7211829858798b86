import type { Span } from '../../core/source/span.ts'

/** What a token is; `unknown` is a character without meaning. Keywords are names: NMODL's words are reserved only where a statement may begin. */
export type TokenKind = 'name' | 'number' | 'string' | 'symbol' | 'title' | 'verbatim' | 'unknown' | 'end'

/** One token, with the half-open range of characters it stands on. */
export interface Token extends Span {
  readonly kind: TokenKind
  /** The name, the symbol, the string without quotes, or the text of TITLE and VERBATIM without their keywords. */
  readonly text: string
  /** The value of a number, otherwise 0. */
  readonly value: number
  /** Whether a line ended between the token before and this one; recovery uses it. */
  readonly startsLine: boolean
}

/** A `:` or `?` comment, kept for the help text of the declaration beside it. */
export interface Comment extends Span {
  readonly text: string
}
