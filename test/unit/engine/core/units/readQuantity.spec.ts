import { describe, expect, it } from 'vitest'
import { readQuantity } from '../../../../../src-engine/core/units/readQuantity.ts'

describe('units readQuantity', () => {
  // Right-hand sides follow from the definitions of the SI, and of the scales of temperature.
  it.each([
    ['0.12', 'S/cm2', 0.12],
    ['120 mS/cm2', 'S/cm2', 0.12],
    ['120mS/cm²', 'S/cm2', 0.12],
    ['0.1 uA', 'nA', 100],
    ['0.1 \u00b5A', 'nA', 100],
    ['0.1 \u03bcA', 'nA', 100],
    ['20 um2', 'micron2', 20],
    ['20 µm²', 'cm2', 2e-7],
    ['20 um^2', 'um2', 20],
    ['3 degC', 'degC', 3],
    ['3 °C', 'degC', 3],
    ['310.15 K', 'degC', 37],
    ['98.6 °F', 'degC', 37],
    ['-40 degF', 'degC', -40],
    ['20 celsius', 'K', 293.15],
    ['-54,3', 'mV', -54.3],
    ['−65', 'mV', -65],
    ['-0.065 V', 'mV', -65],
    ['.5', 'nA', 0.5],
    ['1e-3 uA', 'nA', 1],
    ['1E−3 uA', 'nA', 1],
    ['35.4 ohm-cm', 'ohm·m', 0.354],
    ['0.1 kΩ·cm', 'ohm-cm', 100],
    ['0.1 k\u2126 cm', 'ohm-cm', 100],
    ['150 MOhm', 'megohm', 150],
    ['1 uF/cm2', 'F/m2', 0.01],
    ['0.5 s', 'ms', 500],
    ['2 millisec', 'ms', 2],
    ['2 mol/m3', 'mM', 2],
    ['2 mmol/l', 'mM', 2],
    ['50 nM', 'mM', 5e-5],
    ['1 µmol/l', 'uM', 1],
    ['36 pS/um2', 'S/cm2', 0.0036],
    ['100 1/s', 'Hz', 100],
    ['5 ms-1', '/ms', 5],
    ['5 ms⁻¹', 'kHz', 5],
    ['5 /ms', '1/ms', 5],
    ['50 %', '1', 0.5],
    ['50 %', '', 0.5],
    ['7', '', 7],
    ['1 mho/cm2', 'S/cm2', 1],
    ['3 g', 'kg', 0.003],
  ])('reads "%s" in %s as %f', (text, unit, value) => {
    expect(readQuantity(text, unit)).toEqual({ value })
  })

  it('keeps every digit of a number in the unit itself, however that is spelled', () => {
    for (const text of ['0.12345678901234567', '0.12345678901234567 S/cm2', '0.12345678901234567 S/cm²'])
      expect(readQuantity(text, 'S/cm2')).toEqual({ value: Number('0.12345678901234567') })
  })

  it('takes a file’s own unit in its own spelling, and no other', () => {
    expect(readQuantity('4 flurbs²', 'flurbs2')).toEqual({ value: 4 })
    expect(readQuantity('4 mV', 'flurbs2')).toEqual({ fault: 'other-unit', text: 'mV' })
  })

  it.each([
    ['5 nA', 'mV', 'nA'],
    ['5 S', 's', 'S'],
    ['5 mS', 'ms', 'mS'],
    ['5 m', 'ms', 'm'],
    ['3 C', 'degC', 'C'],
    ['3 mV', 'degC', 'mV'],
    ['5 uA', 'mA/cm2', 'uA'],
    ['5 mmol', 'mM', 'mmol'],
    ['5 nA', '', 'nA'],
    ['5 parrots', 'mV', 'parrots'],
  ])('refuses "%s" where %s is wanted', (text, unit, named) => {
    expect(readQuantity(text, unit)).toEqual({ fault: 'other-unit', text: named })
  })

  // Each is a product in NMODL's units, and was read as one.
  it.each([
    ['1 500', ''],
    ['1 500 mV', 'mV'],
    ['1.5.2 ms', 'ms'],
    ['10 - 3 mV', 'mV'],
    ['10 mV - 3', 'mV'],
    ['10-3', '1'],
    ['2*3 nA', 'nA'],
    ['5 mV 2', 'mV'],
    ['1,000,5', ''],
  ])('does not multiply what "%s" was not meant to', (text, unit) => {
    expect(readQuantity(text, unit)).toHaveProperty('fault', 'other-unit')
  })

  it.each(['many', '1e999', '- 5', '1.7e308e', 'NaN', 'Infinity', '+', '.'])(
    'finds no number in "%s"',
    text => {
      expect(readQuantity(text, 'mV')).toHaveProperty('fault')
      expect(readQuantity(text, '')).toHaveProperty('fault')
    },
  )

  it('refuses a number that another unit makes too large', () => {
    expect(readQuantity('1e308 V', 'mV')).toEqual({ fault: 'other-unit', text: 'V' })
  })

  it('says that there is nothing', () => {
    expect(readQuantity(' \t', 'mV')).toEqual({ fault: 'empty' })
  })

  it('returns to the same number over any unit of the kind', () => {
    for (const unit of ['S/cm2', 'mS/cm2', 'pS/um2', 'S/m2', 'uS/mm2']) {
      const there = readQuantity('0.123456789 S/cm2', unit)
      expect(readQuantity(`${'value' in there ? there.value : ''} ${unit}`, 'S/cm2')).toEqual({
        value: 0.123456789,
      })
    }
  })
})
