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

  it('does not let long columns begin at the same place of a page', () => {
    const layout = createArenaLayout()
    const places = Array.from({ length: 16 }, () => layout.column(2048) % 512)
    expect(new Set(places).size).toBe(16)
  })

  it('begins where the machine says', () => {
    const { buffer, values } = createArena(100, () => 6)
    expect(values.byteOffset).toBe(48)
    expect(values.length).toBe(100)
    expect(buffer.byteLength).toBeGreaterThanOrEqual(48 + 800)
  })
})
