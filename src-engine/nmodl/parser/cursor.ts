import type { Span } from '../../core/source/span.ts'
import { textOf } from '../../core/source/sourceText.ts'
import type { Identifier } from '../ast/expressions.ts'
import type { Comment, Token } from '../lexer/token.ts'
import type { LexedText } from '../lexer/lexer.ts'
import type { Report } from '../report.ts'

/** Deepest nesting of parentheses, braces and signs that is read; no person writes more. */
const deepestNesting = 120

/** Most operators in one statement; a tree of them can be as deep as they are many. */
const mostOperators = 500

/** Farthest that a comment may stand from the declaration that it explains [characters]. */
const farthestComment = 200

/**
 * The place in the token list, and how the parser looks at it and complains.
 *
 * After a complaint the cursor is *lost*: further complaints are silent until `findFooting` has skipped to where
 * a new statement can begin. So one fault gives one diagnostic, and no stage needs exceptions.
 */
export class Cursor {
  readonly report: Report
  /** Integer macros of DEFINE, by name; they may stand wherever a number may. */
  readonly macros = new Map<string, number>()
  /** What `~` begins in the block being read. */
  tilde: 'reaction' | 'equation' | undefined
  private tokens: readonly Token[]
  private readonly comments: Comment[]
  private index = 0
  private nesting = 0
  private lost = false
  private operators = 0

  constructor(report: Report, lexed: LexedText) {
    this.report = report
    this.tokens = lexed.tokens
    this.comments = [...lexed.comments]
  }

  /** Puts the tokens of an included text here; its offsets lie beyond all read so far. */
  insert(lexed: LexedText): void {
    const inside = lexed.tokens.filter(token => token.kind !== 'end')
    this.tokens = [...this.tokens.slice(0, this.index), ...inside, ...this.tokens.slice(this.index)]
    for (const comment of lexed.comments) this.comments.push(comment)
  }

  /** The token that comes next, or `ahead` further on. */
  peek(ahead = 0): Token {
    const last = this.tokens[this.tokens.length - 1]
    const token = this.tokens[this.index + ahead] ?? last
    if (!token) throw new Error('a token list ends with `end`')
    return token
  }

  /** Takes the next token. */
  take(): Token {
    const token = this.peek()
    if (token.kind !== 'end') this.index++
    return token
  }

  /** Whether the next token is this symbol. */
  atSymbol(text: string, ahead = 0): boolean {
    const token = this.peek(ahead)
    return token.kind === 'symbol' && token.text === text
  }

  /** Whether the next token is this word. */
  atWord(text: string, ahead = 0): boolean {
    const token = this.peek(ahead)
    return token.kind === 'name' && token.text === text
  }

  atEnd(): boolean {
    return this.peek().kind === 'end'
  }

  /** Whether something has gone wrong since the last footing. */
  get isLost(): boolean {
    return this.lost
  }

  takeSymbol(text: string): boolean {
    if (!this.atSymbol(text)) return false
    this.index++
    return true
  }

  takeWord(text: string): boolean {
    if (!this.atWord(text)) return false
    this.index++
    return true
  }

  /** Takes a symbol that must stand here. */
  expectSymbol(text: string): boolean {
    if (this.takeSymbol(text)) return true
    this.complain(`"${text}"`)
    return false
  }

  /** Takes a name that must stand here; an empty one where there is none. */
  expectName(what: string): Identifier {
    const token = this.peek()
    if (token.kind === 'name') {
      this.index++
      return { name: token.text, span: spanOf(token) }
    }
    this.complain(what)
    return { name: '', span: spanOf(token) }
  }

  /** Takes a word that must stand here. */
  expectWord(word: string): boolean {
    if (this.takeWord(word)) return true
    this.complain(word)
    return false
  }

  /** Says what was expected here, once, and loses the cursor. */
  complain(expected: string): void {
    const token = this.peek()
    if (!this.lost && token.kind === 'unknown') {
      this.report.add('nmodl/unknown-character', { shown: token.text }, spanOf(token))
    } else if (!this.lost) {
      const found = token.kind === 'end' ? 'the end of the file' : `"${shortened(token.text || token.kind)}"`
      this.report.add('nmodl/syntax', { expected, found }, spanOf(token))
    }
    this.lost = true
  }

  /** Marks the cursor lost where another diagnostic has said why. */
  lose(): void {
    this.lost = true
  }

  /** Runs a reader one level deeper; past the limit it complains instead. */
  nested<T>(read: () => T, instead: T): T {
    if (this.nesting >= deepestNesting) {
      if (!this.lost) this.report.add('nmodl/too-deep', { limit: deepestNesting }, spanOf(this.peek()))
      this.lost = true
      return instead
    }
    this.nesting++
    const result = read()
    this.nesting--
    return result
  }

  /** Begins a statement: its expressions may have a number of operators of their own. */
  beginStatement(): void {
    this.operators = 0
  }

  /** Counts an operator; a tree of too many would be too deep to walk. */
  countOperator(): void {
    this.operators++
    if (this.operators <= mostOperators) return
    if (!this.lost) this.report.add('nmodl/too-long', { limit: mostOperators }, spanOf(this.peek()))
    this.lost = true
  }

  /**
   * Where lost: skips to the start of a line or a brace on this level, so that reading can go on; not to the
   * token at which the reading that went wrong had begun.
   */
  findFooting(begun?: Token): void {
    if (!this.lost) return
    this.lost = false
    while (!this.atEnd()) {
      if (this.atSymbol('}')) return
      if (this.peek().startsLine && this.peek() !== begun) return
      if (this.atSymbol('{')) this.skipBraces()
      else this.index++
    }
  }

  /** Skips `{ … }` with everything inside it; the cursor stands on the opening brace. */
  skipBraces(): Span {
    const start = this.peek().start
    let depth = 0
    while (!this.atEnd()) {
      if (this.atSymbol('{')) depth++
      if (this.atSymbol('}')) depth--
      this.index++
      if (depth <= 0) break
    }
    return { start, end: this.previousEnd() }
  }

  /** End of the last token taken. */
  previousEnd(): number {
    return this.tokens[this.index - 1]?.end ?? 0
  }

  /** The span from `start` to the last token taken. */
  since(start: number): Span {
    return { start, end: Math.max(start, this.previousEnd()) }
  }

  /** A unit in parentheses: its text without them, or '' where none stands here. */
  takeUnit(): string {
    if (!this.atSymbol('(')) return ''
    const start = this.take().end
    // A unit ends at the first closing parenthesis, on the line on which it begins.
    while (!this.atEnd() && !this.atSymbol(')') && !this.peek().startsLine) {
      if (this.atSymbol('{') || this.atSymbol('}')) break
      this.index++
    }
    const end = this.peek().start
    if (!this.expectSymbol(')')) return ''
    return textOf(this.report.source, { start, end }).trim()
  }

  /** The comment that stands on the line where the last token was taken. */
  commentBeside(): string {
    const from = this.previousEnd()
    let low = 0
    let high = this.comments.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.comments[middle]?.start ?? 0) < from) low = middle + 1
      else high = middle
    }
    const comment = this.comments[low]
    if (!comment || comment.start - from > farthestComment) return ''
    const between = textOf(this.report.source, { start: from, end: comment.start })
    return /[^ \t,]/.test(between) || between.length < comment.start - from ? '' : comment.text
  }
}

/** The characters of a token. */
export function spanOf(token: Token): Span {
  return { start: token.start, end: token.end }
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}
