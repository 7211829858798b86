import { beforeAll, describe, expect, it } from 'vitest'
import { binaryFormats, morphologyFormats } from '../../../src-engine/morphology/formats/registry.ts'
import type { Morphology } from '../../../src-engine/morphology/morphology.ts'
import { readMorphology } from '../../../src-engine/morphology/readMorphology.ts'
import { losses } from '../../../src-engine/morphology/writers/losses.ts'
import { morphologyWriters } from '../../../src-engine/morphology/writers/registry.ts'
import { writeMorphology } from '../../../src-engine/morphology/writers/writeMorphology.ts'
import { cellOf, smallFiles } from './corpusCells.ts'

const files = smallFiles()
const isThere = files.length > 0
const readable = new Set([...morphologyFormats, ...binaryFormats].map(({ id }) => id))
const mostPoints = 1500

describe('morphology writers over the corpus', () => {
  const cells = new Map<string, Morphology>()
  beforeAll(() => {
    for (const file of files) {
      const cell = cellOf(file, mostPoints)
      if (cell) cells.set(file, cell)
    }
  })
  it.skipIf(!isThere)('have cells of many formats to write', () => {
    expect(cells.size).toBeGreaterThan(60)
    expect(new Set([...cells.values()].map(({ format }) => format)).size).toBeGreaterThan(6)
  })
  it.skipIf(!isThere).each(morphologyWriters.map(writer => [writer.id, writer] as const))(
    'write every cell as %s, and say all that does not come back',
    async (id, writer) => {
      for (const [file, cell] of cells) {
        const { bytes, diagnostics } = await writeMorphology(cell, writer)
        if (!readable.has(id)) continue
        const { value: again } = readMorphology(`x${writer.extension}`, bytes)
        const said = diagnostics.map(({ code }) => code)
        if (!again) {
          expect(said, file).toContain('write/refused-again')
          continue
        }
        // The heading is put in front after the first reading: that must not change anything.
        for (const { code } of losses(cell, again, writer.title)) expect(said, file).toContain(code)
        if (id !== 'json') continue
        expect([file, ...said]).toEqual([file])
        expect({ ...again, name: cell.name, format: cell.format }).toEqual(cell)
      }
    },
    30_000,
  )
})
