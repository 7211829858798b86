import { describe, expect, it } from 'vitest'
import { designTable } from '../../../../src-engine/sweep/design.ts'
import { mostSobolDimensions, sobolPoints } from '../../../../src-engine/sweep/sobol.ts'
import type { SweepParameter, SweepUse } from '../../../../src-engine/model/sweepUse.ts'
import { philoxWords } from '../../../support/philox.ts'

const parameter = (id: string, more: Partial<SweepParameter> = {}): SweepParameter => ({
  id,
  target: { kind: 'run', setting: 'celsius' },
  ...more,
})

const rowsOf = (sweep: SweepUse) => {
  const { value, diagnostics } = designTable(sweep)
  if (!value) throw new Error(diagnostics.map(({ code }) => code).join())
  const width = value.parameters.length
  return Array.from({ length: value.count }, (_, row) => [
    ...value.values.subarray(row * width, (row + 1) * width),
  ])
}

const codeOf = (sweep: SweepUse) => designTable(sweep).diagnostics.map(({ code }) => code)

describe('sweep design', () => {
  it('makes every combination of a grid, the last parameter changing fastest', () => {
    const parameters = [
      parameter('a', { values: [1, 2] }),
      parameter('b', { from: 0, to: 1, steps: 3 }),
      parameter('c', { from: 1, to: 100, steps: 1, scale: 'log' }),
    ]
    expect(rowsOf({ parameters, design: 'grid' })).toEqual([
      [1, 0, 1],
      [1, 0.5, 1],
      [1, 1, 1],
      [2, 0, 1],
      [2, 0.5, 1],
      [2, 1, 1],
    ])
  })

  it('spaces values in equal ratios, also below 0', () => {
    const [first] = rowsOf({
      parameters: [parameter('a', { from: 1, to: 10_000, steps: 5, scale: 'log' })],
      design: 'grid',
    }).map(([value]) => value)
    expect(first).toBe(1)
    const below = rowsOf({
      parameters: [parameter('a', { from: -1, to: -10_000, steps: 5, scale: 'log' })],
      design: 'grid',
    })
    below.forEach(([value], k) => expect(value! / -(10 ** k)).toBeCloseTo(1, 13))
  })

  it('gives the points of Sobol’s sequence that Joe and Kuo print for three dimensions', () => {
    const points = sobolPoints(10, 3)
    expect(Array.from({ length: 10 }, (_, row) => [...points.subarray(3 * row, 3 * row + 3)])).toEqual([
      [0, 0, 0],
      [0.5, 0.5, 0.5],
      [0.75, 0.25, 0.25],
      [0.25, 0.75, 0.75],
      [0.375, 0.375, 0.625],
      [0.875, 0.875, 0.125],
      [0.625, 0.125, 0.875],
      [0.125, 0.625, 0.375],
      [0.1875, 0.3125, 0.9375],
      [0.6875, 0.8125, 0.4375],
    ])
  })

  it('puts one of the first 2^k points into every interval of that length, in every dimension', () => {
    for (const count of [2, 16, 256, 1024]) {
      const points = sobolPoints(count, mostSobolDimensions)
      for (let dimension = 0; dimension < mostSobolDimensions; dimension++) {
        const taken = new Set<number>()
        for (let row = 0; row < count; row++)
          taken.add(points[row * mostSobolDimensions + dimension]! * count)
        expect(taken.size).toBe(count)
        for (const place of taken) expect(Number.isInteger(place)).toBe(true)
      }
    }
  })

  it('draws random variants by Philox, so that one does not depend on how many there are', () => {
    const parameters = [parameter('a', { from: 0, to: 1 }), parameter('b', { from: -2, to: 2 })]
    const few = rowsOf({ parameters, design: 'random', count: 5, seed: 7 })
    const many = rowsOf({ parameters, design: 'random', count: 1000, seed: 7 })
    expect(many.slice(0, 5)).toEqual(few)
    const [word = 0] = philoxWords([3, 1, 0, 0], [7, 0])
    expect(few[3]?.[1]).toBe(-2 + ((word + 0.5) / 2 ** 32) * 4)
    const mean = many.reduce((sum, [, b = 0]) => sum + b, 0) / 1000
    // The standard error is 4/√12/√1000 = 0.037.
    expect(Math.abs(mean)).toBeLessThan(0.15)
    expect(rowsOf({ parameters, design: 'random', count: 5, seed: 8 })).not.toEqual(few)
  })

  it('takes rows as they are', () => {
    const rows = [
      [1, 2],
      [3, 4],
    ]
    expect(rowsOf({ parameters: [parameter('a'), parameter('b')], design: 'list', rows })).toEqual(rows)
  })

  it('says what is wrong with a sweep', () => {
    const a = parameter('a', { from: 0, to: 1 })
    expect(codeOf({ parameters: [], design: 'grid' })).toEqual(['sweep/nothing-to-vary'])
    expect(codeOf({ parameters: [a], design: 'random' })).toEqual(['sweep/nothing-to-vary'])
    expect(codeOf({ parameters: [a, a], design: 'random', count: 2 })).toEqual(['sweep/parameter-twice'])
    expect(codeOf({ parameters: [a], design: 'grid' })).toEqual(['sweep/range-missing'])
    expect(codeOf({ parameters: [parameter('a')], design: 'sobol', count: 2 })).toEqual([
      'sweep/range-missing',
    ])
    expect(codeOf({ parameters: [{ ...a, scale: 'log' }], design: 'random', count: 2 })).toEqual([
      'sweep/log-of-range',
    ])
    expect(codeOf({ parameters: [a], design: 'list', rows: [[1, 2]] })).toEqual(['sweep/row-length'])
    expect(codeOf({ parameters: [a], design: 'list', rows: [[NaN]] })).toEqual(['sweep/not-finite'])
    expect(codeOf({ parameters: [a], design: 'random', count: 1e9 })).toEqual(['sweep/too-many-variants'])
    const many = Array.from({ length: 30 }, (_, k) => ({ ...a, id: `p${k}` }))
    expect(codeOf({ parameters: many, design: 'sobol', count: 4 })).toEqual(['sweep/too-many-dimensions'])
  })
})
