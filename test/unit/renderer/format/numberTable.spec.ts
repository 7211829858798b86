import { describe, expect, it } from 'vitest'
import { readNumberTable, unitFactor } from '../../../../src-renderer/format/numberTable.ts'

describe('format number table', () => {
  it.each([
    ['tabs', '0\t1\n2\t3'],
    ['commas', '0,1\n2,3'],
    ['semicolons and decimal commas', '0,0;1,0\r\n2,0;3,0\r\n'],
    ['spaces', '  0   1\n  2   3\n\n'],
    ['remarks', '# from the rig\n0 1\n% more\n2 3'],
  ])('reads columns between %s', (_, text) => {
    expect(readNumberTable(text).columns).toEqual([[0, 2], [1, 3]]) // prettier-ignore
  })

  it('takes the names of columns from a first line without numbers', () => {
    const read = readNumberTable('"t (s)",i (pA)\n0,1e-3\n0.1,-2')
    expect(read.names).toEqual(['t (s)', 'i (pA)'])
    expect(read.columns).toEqual([[0, 0.1], [0.001, -2]]) // prettier-ignore
  })

  it('tells of lines that are no numbers, and goes on with the others', () => {
    const read = readNumberTable('1 2\n3 x\n4 5\n6')
    expect(read.columns).toEqual([[1, 4], [2, 5]]) // prettier-ignore
    expect(read.wrong).toEqual([
      { line: 2, text: '3 x' },
      { line: 4, text: '6' },
    ])
  })

  it('turns the unit of a column’s name into the field’s own', () => {
    expect(unitFactor('t (s)', 'ms')).toBe(1000)
    expect(unitFactor('current [pA]', 'nA')).toBeCloseTo(1e-3, 15)
    expect(unitFactor('t (s)', 'nA')).toBe(1)
    expect(unitFactor('time', 'ms')).toBe(1)
  })
})
