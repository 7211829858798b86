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
    ['mM', 'mole/m3', 1],
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
    expect(parseUnit('mA/furlong2')).toEqual({ unknown: 'furlong' })
    expect(parseUnit('mV$')).toEqual({ unknown: '$' })
  })

  it('prefers the names that a file defines', () => {
    const aliases = new Map([['blob', unit('3 mV')]])
    const parsed = parseUnit('blob/ms', aliases)
    expect('unit' in parsed && conversionFactor(parsed.unit, unit('mV/ms'))).toBeCloseTo(3, 14)
  })
})
