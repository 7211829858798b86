import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createArena, createArenaLayout, padded } from '../../../../src-engine/kernel/arena.ts'

describe('kernel arena', () => {
  it('gives every column whole cache lines of its own', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3000 }), { maxLength: 30 }), lengths => {
        const layout = createArenaLayout()
        let end = 0
        for (const length of lengths) {
          const address = layout.column(length)
          expect(address % 8).toBe(0)
          expect(address).toBeGreaterThanOrEqual(end)
          end = address + padded(length)
        }
        expect(layout.length()).toBeGreaterThanOrEqual(end)
      }),
    )
  })

  it('begins long columns at whole quarters of a page, never at that of the one before', () => {
    const layout = createArenaLayout()
    const places = Array.from({ length: 16 }, (_, column) => {
      layout.column(column % 3)
      return layout.column(2048) % 512
    })
    places.forEach((place, column) => {
      expect(place % 128).toBe(0)
      expect(place).not.toBe(places[column - 1])
    })
    expect(new Set(places).size).toBeGreaterThan(2)
  })

  it('begins where the machine says', () => {
    const { buffer, values } = createArena(100, () => 6)
    expect(values.byteOffset).toBe(48)
    expect(values.length).toBe(100)
    expect(buffer.byteLength).toBeGreaterThanOrEqual(48 + 800)
  })
})
