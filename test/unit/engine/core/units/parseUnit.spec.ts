import { describe, expect, it } from 'vitest'
import { parseUnit } from '../../../../../src-engine/core/units/parseUnit.ts'
import { conversionFactor, type Unit } from '../../../../../src-engine/core/units/unit.ts'

function unit(text: string): Unit {
  const parsed = parseUnit(text)
  if ('unknown' in parsed) throw new Error(`unknown ${parsed.unknown}`)
  return parsed.unit
}

describe('units parseUnit', () => {
  it.each([
    ['mV', 'volt', 1e-3],
    ['millivolt', 'mV', 1],
    ['mA/cm2', 'A/m2', 10],
    ['S/cm2', 'siemens/m2', 1e4],
    ['uS', 'mho', 1e-6],
    ['/ms', 'kilohertz', 1],
    ['ohm cm', 'ohm-m', 1e-2],
    ['um2', 'micron2', 1],
    ['milli/liter', '1/m3', 1],
    ['mM', 'mol/m3', 1],
    ['mM', 'milli/liter', 1],
    ['mole/liter', 'M', 6.02214076e23],
    ['1-3 m', 'mm', 1],
    ['1|4 hour', 'min', 15],
    ['.5 / pi', 'radian', 1],
    ['.05|450 gram/m', 'denier', 1],
    ['ms-1', 'kilohertz', 1],
    ['cm^2', 'cm2', 1],
    ['µM', 'uM', 1],
    ['millimicron', 'nm', 1],
    ['microns', 'um', 1],
    ['megabytes', 'byte', 1048576],
    ['cal', 'joule', 4.1868],
    ['degC', 'K', 1],
    ['k-mole', 'joule/degC', 8.31446261815324],
    ['faraday', 'coulomb', 96485.33212331001],
    ['1e-3 m', 'mm', 1],
    ['days', 'hr', 24],
    ['10 mV/s', 'volt/sec', 0.01],
    ['', '1', 1],
  ])('reads %s, and %s, and how many of one the other is', (from, to, factor) => {
    const found = conversionFactor(unit(from), unit(to)) ?? NaN
    expect(Math.abs(found / factor - 1)).toBeLessThan(1e-14)
  })

  it('knows that volts are not amperes', () => {
    expect(conversionFactor(unit('mV'), unit('mA'))).toBeUndefined()
    expect(conversionFactor(unit('mA/cm2'), unit('nA'))).toBeUndefined()
  })

  it('names the part that it does not know', () => {
    expect(parseUnit('mA/flurong2')).toEqual({ unknown: 'flurong' })
    expect(parseUnit('mV&')).toEqual({ unknown: 'mV&' })
    expect(parseUnit('(mV)')).toEqual({ unknown: '(' })
  })

  it.each(['0', '0 mV', 'km64 km64', 'm'.repeat(100_000), 'milli'.repeat(20_000)])(
    'takes for no unit what is no number of anything (%#)',
    text => {
      expect(parseUnit(text)).toHaveProperty('unknown')
    },
  )

  it.each([
    ['millivolt', []],
    ['milliamp/cm2', []],
    ['1-4 m2-kg/sec2', []],
    ['mV/sec', ['mV']],
    ['pS/um2', ['pS', 'um']],
    ['cm^2', ['cm^2']],
    ['sec-1', ['sec-1']],
    ['mho*kohm', ['*', 'kohm']],
  ])('says of %s which parts NEURON would not read so', (text, foreign) => {
    expect(parseUnit(text)).toMatchObject({ foreign })
  })

  it('prefers the names that a file defines', () => {
    const aliases = new Map([['blob', unit('3 mV')]])
    const parsed = parseUnit('blob/ms', aliases)
    expect('unit' in parsed && conversionFactor(parsed.unit, unit('mV/ms'))).toBeCloseTo(3, 14)
  })
})
