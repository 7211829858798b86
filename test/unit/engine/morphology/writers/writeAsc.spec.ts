import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Morphology } from '../../../../../src-engine/morphology/morphology.ts'
import { readMorphology } from '../../../../../src-engine/morphology/readMorphology.ts'
import { ascWriter } from '../../../../../src-engine/morphology/writers/asc/writeAsc.ts'
import { writeMorphology } from '../../../../../src-engine/morphology/writers/writeMorphology.ts'
import { fixtureFolder } from '../../../../support/fixtures.ts'
import { readCell } from '../support.ts'

async function written(cell: Morphology) {
  const { bytes, diagnostics } = await writeMorphology(cell, ascWriter)
  const text = new TextDecoder().decode(bytes)
  return { text, again: readCell(text, 'x.asc'), codes: diagnostics.map(({ code }) => code) }
}

describe('morphology writing Neurolucida ASC', () => {
  it('W16 gives every ASC fixture back: outlines, branches, steps in diameter, markers and spines', async () => {
    const folder = join(fixtureFolder, 'morphology')
    let spined = 0
    for (const file of readdirSync(folder).filter(name => name.endsWith('.asc'))) {
      const { value: cell } = readMorphology(file, readFileSync(join(folder, file)))
      if (!cell) continue
      const { again, codes } = await written(cell)
      expect([file, ...codes]).toEqual([file])
      expect(again.sections).toEqual(cell.sections)
      const { line: _was, ...samples } = cell.samples
      const { line: _is, ...samplesAgain } = again.samples
      expect(samplesAgain).toEqual(samples)
      const counts = ({ annotations: all }: Morphology) => [
        all?.markers.length,
        all?.spines.length,
        all?.outlines.length,
      ]
      expect(counts(again)).toEqual(counts(cell))
      const heads = ({ annotations: all }: Morphology) =>
        all?.spines.map(({ line: _line, ...spine }) => spine)
      expect(heads(again)).toEqual(heads(cell))
      spined += cell.annotations?.spines.length ?? 0
    }
    expect(spined).toBeGreaterThan(0)
  })
  it('W17 writes a soma without known outlines as a stack of circles that reads as the same discs', async () => {
    const { text, again, codes } = await written(readCell('1 1 3 4 5 6 -1\n2 3 9.5 4 5 1 1\n3 3 20 4 5 1 2'))
    expect(text.match(/"CellBody"/g)).toHaveLength(3)
    expect(codes).toEqual([])
    const { x, y, z, diameter } = again.samples
    for (const [column, wanted] of [
      [x, [-3, 3, 9]],
      [y, [4, 4, 4]],
      [z, [5, 5, 5]],
      [diameter, [12, 12, 12]],
    ] as const)
      wanted.forEach((value, i) => expect(column[i]).toBeCloseTo(value, 9))
  })
  it('W18 cuts a section where a branch hangs in its middle, and says so', async () => {
    const sections = JSON.stringify({
      format: 'hillock-sections',
      version: 1,
      sections: [
        {
          name: 'dend[0]',
          points: [
            [0, 0, 0, 2],
            [40, 0, 0, 4],
          ],
        },
        {
          name: 'dend[1]',
          parent: 'dend[0]',
          parentX: 0.25,
          points: [
            [10, 0, 0, 2.5],
            [10, 7, 0, 1],
          ],
        },
      ],
    })
    const { again, codes } = await written(readCell(sections, 'cell.json'))
    expect(codes).toEqual(['write/sections-differ'])
    expect([...again.sections.parent]).toEqual([-1, 0, 0])
  })
  it('W19 writes trees of any depth', async () => {
    const lines = ['1 1 0 0 0 1 -1']
    for (let i = 0; i < 3000; i++) {
      const from = i === 0 ? 1 : 2 * i
      lines.push(`${2 * i + 2} 3 ${i + 2} 0 0 .5 ${from}`, `${2 * i + 3} 3 ${i + 2} 5 0 .5 ${from}`)
    }
    const { again, codes } = await written(readCell(lines.join('\n')))
    expect(again.sections.count).toBe(6001)
    expect(codes).not.toContain('write/area-differs')
    expect(codes).not.toContain('write/length-differs')
  })
})
