import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Morphology } from '../../../../../src-engine/morphology/morphology.ts'
import { readMorphology } from '../../../../../src-engine/morphology/readMorphology.ts'
import { neuromlWriter } from '../../../../../src-engine/morphology/writers/neuroml/writeNeuroml.ts'
import { writeMorphology } from '../../../../../src-engine/morphology/writers/writeMorphology.ts'
import { fixtureFolder } from '../../../../support/fixtures.ts'
import { readCell, sectionOf } from '../support.ts'
import { anyCoordinate, anyDiameter, randomCell } from './randomCell.ts'

async function written(cell: Morphology) {
  const { bytes, diagnostics } = await writeMorphology(cell, neuromlWriter)
  const text = new TextDecoder().decode(bytes)
  return { text, again: readCell(text, 'x.nml'), codes: diagnostics.map(({ code }) => code) }
}

describe('morphology writing NeuroML', () => {
  it('W20 writes segments, a cable for each section and groups by type, in the order of the schema', async () => {
    const { text } = await written(readCell('1 1 0 0 0 5 -1\n2 3 5 0 0 1 1\n3 3 9 0 0 1 2', '1 cell--.swc'))
    const tags = [...text.matchAll(/<(\w+)[ >]/g)].map(([, tag]) => tag)
    expect([...new Set(tags)]).toEqual([
      'neuroml',
      'cell',
      'morphology',
      'segment',
      'proximal',
      'distal',
      'parent',
      'segmentGroup',
      'path',
      'from',
      'to',
      'member',
      'include',
    ])
    expect(text).toContain('<cell id="_1_cell__">')
    expect(text).toContain(
      '<segmentGroup id="dend_0" neuroLexId="sao864921383"><member segment="2"/></segmentGroup>',
    )
    expect(text).not.toMatch(/<!--[^>]*--[^>]/)
    const ids = [...text.matchAll(/\bid="([^"]*)"/g)].map(([, id]) => id!)
    expect(ids.every(id => /^([a-zA-Z_][a-zA-Z0-9_]*|\d+)$/.test(id))).toBe(true)
  })
  it('W20 gives the usual cells back to the last bit: names, places, points', async () => {
    const folder = join(fixtureFolder, 'morphology')
    let exact = 0
    for (const file of readdirSync(folder).filter(name => /\.(swc|asc)$/.test(name))) {
      const { value: cell } = readMorphology(file, readFileSync(join(folder, file)))
      if (!cell) continue
      const { again, codes } = await written(cell)
      if (codes.some(code => !/wires-differ|annotations-lost/.test(code))) continue
      exact++
      expect([...again.sections.name].sort()).toEqual([...cell.sections.name].sort())
      for (const name of cell.sections.name)
        expect(sectionOf(again, name).points).toEqual(sectionOf(cell, name).points)
    }
    expect(exact).toBeGreaterThan(20)
  })
  it('W20 W21 keeps length and area of any cell whose sections have a length', async () => {
    const anything = randomCell({
      coordinate: anyCoordinate,
      diameter: anyDiameter,
      parentX: fc.double({ min: 0, max: 1, noNaN: true }),
      gaps: true,
    })
    await fc.assert(
      fc.asyncProperty(anything, async cell => {
        const { sections, samples } = cell
        // A section of two equal points is a sphere in this format.
        for (let s = 0; s < sections.count; s++) {
          const [a, b] = [sections.firstSample[s]!, sections.firstSample[s + 1]! - 1]
          fc.pre(Math.abs(samples.x[a]! - samples.x[b]!) > 0.01)
        }
        const { codes } = await written(cell)
        expect(codes).not.toContain('write/length-differs')
        expect(codes).not.toContain('write/area-differs')
        expect(codes).not.toContain('write/sections-differ')
      }),
      { seed: 1109, numRuns: 200 },
    )
  })
})
