import fc from 'fast-check'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Morphology } from '../../../../../src-engine/morphology/morphology.ts'
import { summarise } from '../../../../../src-engine/morphology/measure/summary.ts'
import { readMorphology } from '../../../../../src-engine/morphology/readMorphology.ts'
import { swcWriter } from '../../../../../src-engine/morphology/writers/swc/writeSwc.ts'
import { writeMorphology } from '../../../../../src-engine/morphology/writers/writeMorphology.ts'
import type { WriterOptions } from '../../../../../src-engine/morphology/writers/writer.ts'
import { fixtureFolder } from '../../../../support/fixtures.ts'
import { readCell, sectionOf } from '../support.ts'
import { anyCoordinate, anyDiameter, randomCell } from './randomCell.ts'

async function written(cell: Morphology, options: WriterOptions = {}) {
  const { bytes, diagnostics } = await writeMorphology(cell, swcWriter, options)
  const text = new TextDecoder().decode(bytes)
  return { text, again: readCell(text), codes: diagnostics.map(({ code }) => code) }
}

const points = (text: string) => text.split('\n').filter(line => line !== '' && !line.startsWith('#'))

describe('morphology writing SWC', () => {
  it('W4 writes ids from 1, parents first, and says where the cell comes from', async () => {
    const cell = readCell('5 1 0 0 0 4 -1\n9 3 5 0 0 1 5\n12 3 9.25 0 0 1 9', 'my cell.swc')
    const { text } = await written(cell, { producer: 'Hillock 1.2' })
    expect(points(text)).toEqual(['1 1 0 0 0 4 -1', '2 3 5 0 0 1 1', '3 3 9.25 0 0 1 2'])
    expect(text.split('\n')[0]).toBe('# Written by Hillock 1.2 from my cell.swc (swc).')
  })
  it('W5 writes a sphere as one point, as three, or as a cylinder', async () => {
    const cell = readCell('1 1 0 0 0 4 -1\n2 3 5 0 0 1 1\n3 3 9 0 0 1 2')
    const three = await written(cell, { soma: 'three-points' })
    expect(points(three.text).slice(0, 3)).toEqual(['1 1 0 0 0 4 -1', '2 1 0 -4 0 4 1', '3 1 0 4 0 4 1'])
    const chain = await written(cell, { soma: 'cylinders' })
    expect(points(chain.text).slice(0, 3)).toEqual(['1 1 -4 0 0 4 -1', '2 1 0 0 0 4 1', '3 1 4 0 0 4 2'])
    for (const { again, codes } of [three, chain]) {
      expect(again.sections).toEqual(cell.sections)
      expect(codes).toEqual([])
    }
  })
  it('W5 makes one point of any soma on request, with the area that it had', async () => {
    const cell = readCell('1 1 0 0 0 4 -1\n2 1 10 0 0 2 1\n3 1 20 0 0 3 2\n4 3 30 0 0 1 3\n5 3 40 0 0 1 4')
    const { again, codes } = await written(cell, { soma: 'one-point' })
    const soma = sectionOf(again, 'soma[0]').points
    const frusta = Math.PI * (6 * Math.sqrt(100 + 4) + 5 * Math.sqrt(100 + 1))
    expect(Math.PI * soma[0]![3]! ** 2).toBeCloseTo(frusta, 3)
    expect(soma[1]!.slice(0, 3)).toEqual([10, 0, 0])
    expect(codes).toContain('write/length-differs')
  })
  it('W7 keeps a step in diameter as a point of its own, or lets it taper', async () => {
    const asc = '((Dendrite) (0 0 0 4) (10 0 0 4) ((20 0 0 1) (30 0 0 1) | (20 9 0 1) (30 9 0 1)))'
    const cell = readCell(asc, 'cell.asc')
    const step = await written(cell)
    expect(points(step.text)[2]).toBe('3 3 10 0 0 0.5 2')
    expect(step.codes).toEqual(['write/points-differ', 'write/area-differs'])
    const taper = await written(cell, { jumps: 'taper' })
    expect(points(taper.text)[2]).toBe('3 3 20 0 0 0.5 2')
  })
  it('W8 gives a branch in the middle of a section a point to hang on, and says that it cuts the section', async () => {
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
    const cell = readCell(sections, 'cell.json')
    const { text, codes, again } = await written(cell)
    expect(points(text)).toEqual([
      '1 3 0 0 0 1 -1',
      '2 3 10 0 0 1.25 1',
      '3 3 40 0 0 2 2',
      '4 3 10 7 0 0.5 2',
    ])
    expect(codes).toEqual(['write/sections-differ'])
    expect(summarise(again).totalAreaUm2).toBeCloseTo(summarise(cell).totalAreaUm2, 4)
  })
  it('W9 says that a branch that starts away from its parent becomes longer', async () => {
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
          name: 'axon[0]',
          parent: 'dend[0]',
          parentX: 1,
          points: [
            [50, 0, 0, 4],
            [60, 0, 0, 4],
          ],
        },
      ],
    })
    const { codes } = await written(readCell(sections, 'cell.json'))
    expect(codes).toEqual(['write/points-differ', 'write/length-differs', 'write/area-differs'])
  })
  it('W1 gives every SWC fixture back to the last bit, or says what differs', async () => {
    const folder = join(fixtureFolder, 'morphology')
    let exact = 0
    for (const file of readdirSync(folder).filter(name => name.endsWith('.swc'))) {
      const { value: cell } = readMorphology(file, readFileSync(join(folder, file)))
      if (!cell) continue
      const { again, codes } = await written(cell)
      if (codes.length > 0) continue
      exact++
      const { line: _was, ...samples } = cell.samples
      const { line: _is, ...samplesAgain } = again.samples
      expect(samplesAgain).toEqual(samples)
      expect(again.sections).toEqual(cell.sections)
    }
    expect(exact).toBeGreaterThan(12)
  })
  it('W1 W2 writes any cell as points that keep its length and area, or says by how much they differ', async () => {
    const anything = randomCell({
      coordinate: anyCoordinate,
      diameter: anyDiameter,
      parentX: fc.constantFrom(0, 0.3, 0.5, 1, 1, 1),
      gaps: true,
    })
    await fc.assert(
      fc.asyncProperty(anything, async cell => {
        const { again, codes } = await written(cell)
        const was = summarise(cell)
        const is = summarise(again)
        if (!codes.includes('write/length-differs'))
          expect(Math.abs(is.totalLengthUm / was.totalLengthUm - 1)).toBeLessThan(1e-6)
        if (!codes.includes('write/area-differs'))
          expect(Math.abs(is.totalAreaUm2 / was.totalAreaUm2 - 1)).toBeLessThan(1e-6)
        if (codes.length === 0) expect(again.sections).toEqual(cell.sections)
      }),
      { seed: 1105, numRuns: 300 },
    )
  })
})
