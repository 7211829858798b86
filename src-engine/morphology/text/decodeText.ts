/** How the bytes of a text file spell its characters. */
export type TextEncoding = 'utf-8' | 'utf-8 with byte order mark' | 'utf-16le' | 'utf-16be' | 'latin-1'

/**
 * A text file as bytes whose ASCII characters are single bytes, which is all that the readers look at.
 * One line feed stands after the end, so that a scan for the end of a line needs no bounds check; the text's own last
 * one is taken for it.
 */
export interface DecodedText {
  /** UTF-8 or Latin-1, length `length` + 1. */
  readonly bytes: Uint8Array
  readonly length: number
  readonly encoding: TextEncoding
}

const lineFeed = 10
/** A file is judged by its beginning; a real text file shows its kind there. */
const judgedBytes = 65536

/**
 * Finds out the encoding and strips byte order marks; UTF-16 becomes UTF-8.
 *
 * @returns undefined for bytes that are not text
 */
export function decodeText(bytes: Uint8Array): DecodedText | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
    return withSentinel(bytes.subarray(3), 'utf-8 with byte order mark')
  }
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return fromUtf16(bytes, 2, true)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return fromUtf16(bytes, 2, false)
  const judged = bytes.subarray(0, judgedBytes)
  const zeros = countZeros(judged)
  if (zeros.even + zeros.odd > 0) {
    const pairs = judged.length / 2
    if (zeros.even === 0 && zeros.odd > 0.4 * pairs) return fromUtf16(bytes, 0, true)
    if (zeros.odd === 0 && zeros.even > 0.4 * pairs) return fromUtf16(bytes, 0, false)
    return undefined
  }
  if (looksBinary(judged)) return undefined
  return withSentinel(bytes, isUtf8(judged, bytes.length > judged.length) ? 'utf-8' : 'latin-1')
}

/** The characters of [start, end) for people to read. */
export function textBetween(text: DecodedText, start: number, end: number): string {
  const parts: string[] = []
  let codes: number[] = []
  let at = Math.max(0, start)
  const stop = Math.min(end, text.length)
  while (at < stop) {
    const { code, width } = text.encoding === 'latin-1' ? latin1At(text.bytes, at) : utf8At(text.bytes, at)
    codes.push(code)
    at += width
    if (codes.length >= 4096) {
      parts.push(String.fromCodePoint(...codes))
      codes = []
    }
  }
  parts.push(String.fromCodePoint(...codes))
  return parts.join('')
}

function withSentinel(bytes: Uint8Array, encoding: TextEncoding): DecodedText {
  // Most files end with a line feed, which serves as well and saves a copy.
  if (bytes[bytes.length - 1] === lineFeed) return { bytes, length: bytes.length - 1, encoding }
  const padded = new Uint8Array(bytes.length + 1)
  padded.set(bytes)
  padded[bytes.length] = lineFeed
  return { bytes: padded, length: bytes.length, encoding }
}

function countZeros(bytes: Uint8Array): { even: number; odd: number } {
  let even = 0
  let odd = 0
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] === 0) {
      if (i % 2 === 0) even++
      else odd++
    }
  }
  return { even, odd }
}

/** Control characters other than white space and the DOS end-of-file mark do not occur in text. */
function looksBinary(bytes: Uint8Array): boolean {
  let control = 0
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!
    const isWhite = (byte >= 9 && byte <= 13) || byte === 0x1a
    if ((byte < 32 && !isWhite) || byte === 127) control++
  }
  return control > bytes.length * 0.02
}

/** Whether every character is well formed; the end of a beginning may cut one in two. */
function isUtf8(bytes: Uint8Array, isCut: boolean): boolean {
  const end = isCut ? bytes.length - 3 : bytes.length
  for (let at = 0; at < end; at++) {
    if (bytes[at]! < 0x80) continue
    const { code, width } = utf8At(bytes, at)
    if (code === replacement) return false
    at += width - 1
  }
  return true
}

const replacement = 0xfffd

function latin1At(bytes: Uint8Array, at: number): { code: number; width: number } {
  return { code: bytes[at] ?? replacement, width: 1 }
}

/** The code point that starts at a byte; the replacement character, one byte wide, where there is none. */
function utf8At(bytes: Uint8Array, at: number): { code: number; width: number } {
  const lead = bytes[at] ?? 0
  if (lead < 0x80) return { code: lead, width: 1 }
  const width = lead >= 0xf0 && lead < 0xf5 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 0
  if (width === 0 || lead >= 0xf5) return { code: replacement, width: 1 }
  let code = lead & (0xff >> (width + 1))
  for (let i = 1; i < width; i++) {
    const byte = bytes[at + i] ?? 0
    if ((byte & 0xc0) !== 0x80) return { code: replacement, width: 1 }
    code = code * 64 + (byte & 0x3f)
  }
  return code > 0x10ffff ? { code: replacement, width: 1 } : { code, width }
}

function fromUtf16(bytes: Uint8Array, start: number, littleEndian: boolean): DecodedText {
  const units = Math.floor((bytes.length - start) / 2)
  const out = new Uint8Array(units * 3 + 1)
  let length = 0
  for (let i = 0; i < units; i++) {
    const code = utf16Unit(bytes, start + 2 * i, littleEndian)
    const next = i + 1 < units ? utf16Unit(bytes, start + 2 * i + 2, littleEndian) : 0
    const isPair = code >= 0xd800 && code < 0xdc00 && next >= 0xdc00 && next < 0xe000
    const point = isPair ? 0x10000 + (code - 0xd800) * 1024 + (next - 0xdc00) : code
    if (isPair) i++
    length = putUtf8(out, length, point)
  }
  out[length] = lineFeed
  return { bytes: out.subarray(0, length + 1), length, encoding: littleEndian ? 'utf-16le' : 'utf-16be' }
}

function utf16Unit(bytes: Uint8Array, at: number, littleEndian: boolean): number {
  const first = bytes[at] ?? 0
  const second = bytes[at + 1] ?? 0
  return littleEndian ? first + 256 * second : 256 * first + second
}

function putUtf8(out: Uint8Array, length: number, point: number): number {
  if (point < 0x80) {
    out[length] = point
    return length + 1
  }
  const width = point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
  for (let i = width - 1; i > 0; i--) {
    out[length + i] = 0x80 | (point & 0x3f)
    point = Math.floor(point / 64)
  }
  out[length] = (width === 2 ? 0xc0 : width === 3 ? 0xe0 : 0xf0) | point
  return length + width
}
