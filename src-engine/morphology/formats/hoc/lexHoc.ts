import type { DecodedText } from '../../text/decodeText.ts'
import { textBetween } from '../../text/decodeText.ts'
import { TextScanner } from '../../text/textScanner.ts'
import { WordTable } from './wordTable.ts'

/** What a token is. */
export const tokenKind = { end: 0, newline: 1, number: 2, word: 3, string: 4, sign: 5 } as const

/** The tokens of a hoc file, in step. */
export interface HocTokens {
  readonly kind: number[]
  /** Value of a number. */
  readonly value: number[]
  /** Word, sign or text of a string. */
  readonly text: string[]
  readonly line: number[]
}

const pairs = new Set(['==', '!=', '<=', '>=', '&&', '||', '+=', '-=', '*=', '/='])

/**
 * Cuts a hoc file into tokens: comments are gone, a line that ends in \ goes on. Lines of data are cut like all others,
 * since only the program knows where they begin.
 */
export function lexHoc(text: DecodedText): HocTokens {
  const tokens: HocTokens = { kind: [], value: [], text: [], line: [] }
  const scanner = new TextScanner(text)
  const { bytes, end } = scanner
  const words = new WordTable(bytes)
  const add = (kind: number, value: number, word: string) => {
    tokens.kind.push(kind)
    tokens.value.push(value)
    tokens.text.push(word)
    tokens.line.push(scanner.line)
  }
  for (;;) {
    scanner.skipBlanks()
    const at = scanner.position
    if (at >= end) break
    const code = bytes[at]!
    if (scanner.atLineEnd()) {
      add(tokenKind.newline, 0, '')
      if (!scanner.nextLine()) break
    } else if (code === slash && bytes[at + 1] === slash) skipToLineEnd(scanner)
    else if (code === slash && bytes[at + 1] === star) {
      if (!skipBlockComment(scanner)) break
    } else if (code === backslash && isLineEndAt(scanner, at + 1)) {
      if (!scanner.nextLine()) break
    } else if (code === quote) {
      const stop = endOfString(scanner, at + 1)
      add(tokenKind.string, 0, textBetween(text, at + 1, Math.min(stop, at + 200)))
      scanner.position = bytes[stop] === quote ? stop + 1 : stop
    } else if (isDigit(code) || (code === point && isDigit(bytes[at + 1] ?? 0))) {
      add(tokenKind.number, scanner.number(), '')
    } else if (isLetter(code)) {
      let stop = at + 1
      while (isWordSign[bytes[stop]!]) stop++
      add(tokenKind.word, 0, words.word(at, stop))
      scanner.position = stop
    } else {
      const next = bytes[at + 1]!
      const isPair = (next === equals || next === code) && pairs.has(String.fromCharCode(code, next))
      const sign = isPair
        ? words.word(at, at + 2)
        : code < 128
          ? words.word(at, at + 1)
          : textBetween(text, at, at + 1)
      add(tokenKind.sign, 0, sign)
      scanner.position = at + (isPair ? 2 : 1)
    }
  }
  add(tokenKind.end, 0, '')
  return tokens
}

const slash = 47
const star = 42
const backslash = 92
const quote = 34
const equals = 61
const point = 46

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

/** Letters, underscore, and the dollar of arguments. */
function isLetter(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95 || code === 36
}

/** 1 for what may stand in a word. */
const isWordSign = Uint8Array.from({ length: 256 }, (_, code) => (isLetter(code) || isDigit(code) ? 1 : 0))

function isLineEndAt({ bytes, end }: TextScanner, at: number): boolean {
  let stop = at
  while (stop < end && (bytes[stop] === 32 || bytes[stop] === 9)) stop++
  return stop >= end || bytes[stop] === 10 || bytes[stop] === 13
}

function endOfString({ bytes, end }: TextScanner, from: number): number {
  let at = from
  while (at < end && bytes[at] !== quote && bytes[at] !== 10 && bytes[at] !== 13) at++
  return at
}

function skipToLineEnd(scanner: TextScanner): void {
  const { bytes, end } = scanner
  let at = scanner.position
  while (at < end && bytes[at] !== 10 && bytes[at] !== 13) at++
  scanner.position = at
}

/** @returns false where the file ends in the comment */
function skipBlockComment(scanner: TextScanner): boolean {
  const { bytes, end } = scanner
  scanner.position += 2
  for (;;) {
    const at = scanner.position
    if (at >= end) return false
    if (bytes[at] === star && bytes[at + 1] === slash) {
      scanner.position = at + 2
      return true
    }
    if (bytes[at] === 10 || bytes[at] === 13) {
      if (!scanner.nextLine()) return false
    } else scanner.position++
  }
}
