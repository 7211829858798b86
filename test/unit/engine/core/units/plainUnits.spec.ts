import { describe, expect, it } from 'vitest'
import { convertQuantity, parsePlainUnit } from '../../../../../src-engine/core/units/plainUnits.ts'

describe('units as people write them', () => {
  // Right-hand sides follow from the definitions of the SI.
  it.each([
    [36, 'pS/µm²', 'S/cm2', 0.0036],
    [0.1, 'kΩ·cm', 'ohm cm', 100],
    [2, 'mol m⁻³', 'mM', 2],
    [5, 'ms⁻¹', 'kHz', 5],
    [3, 'g', 'kg', 0.003],
    [1, 'mole/m3', 'mM', 1],
    [0, 'degC', 'K', 273.15],
    [300, 'K', '°C', 26.85],
    [50, 'degF', 'K', 283.15],
    [37, '°C', 'degF', 98.6],
    [9, 'joule/degF', 'joule/K', 16.2],
    [50, 'degreesrankine', 'K', 27.77777777777778],
    [7, '(mA/cm2)', 'uA/mm2', 70],
    [1, '', '1', 1],
  ])('converts %f %s to %s', (value, from, to, expected) => {
    const found = convertQuantity(value, from, to) ?? NaN
    expect(Math.abs(found / (expected || 1) - (expected === 0 ? 0 : 1))).toBeLessThan(1e-13)
  })

  it('adds no zero point within a product', () => {
    expect(convertQuantity(2, 'joule/degC', 'joule/K')).toBe(2)
  })

  it('refuses what is no unit, or measures something else', () => {
    expect(parsePlainUnit('parrots')).toBeUndefined()
    expect(convertQuantity(1, 'mV', 'parrots')).toBeUndefined()
    expect(convertQuantity(1, 'mV', 'nA')).toBeUndefined()
  })
})
