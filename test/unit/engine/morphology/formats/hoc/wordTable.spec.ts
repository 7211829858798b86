import { describe, expect, it } from 'vitest'
import { WordTable } from '../../../../../../src-engine/morphology/formats/hoc/wordTable.ts'

describe('hoc word table', () => {
  it('gives every word as it stands, also where thousands share its places', () => {
    const words = Array.from({ length: 9000 }, (_, i) => `w${i % 6000}`)
    const text = words.join(' ')
    const table = new WordTable(new TextEncoder().encode(text))
    let at = 0
    for (const word of words) {
      expect(table.word(at, at + word.length)).toBe(word)
      at += word.length + 1
    }
  })
  it('gives a word that is the beginning of another', () => {
    const table = new WordTable(new TextEncoder().encode('pt3dadd'))
    expect([table.word(0, 7), table.word(0, 4), table.word(0, 7)]).toEqual(['pt3dadd', 'pt3d', 'pt3dadd'])
  })
})
