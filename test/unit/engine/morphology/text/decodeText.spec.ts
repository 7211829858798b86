import { describe, expect, it } from 'vitest'
import { decodeText, textBetween } from '../../../../../src-engine/morphology/text/decodeText.ts'
import { bytesOf } from '../support.ts'

const text = '# Zellkörper 细胞 𝄞\n1 1 0 0 0 5 -1'

function utf16(characters: string, littleEndian: boolean, mark: boolean): Uint8Array {
  const marked = mark ? `\ufeff${characters}` : characters
  const bytes: number[] = []
  for (let i = 0; i < marked.length; i++) {
    const unit = marked.charCodeAt(i)
    bytes.push(...(littleEndian ? [unit & 255, unit >> 8] : [unit >> 8, unit & 255]))
  }
  return Uint8Array.from(bytes)
}

function decoded(bytes: Uint8Array) {
  const result = decodeText(bytes)
  return result && { encoding: result.encoding, text: textBetween(result, 0, result.length) }
}

describe('morphology decodeText', () => {
  it('reads UTF-8', () => {
    expect(decoded(bytesOf(text))).toEqual({ encoding: 'utf-8', text })
  })
  it('strips the byte order mark of UTF-8', () => {
    expect(decoded(bytesOf(`\ufeff${text}`))).toEqual({ encoding: 'utf-8 with byte order mark', text })
  })
  it.each([true, false])('reads UTF-16 with a byte order mark (little-endian: %s)', littleEndian => {
    const encoding = littleEndian ? 'utf-16le' : 'utf-16be'
    expect(decoded(utf16(text, littleEndian, true))).toEqual({ encoding, text })
  })
  it.each([true, false])(
    'recognises UTF-16 without one by its zero bytes (little-endian: %s)',
    littleEndian => {
      const plain = '1 1 0 0 0 5 -1'
      const encoding = littleEndian ? 'utf-16le' : 'utf-16be'
      expect(decoded(utf16(plain, littleEndian, false))).toEqual({ encoding, text: plain })
    },
  )
  it('reads what is not UTF-8 as Latin-1', () => {
    const bytes = Uint8Array.from([0x23, 0xe9, 0x20])
    expect(decoded(bytes)).toEqual({ encoding: 'latin-1', text: '#é ' })
  })
  it('refuses bytes that are no text', () => {
    expect(decodeText(Uint8Array.from([1, 2, 3, 0, 5, 6, 200, 0, 0, 1]))).toBeUndefined()
    expect(decodeText(Uint8Array.from({ length: 100 }, (_, i) => (i % 3) + 1))).toBeUndefined()
  })
  it.each(['abc', 'abc\n'])('has a line feed after the end of %j', written => {
    const result = decodeText(bytesOf(written))
    expect([result?.length, result?.bytes[3], result?.bytes.length]).toEqual([3, 10, 4])
  })
})
