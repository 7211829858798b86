import { describe, expect, it } from 'vitest'
import { parseElectrotonic, parseNames, parseTypes } from '../../../../src-main/cli/measure/options.ts'
import { csvOf } from '../../../../src-main/cli/measure/table.ts'

describe('cli measure options', () => {
  it('reads types by name and number', () => {
    expect(parseTypes('axon,apic,7')).toEqual([2, 4, 7])
    expect(() => parseTypes('leg')).toThrow('"leg" is no type')
    expect(() => parseTypes('2,')).toThrow('is no type')
    expect(() => parseTypes('2.5')).toThrow('"2.5" is no type')
  })
  it('reads cable constants, each with its usual value where it is left out', () => {
    expect(parseElectrotonic('Ra=150,f=0')).toEqual({ raOhmCm: 150, rmOhmCm2: 20_000, cmUfCm2: 1, hz: 0 })
    for (const wrong of ['Ra', 'Ra=', 'Ra=0', 'Rm=-1', 'Cm=thick', 'f=-1', 'Rx=1', 'f=Infinity'])
      expect(() => parseElectrotonic(wrong), wrong).toThrow('is none of')
  })
  it('reads lists', () => {
    expect(parseNames(' a, b,,c ')).toEqual(['a', 'b', 'c'])
  })
  it('writes CSV with all digits, quoted where needed, empty where nothing is defined', () => {
    const table = {
      title: '',
      header: ['a', 'b'],
      rows: [
        ['x,"y"', 0.1 + 0.2],
        ['z', NaN],
        ['w', Infinity],
      ],
    }
    expect(csvOf([table])).toBe('a,b\n"x,""y""",0.30000000000000004\nz,\nw,inf\n')
  })
})
