import fc from 'fast-check'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readMorphology } from '../../../../../src-engine/morphology/readMorphology.ts'
import { jsonWriter } from '../../../../../src-engine/morphology/writers/json/writeJson.ts'
import { writeMorphology } from '../../../../../src-engine/morphology/writers/writeMorphology.ts'
import { fixtureFolder } from '../../../../support/fixtures.ts'
import { anyCoordinate, anyDiameter, randomCell } from './randomCell.ts'

describe('morphology writing JSON', () => {
  it('W12 gives every fixture back as it was: names, wires, annotations, lines, format', async () => {
    const folder = join(fixtureFolder, 'morphology')
    let annotated = 0
    for (const file of readdirSync(folder)) {
      if (!/\.(swc|asc|nts)$/.test(file)) continue
      const { value: cell } = readMorphology(file, readFileSync(join(folder, file)))
      if (!cell) continue
      const { bytes, diagnostics } = await writeMorphology(cell, jsonWriter)
      expect(diagnostics).toEqual([])
      expect(readMorphology('other.json', bytes).value).toEqual(cell)
      if (cell.annotations) annotated++
    }
    expect(annotated).toBeGreaterThan(2)
  })
  it('W12 gives any cell back, to the last bit', async () => {
    const anything = randomCell({
      coordinate: anyCoordinate,
      diameter: anyDiameter,
      parentX: fc.double({ min: 0, max: 1, noNaN: true }),
      gaps: true,
    })
    await fc.assert(
      fc.asyncProperty(anything, async cell => {
        const { bytes, diagnostics } = await writeMorphology(cell, jsonWriter)
        expect(diagnostics).toEqual([])
        expect(readMorphology('x.json', bytes).value).toEqual(cell)
      }),
      { seed: 1107, numRuns: 200 },
    )
  })
  it('W12 refuses what is no such file, and says why', () => {
    const body = (sections: string) =>
      `{"format": "hillock-morphology", "version": 1, "name": "a", "source": "swc", "sections": [${sections}]}`
    const section = (more: string) =>
      `{"name": "dend[0]", "type": 3, ${more} "points": [[0,0,0,1,1],[9,0,0,1,2]]}`
    const why = (sections: string) =>
      readMorphology('x.json', new TextEncoder().encode(body(sections))).diagnostics.map(
        ({ message }) => message,
      )
    expect(why(section(''))).toEqual([])
    expect(why('')[0]).toContain('no list of "sections"')
    expect(why('7')[0]).toContain('not an object')
    expect(why(section('"parent": "dend[0]",'))[0]).toContain('hangs on itself')
    expect(why(section('"parent": "dend[7]",'))[0]).toContain('does not exist')
    expect(why(`${section('')}, ${section('')}`)[0]).toContain('two sections have one name')
    expect(why(section('"wire": [1, 2],'))[0]).toContain('three numbers')
    expect(why('{"name": "a", "type": 3, "points": [[0,0,0,1,1],[9,0,0,1e300,2]]}')[0]).toContain(
      'five numbers',
    )
  })
})
