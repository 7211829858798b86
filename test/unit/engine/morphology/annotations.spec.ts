import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { MorphologyBuilder } from '../../../../src-engine/morphology/builder.ts'
import type { Morphology } from '../../../../src-engine/morphology/morphology.ts'
import { readMorphology } from '../../../../src-engine/morphology/readMorphology.ts'
import { fixtureFolder } from '../../../support/fixtures.ts'
import { readCell } from './support.ts'

const soma = '("CellBody" (10 5 0 1) (0 9 0 1) (-10 5 0 1) (-11 -5 0 1) (0 -8 0 1) (9 -4 0 1))\n'

/** Section name, and x of the sample, that an annotation stands on. */
function standsOn(cell: Morphology, { section, sample }: { section: number; sample: number }) {
  return [cell.sections.name[section] ?? null, cell.samples.x[sample] ?? null]
}

describe('morphology annotations', () => {
  it('A10 keeps every point of the markers in a real file, with the branch and the sample it was written after', () => {
    const bytes = readFileSync(join(fixtureFolder, 'morphology', 'markers.asc'))
    const { value: cell } = readMorphology('markers.asc', bytes)
    const markers = cell?.annotations?.markers ?? []
    expect(markers.map(({ x }) => x)).toEqual([-271.87, -269.34, -279.41, -272.98, -223.67, -222.76])
    expect(markers.map(({ line }) => line)).toEqual([12, 13, 22, 23, 31, 32])
    expect(new Set(markers.map(({ kind, name }) => `${kind}/${name}`))).toEqual(new Set(['Cross/Marker 3']))
    const places = markers.map(marker => standsOn(cell as Morphology, marker)[1])
    expect(places).toEqual([-275.54, -275.54, -276.65, -276.65, -204.9, -204.9])
  })
  it('A10 keeps spines with class, head and base, also where the branch begins with a copied point', () => {
    const cell = readCell(
      `((Dendrite) (0 0 0 2) (9 0 0 2) <(Class 2 "thin") (Color Red) (9 1 0 0.4 S1)>
        ((12 3 0 1) <(Class 3) (12, 4, 0, 0.5)> (15 9 0 1) | (12 -3 0 1) (15 -9 0 1)))`,
      'cell.asc',
    )
    const spines = cell.annotations?.spines ?? []
    expect(spines.map(({ kind, x, y, diameter }) => [kind, x, y, diameter])).toEqual([
      ['thin', 9, 1, 0.4],
      ['3', 12, 4, 0.5],
    ])
    expect(spines.map(spine => standsOn(cell, spine))).toEqual([
      ['dend[0]', 9],
      ['dend[1]', 12],
    ])
  })
  it('A10 keeps outlines, those of a stack with the section of their soma', () => {
    const cell = readCell(`("Pia" (Closed) (1 1 0 1) (2 2 0 1))("Layer" (5 5 0 0))${soma}${soma}`, 'cell.asc')
    const outlines = cell.annotations?.outlines ?? []
    expect(outlines.map(({ name, closed, section }) => [name, closed, section])).toEqual([
      ['Pia', true, -1],
      ['Layer', false, -1],
      ['CellBody', true, 0],
      ['CellBody', true, 0],
    ])
    expect([...(outlines[2]?.x ?? [])]).toEqual([10, 0, -10, -11, 0, 9])
  })
  it('A10 leaves a marker in a branch without points on the branch above', () => {
    const cell = readCell(
      '((Axon) (0 0 0 1) (9 0 0 1) ((12 3 0 1) (15 9 0 1) | (Dot (1 2 3 4))) (Plus (5 6 7 8)))',
      'cell.asc',
    )
    const markers = cell.annotations?.markers ?? []
    expect(markers.map(marker => [marker.kind, ...standsOn(cell, marker)])).toEqual([
      ['Dot', 'axon[0]', 9],
      ['Plus', 'axon[0]', 9],
    ])
  })
  it('A10 takes headers, colours and groups that are no points for no markers', () => {
    const cell = readCell(
      '(ImageCoords (1 2 3 4)) (Thumbnail (1 2 3 4)) (Dot (Name "m") (1 2 3 4 5 6)) (Dot (1e12 0 0 0)) ((Axon) (Color RGB (1, 2, 3)) (0 0 0 1) (9 0 0 1))',
      'cell.asc',
    )
    expect(cell.annotations).toBeUndefined()
  })
  it('E7 keeps the dots, outlines and spine bases of a Eutectic file', () => {
    const cell = readCell(
      ` Point Type Tag X Y Z Thick
1 OS 0 1 1 0 .1
2 OCP 0 2 2 0 .1
3 OE 0 3 3 0 .1
4 DS 0 7 7 0 .5
5 MTO 3 5 0 0 2
6 SB 3 15 0 0 2
7 NE 3 25 5 0 1
`,
      'cell.nts',
    )
    const { markers = [], spines = [], outlines = [] } = cell.annotations ?? {}
    expect(markers.map(({ kind, x, line }) => [kind, x, line])).toEqual([['DS', 7, 5]])
    expect(outlines.map(({ closed, x }) => [closed, ...x])).toEqual([[true, 1, 2, 3]])
    expect(spines.map(spine => standsOn(cell, spine))).toEqual([['dend[0]', 15]])
  })
  it('T5 T7 keeps markers of Neurolucida V1 on the point above them, and all outlines', () => {
    const ring = (x: number) =>
      `[2,41] (${x + 5},0,0) 1\n[1,42] (${x},6,0) 1\n[1,42] (${x - 5},1,0) 1\n[1,42] (${x + 1},-5,0) 1\n`
    const branch = '[2,1] (5,0,0) 1\n[1,2] (20,0,0) 1\n[10,5] (20,0,0) 1\n[3,7] (21,2,0) 0.5\n'
    const twigs = '[1,2] (20,0,0) 1\n[1,2] (30,9,0) 1\n[2,2] (20,0,0) 1\n[1,2] (30,-9,0) 1\n'
    const cell = readCell(`${ring(0)}${ring(100)}${branch}${twigs}`, 'cell.asc')
    const { markers = [], outlines = [] } = cell.annotations ?? {}
    expect(markers).toMatchObject([{ kind: '7', x: 21, y: 2, diameter: 1, line: 12 }])
    expect(markers.map(mark => standsOn(cell, mark))).toEqual([['dend[0]', 20]])
    expect(outlines.map(outline => [standsOn(cell, outline)[0], outline.x[0]])).toEqual([
      ['soma[0]', 5],
      [null, 105],
    ])
  })
  it('builder refuses an annotation on a section that does not exist', () => {
    const builder = new MorphologyBuilder()
    builder.addSection({ type: 1, parent: -1, parentX: 0 })
    builder.addSample(0, 0, 0, 1, 1)
    builder.addSample(1, 0, 0, 1, 2)
    const marker = { kind: 'Dot', name: '', x: 0, y: 0, z: 0, diameter: 0, line: 1, section: 1, sample: -1 }
    builder.annotate({ markers: [marker], spines: [], outlines: [] })
    expect(() => builder.build('cell', 'swc')).toThrow('annotation')
  })
})
