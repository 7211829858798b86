/** A text as UTF-8 bytes; a lone surrogate becomes U+FFFD. */
export function encodeText(text: string): Uint8Array {
  // Nearly every file is ASCII: one byte a character, and no second look.
  const bytes = new Uint8Array(text.length)
  for (let at = 0; at < text.length; at++) {
    // hot
    const code = text.charCodeAt(at)
    if (code >= 0x80) return encodeWide(text, bytes, at)
    bytes[at] = code
  }
  return bytes
}

/** The same for a text with other characters, the first of them at `from`. */
function encodeWide(text: string, ascii: Uint8Array, from: number): Uint8Array {
  const bytes = new Uint8Array(from + (text.length - from) * 3)
  bytes.set(ascii.subarray(0, from))
  let length = from
  for (let at = from; at < text.length; at++) {
    let code = text.codePointAt(at)!
    if (code >= 0x10000) at++
    else if (code >= 0xd800 && code < 0xe000) code = 0xfffd
    if (code < 0x80) {
      bytes[length++] = code
      continue
    }
    const width = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
    for (let i = width - 1; i > 0; i--) {
      bytes[length + i] = 0x80 | (code & 0x3f)
      code >>>= 6
    }
    bytes[length] = (width === 2 ? 0xc0 : width === 3 ? 0xe0 : 0xf0) | code
    length += width
  }
  return bytes.slice(0, length)
}
