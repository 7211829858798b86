import { describe, expect, it } from 'vitest'
import { convertValue } from '../../../../src-renderer/format/units.ts'

describe('format units', () => {
  // Right-hand sides follow from the definitions of the SI prefixes.
  it.each([
    [120, 'mS/cm2', 'S/cm2', 0.12],
    [1, 'S/cm²', 'S/m2', 10_000],
    [36, 'pS/um2', 'S/cm2', 0.0036],
    [1e-3, 'uA', 'nA', 1],
    [35.4, 'ohm-cm', 'ohm·m', 0.354],
    [0.1, 'kΩ·cm', 'Ω·cm', 100],
    [1, 'uF/cm2', 'F/m2', 0.01],
    [0.5, 's', 'ms', 500],
    [2, 'mM', 'mol/m3', 2],
    [100, '1/s', 'Hz', 100],
    [6.3, 'degC', 'K', 279.45],
    [300, 'K', 'degC', 26.85],
    [50, '%', '1', 0.5],
    [1, 'mho/cm2', 'S/cm2', 1],
  ])('converts %f %s to %s', (value, from, to, expected) => {
    expect(convertValue(value, from, to)).toBeCloseTo(expected, 12)
  })

  it.each([
    ['mV', 'nA'],
    ['S/cm2', 'S'],
    ['parrots', 'mV'],
    ['mV', 'parrots'],
    ['degC', 'ms'],
  ])('refuses %s for %s', (from, to) => {
    expect(convertValue(1, from, to)).toBeUndefined()
  })

  it('returns to the same number over any unit of the kind', () => {
    for (const unit of ['S/cm2', 'mS/cm2', 'pS/um2', 'S/m2', 'uS/mm2']) {
      const there = convertValue(0.123456789, 'S/cm2', unit) ?? NaN
      expect(convertValue(there, unit, 'S/cm2')).toBeCloseTo(0.123456789, 13)
    }
  })
})
