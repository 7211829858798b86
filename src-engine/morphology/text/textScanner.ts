import type { DecodedText } from './decodeText.ts'

const tab = 9
const lineFeed = 10
const carriageReturn = 13
const space = 32
const plus = 43
const minus = 45
const point = 46
const digit0 = 48
const digit9 = 57

/** 10^0 … 10^22, the powers of ten that a double holds exactly. */
const exactPowers = Float64Array.from({ length: 23 }, (_, power) => Number(`1e${power}`))
const largestExactPower = 22
/** A mantissa of so many decimal digits is below 2^53 and thus exact. */
const exactDigits = 15

/**
 * Walks through a text by bytes: blanks, lines and decimal numbers. Numbers are correctly rounded, as if the text
 * had gone through the C library's strtod.
 */
export class TextScanner {
  readonly text: DecodedText
  readonly bytes: Uint8Array
  readonly end: number
  position = 0
  /** Line of `position` [from 1], kept by `nextLine`. */
  line = 1

  constructor(text: DecodedText) {
    this.text = text
    this.bytes = text.bytes
    this.end = text.length
  }

  /** Skips blanks within the line: everything up to the space, other than line ends. */
  skipBlanks(): void {
    const bytes = this.bytes
    let at = this.position
    for (;;) {
      const code = bytes[at]! // the line feed after the end stops every scan
      if (code > space || code === lineFeed || code === carriageReturn) break
      at++
    }
    this.position = at
  }

  /** Whether `position` stands at the end of a line or of the text. */
  atLineEnd(): boolean {
    const code = this.bytes[this.position]
    return code === lineFeed || code === carriageReturn || this.position >= this.end
  }

  /** Goes to the start of the next line; false, on the last line still, at the end of the text. LF, CRLF and a lone CR end a line. */
  nextLine(): boolean {
    const bytes = this.bytes
    let at = this.position
    for (;;) {
      const code = bytes[at]! // the line feed after the end stops every scan
      if (code === lineFeed || code === carriageReturn) break
      at++
    }
    if (bytes[at] === carriageReturn && at + 1 < this.end && bytes[at + 1] === lineFeed) at++
    if (at + 1 >= this.end) {
      this.position = this.end
      return false
    }
    this.position = at + 1
    this.line++
    return true
  }

  /**
   * Reads a decimal number, blanks before it skipped.
   *
   * @returns NaN, with `position` at the offending character, where there is none
   */
  number(): number {
    // hot
    const bytes = this.bytes
    let at = this.position
    let code = bytes[at]! // the line feed after the end stops every scan, here and below
    while (code <= space && code !== lineFeed && code !== carriageReturn) code = bytes[++at]!
    const start = at
    this.position = at
    const negative = code === minus
    if (negative || code === plus) code = bytes[++at]!
    const firstDigit = at
    let mantissa = 0
    while (code >= digit0 && code <= digit9) {
      mantissa = mantissa * 10 + (code - digit0)
      code = bytes[++at]!
    }
    let digits = at - firstDigit
    let exponent = 0
    if (code === point) {
      const afterPoint = ++at
      code = bytes[at]!
      while (code >= digit0 && code <= digit9) {
        mantissa = mantissa * 10 + (code - digit0)
        code = bytes[++at]!
      }
      exponent = afterPoint - at
      digits += at - afterPoint
    }
    if (digits === 0) return NaN
    if (code === 69 || code === 101) {
      let ahead = at + 1
      let next = bytes[ahead]!
      const negativeExponent = next === minus
      if (negativeExponent || next === plus) next = bytes[++ahead]!
      if (next >= digit0 && next <= digit9) {
        let written = 0
        while (next >= digit0 && next <= digit9) {
          if (written < 100000) written = written * 10 + (next - digit0)
          next = bytes[++ahead]!
        }
        exponent += negativeExponent ? -written : written
        at = ahead
      }
    }
    this.position = at
    if (digits > exactDigits || exponent < -largestExactPower || exponent > largestExactPower) {
      return Number(this.slice(start, at))
    }
    // Both operands are exact, so the one rounding of the division or product is the correct one.
    const value = exponent < 0 ? mantissa / exactPowers[-exponent]! : mantissa * exactPowers[exponent]!
    return negative ? -value : value
  }

  /** ASCII characters [start, end) as a string. */
  slice(start: number, end: number): string {
    return String.fromCharCode(...this.bytes.subarray(start, Math.min(end, start + 4096)))
  }

  /** Where the line that holds a position starts and ends. */
  lineBounds(position: number): { start: number; end: number } {
    let start = Math.min(position, this.end)
    while (start > 0 && !isLineEnd(this.bytes[start - 1])) start--
    let end = Math.min(position, this.end)
    while (end < this.end && !isLineEnd(this.bytes[end])) end++
    return { start, end }
  }
}

/** Whether a character code ends a line. */
export function isLineEnd(code: number | undefined): boolean {
  return code === lineFeed || code === carriageReturn
}

/** Whether a character code is white space within a line. */
export function isBlank(code: number | undefined): boolean {
  return code === space || code === tab || code === 11 || code === 12
}
