import { describe, expect, it } from 'vitest'
import { readMorphology } from '../../../../../src-engine/index.ts'
import { storedPointsOfSection } from '../../../../../src-engine/morphology/storedPoints.ts'

const bytesOf = (sections: unknown) =>
  new TextEncoder().encode(JSON.stringify({ format: 'hillock-sections', version: 1, sections }))

const read = (sections: unknown) => readMorphology('cell.json', bytesOf(sections))

const codesOf = (sections: unknown) => read(sections).diagnostics.map(({ code }) => code)

const soma = { name: 'soma', lengthUm: 20, diameterUm: 12.5 }

describe('morphology list of sections', () => {
  it('gives sections of lengths and diameters their sizes to the last bits, wherever they are attached', () => {
    const { value } = read([
      { name: 'dend[0]', parent: 'soma', lengthUm: 123.456789012, diameterUm: 1.23456789012 },
      soma,
      { name: 'dend[1]', parent: 'dend[0]', parentX: 0.5, lengthUm: 10, diameterUm: 1 },
      { name: 'dend[2]', parent: 'dend[0]', parentX: 0.5, lengthUm: 10, diameterUm: 1 },
    ])
    expect(value?.sections.name).toEqual(['dend[0]', 'soma', 'dend[1]', 'dend[2]'])
    expect([...value!.sections.parent]).toEqual([1, -1, 0, 0])
    expect([...value!.sections.parentX]).toEqual([1, 0, 0.5, 0.5])
    expect([...value!.sections.type]).toEqual([3, 1, 3, 3])
    const points = storedPointsOfSection(value!, 0)
    // Ends are drawn 140 µm from the origin: the difference of their coordinates has an error of 1 in the 53rd bit of that.
    expect(Math.abs(points.arcUm[1]! - 123.456789012)).toBeLessThan(4e-14)
    expect(points.diameter[0]).toBe(1.23456789012)
    expect(Math.abs(storedPointsOfSection(value!, 3).arcUm[1]! - 10)).toBeLessThan(4e-14)
  })

  it('attaches in the middle of points', () => {
    const { value } = read([
      {
        name: 'dend',
        points: [
          [0, 0, 0, 2],
          [10, 0, 0, 2],
          [10, 30, 0, 1],
        ],
      },
      { name: 'side', parent: 'dend', parentX: 0.5, lengthUm: 5, diameterUm: 1 },
    ])
    const first = value!.sections.firstSample[1]!
    expect([value!.samples.x[first], value!.samples.y[first]]).toEqual([10, 10])
  })

  it('draws a chain of many sections', () => {
    const chain = Array.from({ length: 20000 }, (_, index) => ({
      name: `dend[${index}]`,
      ...(index > 0 ? { parent: `dend[${index - 1}]` } : {}),
      lengthUm: 1,
      diameterUm: 1,
    }))
    const { value } = read(chain.reverse())
    expect(value!.samples.x[1]).toBe(20000)
  })

  it('says what is wrong with a list', () => {
    expect(codesOf([])).toEqual(['morphology/no-sections'])
    expect(codesOf(7)).toEqual(['sections/not-readable'])
    expect(codesOf([soma, soma])).toEqual(['sections/repeated-name'])
    expect(codesOf([{ ...soma, parent: 'axon' }])).toEqual(['sections/unknown-parent'])
    expect(codesOf([{ ...soma, parent: 'soma' }])).toEqual(['sections/circle'])
    for (const bad of [
      { ...soma, lengthUm: 0 },
      { ...soma, lengthUm: '20' },
      { ...soma, diameterUm: -1 },
      { ...soma, colour: 'red' },
      { ...soma, name: 'my soma' },
      { ...soma, parent: 'soma', parentX: 2 },
      {
        ...soma,
        points: [
          [0, 0, 0, 1],
          [1, 0, 0, 1],
        ],
      },
      { name: 'soma', points: [[0, 0, 0, 1]] },
      {
        name: 'soma',
        points: [
          [0, 0, 0, 1],
          [1, 0, 1],
        ],
      },
      {
        name: 'soma',
        points: [
          [0, 0, 0, 1],
          [1, 0, 0, -1],
        ],
      },
      3,
    ])
      expect(codesOf([bad])).toEqual(['sections/bad-section'])
  })
})
