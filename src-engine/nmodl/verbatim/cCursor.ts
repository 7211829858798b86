import type { Span } from '../../core/source/span.ts'
import type { CToken } from './cTokens.ts'
import { Unsupported } from './unsupported.ts'

const deepest = 100

/** A place in a list of tokens. */
export class CCursor {
  private readonly tokens: readonly CToken[]
  private at = 0
  private depth = 0

  constructor(tokens: readonly CToken[]) {
    this.tokens = tokens
  }

  peek(ahead = 0): CToken {
    const last = this.tokens.at(-1)
    const end = last ? last.end : 0
    return this.tokens[this.at + ahead] ?? { kind: 'end', text: '', start: end - 1, end }
  }

  take(): CToken {
    const token = this.peek()
    this.at++
    return token
  }

  atEnd(): boolean {
    return this.at >= this.tokens.length
  }

  is(symbol: string, ahead = 0): boolean {
    const token = this.peek(ahead)
    return token.kind === 'symbol' && token.text === symbol
  }

  isWord(word: string, ahead = 0): boolean {
    const token = this.peek(ahead)
    return token.kind === 'name' && token.text === word
  }

  takeIf(symbol: string): boolean {
    if (!this.is(symbol)) return false
    this.at++
    return true
  }

  expect(symbol: string): CToken {
    if (!this.is(symbol)) this.complain(`"${symbol}" is missing`)
    return this.take()
  }

  /** The place, to come back to. */
  mark(): number {
    return this.at
  }

  goBack(mark: number): void {
    this.at = mark
  }

  since(start: number): Span {
    return { start, end: Math.max(start + 1, this.tokens[this.at - 1]?.end ?? 0) }
  }

  /** Goes one level deeper, so that no text is too deep for the stack. */
  deeper<T>(read: () => T): T {
    if (++this.depth > deepest) this.complain('it is nested too deeply')
    try {
      return read()
    } finally {
      this.depth--
    }
  }

  complain(why: string): never {
    throw new Unsupported(why, this.peek())
  }
}
