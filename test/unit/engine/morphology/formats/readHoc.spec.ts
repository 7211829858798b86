import { describe, expect, it } from 'vitest'
import { measureSections } from '../../../../../src-engine/morphology/measure/sectionTable.ts'
import { readMorphology } from '../../../../../src-engine/morphology/readMorphology.ts'
import { bytesOf, readCell, sectionOf } from '../support.ts'

const start = 'create soma, dend\nsoma { pt3dadd(0,0,0,9) pt3dadd(9,0,0,9) }\n'

/** What the reader says a program does that no cell needs. */
function refusal(program: string): string | undefined {
  return readMorphology('x.hoc', bytesOf(program)).diagnostics.find(({ severity }) => severity === 'error')
    ?.message
}

describe('morphology hoc', () => {
  it('turns a section round that is attached by its 1 end, with what hangs on it', () => {
    const cell = readCell(
      'create a, b, c\nconnect b(1), a(1)\nconnect c(0), b(0.25)\na { pt3dadd(0,0,0,1) pt3dadd(9,0,0,1) }\n' +
        'b { pt3dadd(50,0,0,1) pt3dadd(9,0,0,3) }\nc { L = 5 diam = 1 }\n',
      'x.hoc',
    )
    expect(sectionOf(cell, 'b')).toMatchObject({
      parent: 'a',
      parentX: 1,
      points: [
        [9, 0, 0, 3],
        [50, 0, 0, 1],
      ],
    })
    expect(sectionOf(cell, 'c')).toMatchObject({ parent: 'b', parentX: 0.75 })
  })
  it.each([
    [`${start}begintemplate Cell\nendtemplate Cell\n`, 'line 3 defines a template'],
    [`${start}xopen("other.hoc")\n`, 'line 3 reads another file'],
    [`${start}while (1) { }\n`, 'line 3 has a loop of open length'],
    [`${start}stim = new IClamp(0.5)\n`, 'line 3 makes objects'],
    [`${start}dend { diam(0:1) = 10:3 }\n`, 'line 3'],
    [`${start}dend.L = length\n`, 'line 3 uses “length”, which has no value'],
    [`${start}dendrite { L = 9 }\n`, 'line 3'],
    [`${start}grow()\n`, 'line 3 calls “grow”, which is not in the file'],
    [`${start}proc f() { f() }\nf()\n`, 'too often'],
    [`${start}for i = 0, 1e12 x = i\n`, 'runs on and on'],
    [`${start}dend { pt3dadd(1, 2, 3) }\n`, 'line 3 gives a point 3 of four numbers'],
    [`${start}for j = 1, fscan() x = fscan()\n3 1 2\n`, 'reads more numbers than the file holds'],
    [`${start}soma { L = 1e300 }\n`, 'line 3 sets “L” to 1e+300'],
    [`${start}soma {\n`, 'ends in a block that line 3 opens'],
  ])('refuses “%s” with the reason', (program, reason) => {
    expect(refusal(program)).toContain(reason)
  })
  it('passes over branches of a program that are not taken', () => {
    const cell = readCell(
      `${start}if (0) { objref x } else dend { L = 7 diam = 2 }\nsoma connect dend(0), 1\n`,
      'x',
    )
    expect(measureSections(cell).lengthUm[1]).toBeCloseTo(7, 6)
  })
})

describe('morphology CABLE', () => {
  it('makes a cylinder of every segment, on the far end of the one before it', () => {
    const cell = readCell(
      'proc geometry() {\nfcbs(0)\nfcbs(1, 2, 0)\nfcbs(3, 3, 1)\ndx[0] = 20\ndiam[0] = 15\n' +
        'for (i=1; i<=3; i=i+1) {\ndx[i] = 10*i\ndiam[i] = i }\nfarea(3)\narea[0] = PI*diam[0]*dx[0]\nfcbs()\n}\n',
      'x',
    )
    expect([...cell.sections.name]).toEqual(['soma', 'dend[0]', 'dend[1]', 'dend[2]'])
    expect([...cell.sections.parent]).toEqual([-1, 0, 1, 1])
    expect([...cell.sections.parentX]).toEqual([0, 0.5, 1, 1])
    const areas = [20 * 15, 10, 40, 90].map(product => Math.PI * product)
    measureSections(cell).areaUm2.forEach((area, i) => expect(area).toBeCloseTo(areas[i] ?? NaN, 9))
  })
})
