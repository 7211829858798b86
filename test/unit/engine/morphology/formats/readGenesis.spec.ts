import { describe, expect, it } from 'vitest'
import { summarise } from '../../../../../src-engine/morphology/measure/summary.ts'
import { readCell, sectionOf } from '../support.ts'

const relative = `// a comment
*relative
*cartesian  /* over
two lines */
soma none 0 0 0 10
dend[0] soma 30 40 0 2
dend[1] . 0 0 50 1.5 Na_chan 1200
apical soma 0 9 0 4
`
const absolute = relative.replace('*relative', '*absolute').replace('0 0 50', '30 40 50')

describe('morphology GENESIS', () => {
  it('makes a cylinder of every compartment and a sphere of one without length', () => {
    const cell = readCell(relative, 'x.p')
    expect([...cell.sections.name]).toEqual(['soma', 'dend[0]', 'dend[1]', 'apical'])
    expect([...cell.sections.type]).toEqual([1, 3, 3, 4])
    const products = 10 * 10 + 50 * 2 + 50 * 1.5 + 9 * 4
    expect(summarise(cell).totalAreaUm2).toBeCloseTo(Math.PI * products, 9)
    expect(sectionOf(cell, 'dend[0]')).toMatchObject({ parent: 'soma', parentX: 0.5, wired: true })
    expect(sectionOf(cell, 'dend[1]')).toMatchObject({
      parentX: 1,
      points: [
        [30, 40, 0, 1.5],
        [30, 40, 50, 1.5],
      ],
    })
  })
  it('reads absolute coordinates, both ends and polar coordinates as the same cell', () => {
    const both = `*double_endpoint\n${absolute}`
      .replace('none 0 0 0', 'none 0 0 0 0 0 0')
      .replace('soma 30 40 0', 'soma 0 0 0 30 40 0')
      .replace('. 30', '. 30 40 0 30')
      .replace('soma 0 9 0', 'soma 0 0 0 0 9 0')
    const polar = relative
      .replace('cartesian', 'polar')
      .replace('30 40 0 2', '50 53.13010235415598 90 2')
      .replace('0 0 50 1.5', '50 12 0 1.5')
      .replace('0 9 0 4', '9 90 90 4')
    const [first, ...others] = [relative, absolute, both, polar].map(text => readCell(text, 'x.p').samples)
    for (const samples of others) {
      samples.x.forEach((x, i) => expect(x).toBeCloseTo(first?.x[i] ?? NaN, 9))
      samples.y.forEach((y, i) => expect(y).toBeCloseTo(first?.y[i] ?? NaN, 9))
      samples.z.forEach((z, i) => expect(z).toBeCloseTo(first?.z[i] ?? NaN, 9))
    }
  })
  it('joins unbranched chains to sections of frusta where asked to', () => {
    const cell = readCell(relative, 'x.p', { compartments: 'frusta' })
    expect([...cell.sections.name]).toEqual(['soma', 'dend[0]', 'apical'])
    expect(sectionOf(cell, 'dend[0]').points).toEqual([
      [0, 0, 0, 2],
      [30, 40, 0, 2],
      [30, 40, 50, 1.5],
    ])
  })
})
