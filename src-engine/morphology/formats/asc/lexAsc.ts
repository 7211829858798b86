import { textBetween, type DecodedText } from '../../text/decodeText.ts'
import { isLineEnd, TextScanner } from '../../text/textScanner.ts'

/** `other` is a character outside the grammar; `unclosed` a string without its closing quote. */
export type AscToken =
  'end' | '(' | ')' | '|' | ',' | '<' | '>' | 'number' | 'string' | 'word' | 'other' | 'unclosed'

/** A place in the file that the lexer can go back to. */
export interface AscMark {
  readonly token: AscToken
  readonly start: number
  readonly end: number
  readonly line: number
  readonly scannedLine: number
}

const single: Readonly<Record<number, AscToken>> = { 40: '(', 41: ')', 124: '|', 44: ',', 60: '<', 62: '>' }
const semicolon = 59
const quote = 34

/** Cuts a Neurolucida file into tokens, one at a time; comments and line ends are skipped. */
export class AscLexer {
  token: AscToken = 'end'
  /** Value of a number. */
  value = 0
  /** First character of the token, and the one after its last. */
  start = 0
  end = 0
  /** Line of the token [from 1]. */
  line = 1
  readonly #scanner: TextScanner

  constructor(text: DecodedText) {
    this.#scanner = new TextScanner(text)
    this.next()
  }

  /** Goes to the next token. */
  next(): AscToken {
    const scanner = this.#scanner
    this.#skipToToken()
    this.line = scanner.line
    this.start = scanner.position
    this.token = this.#read()
    this.end = scanner.position
    return this.token
  }

  /** The current place, to come back to. */
  mark(): AscMark {
    const { token, start, end, line } = this
    return { token, start, end, line, scannedLine: this.#scanner.line }
  }

  /** Goes back to a place where a token had just been read. */
  reset(mark: AscMark): void {
    this.token = mark.token
    this.start = mark.start
    this.end = mark.end
    this.line = mark.line
    this.#scanner.position = mark.end
    this.#scanner.line = mark.scannedLine
  }

  /** The characters of the token; of a string without its quotes. */
  text(): string {
    const inset = this.token === 'string' ? 1 : 0
    return textBetween(this.#scanner.text, this.start + inset, Math.min(this.end - inset, this.start + 200))
  }

  /** Column of the token [from 1]; that of the end of the file is one after the last line's characters. */
  column(): number {
    const { bytes } = this.#scanner
    let at = this.start
    if (this.token === 'end') while (at > 0 && isLineEnd(bytes[at - 1])) at--
    return at - this.#scanner.lineBounds(at).start + 1
  }

  #skipToToken(): void {
    const scanner = this.#scanner
    for (;;) {
      scanner.skipBlanks()
      const isComment = scanner.bytes[scanner.position] === semicolon
      if (!isComment && !isLineEnd(scanner.bytes[scanner.position])) return
      if (!scanner.nextLine()) return
    }
  }

  #read(): AscToken {
    const scanner = this.#scanner
    if (scanner.position >= scanner.end) return 'end'
    const code = scanner.bytes[scanner.position]!
    const mark = single[code]
    if (mark) {
      scanner.position++
      return mark
    }
    if (code === quote) return this.#readString()
    if (isLetter(code)) {
      while (isLetter(scanner.bytes[scanner.position]!) || isDigit(scanner.bytes[scanner.position]!))
        scanner.position++
      return 'word'
    }
    const value = scanner.number()
    if (!Number.isNaN(value)) {
      this.value = value
      return 'number'
    }
    scanner.position = this.start + 1
    return 'other'
  }

  #readString(): AscToken {
    const scanner = this.#scanner
    let at = scanner.position + 1
    while (at < scanner.end && scanner.bytes[at] !== quote && !isLineEnd(scanner.bytes[at])) at++
    const closed = at < scanner.end && scanner.bytes[at] === quote
    scanner.position = closed ? at + 1 : at
    return closed ? 'string' : 'unclosed'
  }
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}
