import type { SourceText } from '../../core/source/sourceText.ts'
import type { Report } from '../report.ts'
import type { Comment, Token, TokenKind } from './token.ts'

/** Tokens of a file, ending with one of kind `end`, and its comments in source order. */
export interface LexedText {
  readonly tokens: readonly Token[]
  readonly comments: readonly Comment[]
}

const longSymbols = new Set(['->', '<<', '<=', '>=', '==', '!=', '&&', '||'])
const shortSymbols = new Set("{}()[]=+-*/^<>,!~'@")
const blanks = new Set(' \t\f\v\u00a0\ufeff')

const space = 32

const numberPattern = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y
const termPattern = /\[\w+:\w+\]|\w+:\w+/y
const linePattern = /[^\r\n]*/y

/**
 * Cuts NMODL text into tokens, whose offsets begin at `base`.
 *
 * Line ends matter only to TITLE and to `:` and `?` comments. COMMENT and VERBATIM swallow everything up to
 * their end word. Characters that NMODL does not know become tokens too: a unit may hold them, nothing else may.
 */
export function lex(report: Report, source: SourceText = report.source, base = 0): LexedText {
  const { text } = source
  const tokens: Token[] = []
  const comments: Comment[] = []
  let offset = 0
  let startsLine = true

  const match = (pattern: RegExp): string => {
    pattern.lastIndex = offset
    return pattern.exec(text)?.[0] ?? ''
  }
  const push = (kind: TokenKind, end: number, shown: string, value = 0): void => {
    tokens.push({ kind, text: shown, value, start: base + offset, end: base + end, startsLine })
    startsLine = false
    offset = end
  }
  /**
   * The text up to the end word of a block; the whole rest where it is missing. The word stands first on its line, and
   * what follows it there is left out, as in NEURON; or on the line on which the block begins.
   */
  const swallow = (opening: string, closing: string): { readonly body: string; readonly end: number } => {
    const start = offset + opening.length
    linePattern.lastIndex = start
    const beside = new RegExp(`\\b${closing}\\b`).exec(linePattern.exec(text)?.[0] ?? '')
    if (beside) {
      const at = start + beside.index
      return { body: text.slice(start, at), end: at + closing.length }
    }
    const first = new RegExp(`[\\r\\n][ \\t]*${closing}\\b`, 'g')
    first.lastIndex = start
    const found = first.exec(text)
    if (!found) {
      report.add('nmodl/unclosed-block', { opening, closing }, { start: base + offset, end: base + start })
      return { body: text.slice(start), end: text.length }
    }
    const end = found.index + found[0].length
    linePattern.lastIndex = end
    const rest = linePattern.exec(text)?.[0] ?? ''
    if (closing === 'ENDVERBATIM' && !/^\s*([:?].*)?$/.test(rest)) {
      const span = { start: base + end, end: base + end + rest.length }
      report.add('nmodl/text-after-end', { closing }, span)
    }
    return { body: text.slice(start, end - closing.length), end: end + rest.length }
  }

  while (offset < text.length) {
    const character = text.charAt(offset)
    if (character === '\n' || character === '\r') {
      startsLine = true
      offset++
      continue
    }
    if (character === ' ' || blanks.has(character)) {
      do offset++
      while (text.charCodeAt(offset) === space)
      continue
    }
    if (character === ':' || character === '?') {
      const comment = match(linePattern)
      const start = base + offset
      comments.push({ start, end: start + comment.length, text: comment.slice(1).trim() })
      offset += comment.length
      continue
    }
    const word = isOfName(text.charCodeAt(offset)) && !isDigit(text.charCodeAt(offset)) ? wordAt(offset) : ''
    if (word === 'COMMENT') {
      offset = swallow('COMMENT', 'ENDCOMMENT').end
    } else if (word === 'VERBATIM') {
      const { body, end } = swallow('VERBATIM', 'ENDVERBATIM')
      push('verbatim', end, body)
    } else if (word === 'TITLE') {
      const line = match(linePattern)
      push('title', offset + line.length, line.slice('TITLE'.length).trim())
    } else if (word) {
      push('name', offset + word.length, word)
      if (word === 'REPRESENTS') lexTerm()
    } else {
      const digits = character === '.' || isDigit(text.charCodeAt(offset)) ? match(numberPattern) : ''
      const two = text.slice(offset, offset + 2)
      if (digits) lexNumber(digits)
      else if (two === '<-' && text.charAt(offset + 2) === '>') push('symbol', offset + 3, '<->')
      else if (longSymbols.has(two)) push('symbol', offset + 2, two)
      else if (shortSymbols.has(character)) push('symbol', offset + 1, character)
      else if (character === '"') lexString()
      else lexUnknown()
    }
  }
  push('end', text.length, '')
  return { tokens, comments }

  function wordAt(start: number): string {
    let end = start + 1
    while (isOfName(text.charCodeAt(end))) end++
    return text.slice(start, end)
  }

  function lexNumber(digits: string): void {
    const value = Number(digits)
    if (!Number.isFinite(value)) {
      const start = base + offset
      report.add('nmodl/number-too-large', { shown: digits }, { start, end: start + digits.length })
    }
    push('number', offset + digits.length, digits, Number.isFinite(value) ? value : 0)
  }

  /** `CHEBI:29103` after REPRESENTS, where the colon begins no comment. */
  function lexTerm(): void {
    while (blanks.has(text.charAt(offset))) offset++
    const term = match(termPattern)
    if (term) push('string', offset + term.length, term.replace(/[[\]]/g, ''))
  }

  function lexString(): void {
    const rest = match(linePattern)
    const closing = /^"(?:[^"\\]|\\.)*"/.exec(rest)?.[0]
    if (closing === undefined) {
      report.add('nmodl/unclosed-string', {}, { start: base + offset, end: base + offset + rest.length })
      offset += rest.length
    } else {
      push('string', offset + closing.length, closing.slice(1, -1))
    }
  }

  function lexUnknown(): void {
    const shown = String.fromCodePoint(text.codePointAt(offset) ?? 0)
    push('unknown', offset + shown.length, shown)
  }
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

/** Whether a name may hold a character: a letter, a digit, `_`. */
function isOfName(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || isDigit(code)
}
