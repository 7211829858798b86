import fc from 'fast-check'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readMorphology } from '../../../../../src-engine/morphology/readMorphology.ts'
import { hocWriter } from '../../../../../src-engine/morphology/writers/hoc/writeHoc.ts'
import { writeMorphology } from '../../../../../src-engine/morphology/writers/writeMorphology.ts'
import { fixtureFolder } from '../../../../support/fixtures.ts'
import { anyCoordinate, anyDiameter, randomCell } from './randomCell.ts'

describe('morphology writing hoc', () => {
  it('W13 gives the usual cells back to the last bit: names, places, wires, points', async () => {
    const folder = join(fixtureFolder, 'morphology')
    let exact = 0
    for (const file of readdirSync(folder).filter(name => /\.(swc|asc)$/.test(name))) {
      const { value: cell } = readMorphology(file, readFileSync(join(folder, file)))
      if (!cell) continue
      const { bytes, diagnostics } = await writeMorphology(cell, hocWriter)
      if (diagnostics.length > 0) continue
      exact++
      const { value: again } = readMorphology('x.hoc', bytes)
      const { line: _was, ...samples } = cell.samples
      const { line: _is, ...samplesAgain } = again?.samples ?? {}
      expect(samplesAgain).toEqual(samples)
      expect(again?.sections).toEqual(cell.sections)
    }
    expect(exact).toBeGreaterThan(20)
  })
  it('W13 keeps sections, places and points of any cell', async () => {
    const anything = randomCell({
      coordinate: anyCoordinate,
      diameter: anyDiameter,
      parentX: fc.double({ min: 0, max: 1, noNaN: true }),
      gaps: true,
    })
    await fc.assert(
      fc.asyncProperty(anything, async cell => {
        const { diagnostics } = await writeMorphology(cell, hocWriter)
        // The format says types by names alone, and has none for all.
        expect(diagnostics.filter(({ code }) => code !== 'write/types-differ')).toEqual([])
      }),
      { seed: 1113, numRuns: 150 },
    )
  })
})
