import { textBetween, type DecodedText } from './decodeText.ts'

/** Large enough to keep the work between pieces small, small enough to stay in the processor's cache. */
const chunkBytes = 65536
/** More arguments than this may not fit on the call stack. */
const fewArguments = 8192

/** The text from a byte on as strings, one after the other; no character is cut in two. */
export function* textChunks(text: DecodedText, start: number): Generator<string> {
  const { bytes, length, encoding } = text
  let at = start
  while (at < length) {
    let end = Math.min(at + chunkBytes, length)
    if (encoding === 'latin-1' || isAscii(bytes, at, end)) {
      yield singleBytes(bytes, at, end)
    } else {
      // Not within a character of several bytes: those after its first are 10xxxxxx.
      while (end < length && end > at + 1 && (bytes[end]! & 0xc0) === 0x80) end--
      yield textBetween(text, at, end)
    }
    at = end
  }
}

/** `String.fromCharCode` of a list, which bytes are as well. */
const fromCodes = String.fromCharCode.apply.bind(String.fromCharCode) as unknown as (
  self: null,
  codes: Uint8Array,
) => string

function isAscii(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (bytes[i]! > 127) return false
  return true
}

function singleBytes(bytes: Uint8Array, start: number, end: number): string {
  let text = ''
  for (let at = start; at < end; at += fewArguments)
    // A call with an array is many times faster than one that spreads it.
    text += fromCodes(null, bytes.subarray(at, Math.min(at + fewArguments, end)))
  return text
}
