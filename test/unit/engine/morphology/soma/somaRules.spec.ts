import { describe, expect, it } from 'vitest'
import { somaChoices } from '../../../../../src-engine/morphology/soma/somaChoices.ts'
import { bytesOf, readCell, sectionOf } from '../support.ts'

/** A regular polygon of radius 10 around (1, 2, 3), a little longer along x, and a dendrite. */
const polygon = Array.from({ length: 40 }, (_, i) => {
  const angle = (i * Math.PI) / 20
  return `(${1 + 10.2 * Math.cos(angle)} ${2 + 10 * Math.sin(angle)} 3 0.1)`
}).join(' ')
const cell = `("CellBody" ${polygon})((Dendrite) (11 2 3 2) (50 2 3 2))`

describe('morphology soma rules', () => {
  it('keeps the area with one cylinder, a sphere and three points', () => {
    const choices = somaChoices('x.asc', bytesOf(cell))
    const [format] = choices
    for (const rule of ['cylinder', 'sphere', 'three-points']) {
      const choice = choices.find(one => one.rule === rule)
      expect(choice?.why).toBe('')
      expect(choice?.somaAreaUm2).toBeCloseTo(format?.somaAreaUm2 ?? NaN, 3)
      expect(choice?.areaChange).toBeCloseTo(0, 6)
    }
    const cylinder = choices.find(one => one.rule === 'cylinder')
    expect(cylinder?.somaLengthUm).toBeCloseTo(format?.somaLengthUm ?? NaN, 5)
    const sphere = choices.find(one => one.rule === 'sphere')
    expect(sphere?.somaLengthUm).toBeCloseTo(Math.sqrt((format?.somaAreaUm2 ?? NaN) / Math.PI), 4)
  })
  it('makes a sphere of the mean radius of an outline', () => {
    const choice = somaChoices('x.asc', bytesOf(cell)).find(({ rule }) => rule === 'mean-radius')
    // The mean distance lies between the two radii; the outline is open, so its centre is a little off.
    expect(choice?.somaLengthUm).toBeGreaterThan(20)
    expect(choice?.somaLengthUm).toBeLessThan(20.6)
    expect(choice?.somaAreaUm2).toBeCloseTo(Math.PI * (choice?.somaLengthUm ?? NaN) ** 2, 2)
  })
  it('makes NTSCABLE’s chords of an outline', () => {
    const diamond =
      '("CellBody" (-10 0 0 1) (0 6 0 1) (10 0 0 1) (0 -4 0 1))((Dendrite) (9 0 0 2) (50 0 0 2))'
    const read = readCell(diamond, 'x.asc', { soma: 'chords' })
    expect(sectionOf(read, 'soma[0]').points).toEqual([
      [-10, 0, 0, 0],
      [0, 1, 0, 10],
      [10, 0, 0, 0],
    ])
    expect(sectionOf(read, 'dend[0]')).toMatchObject({ parent: 'soma[0]', parentX: 0.5 })
  })
  it('lays three points along y and attaches the children in the middle', () => {
    const swc = '1 1 0 0 0 5 -1\n2 1 10 0 0 5 1\n3 3 20 0 0 1 2\n4 3 30 0 0 1 3\n'
    const read = readCell(swc, 'x.swc', { soma: 'three-points' })
    const radius = Math.sqrt(100 / 4)
    expect(sectionOf(read, 'soma[0]').points.map(([, y]) => y)).toEqual(
      [-radius, 0, radius].map(y => expect.closeTo(y, 9)),
    )
    expect(sectionOf(read, 'dend[0]')).toMatchObject({
      parentX: 0.5,
      points: sectionOf(readCell(swc), 'dend[0]').points,
    })
  })
  it('says which rules do not fit a soma, and leaves it', () => {
    const branched = '1 1 0 0 0 5 -1\n2 1 9 0 0 5 1\n3 1 9 9 0 5 1\n4 3 30 0 0 1 2\n5 3 40 0 0 1 4\n'
    const choices = somaChoices('x.swc', bytesOf(branched))
    for (const { rule, why, areaChange } of choices) {
      expect({ rule, isRefused: why !== '', areaChange }).toEqual({
        rule,
        isRefused: rule !== 'format',
        areaChange: 0,
      })
    }
  })
  it('has no choices without a soma', () => {
    expect(somaChoices('x.swc', bytesOf('1 3 0 0 0 5 -1\n2 3 9 0 0 5 1\n'))).toEqual([])
  })
})
