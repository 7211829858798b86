import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { compileMechanism, createSourceText } from '../../../../src-engine/index.ts'
import {
  displayUnit,
  formatMeasure,
  formatNumber,
  naturalStep,
  readQuantity,
  stepQuantity,
} from '../../../../src-renderer/format/quantity.ts'
import { mechanismFiles } from '../../../support/mechanismFiles.ts'

describe('format quantity', () => {
  it.each([
    ['0.12', 'S/cm2', 0.12],
    ['120 mS/cm2', 'S/cm2', 0.12],
    ['120mS/cm²', 'S/cm2', 0.12],
    ['-54,3', 'mV', -54.3],
    ['−65', 'mV', -65],
    ['1e-3 uA', 'nA', 1],
    ['.5', 'nA', 0.5],
    ['5 ms', 'ms', 5],
    ['7', '', 7],
  ])('reads "%s" as %s', (text, unit, expected) => {
    expect(readQuantity(text, unit)).toEqual({ value: expected, fault: undefined })
  })

  it.each([
    ['', 'mV', 'quantity.empty'],
    ['many', 'mV', 'quantity.notANumber'],
    ['1e999', 'mV', 'quantity.notANumber'],
    ['5 nA', 'mV', 'quantity.otherUnit'],
    ['5 nA', '', 'quantity.noUnit'],
    ['5 nA', '1', 'quantity.noUnit'],
  ])('refuses "%s" in %s with %s', (text, unit, key) => {
    expect(readQuantity(text, unit)).toMatchObject({ value: undefined, fault: { key } })
  })

  it('takes back every unit that it shows of the mechanisms’ fields and of the forms', () => {
    const units = new Set(['ohm-cm', 'Ω·cm', 'uF/cm2', 'µF/cm²', 'um', 'Hz', 'mA/cm2', 'degC', 'ms', ''])
    for (const path of mechanismFiles()) {
      const { value } = compileMechanism(createSourceText(path, readFileSync(path, 'utf8')))
      for (const { unit } of value?.fields ?? []) if (unit !== undefined) units.add(unit)
    }
    expect(units.size).toBeGreaterThan(25)
    for (const unit of units) {
      expect(readQuantity(`0.25 ${displayUnit(unit)}`, unit), unit).toEqual({ value: 0.25, fault: undefined })
      expect(readQuantity(`0.25 ${unit}`, displayUnit(unit)), unit).toEqual({ value: 0.25, fault: undefined })
    }
  })

  it('names what was typed and what the field measures, as both are shown', () => {
    expect(readQuantity('5 nA', 'mA/cm2').fault).toEqual({
      key: 'quantity.otherUnit',
      names: { text: 'nA', unit: 'mA/cm²' },
    })
  })

  it('says which limit is passed', () => {
    expect(readQuantity('0', 'ms', { min: 0, aboveMin: true }).fault?.key).toBe('quantity.notAbove')
    expect(readQuantity('-1', 'ms', { min: 0 }).fault).toEqual({
      key: 'quantity.below',
      names: { limit: '0', unit: 'ms' },
    })
    expect(readQuantity('2', '', { max: 1 }).fault?.key).toBe('quantity.above')
    expect(readQuantity('1.5', '', { integer: true }).fault?.key).toBe('quantity.whole')
  })

  it('checks limits in the field’s own unit', () => {
    expect(readQuantity('2000 us', 'ms', { max: 1 }).fault?.key).toBe('quantity.above')
  })

  it('shows numbers without binary dust, and every digit that was typed', () => {
    expect(formatNumber(0.1 + 0.2)).toBe('0.3')
    expect(formatNumber(0.025)).toBe('0.025')
    expect(formatNumber(123456.789012)).toBe('123456.789012')
  })

  it('shows measures with the wanted digits', () => {
    expect(formatMeasure(1234.567)).toBe('1235')
    expect(formatMeasure(0.012345)).toBe('0.01235')
    expect(formatMeasure(43.129, 3)).toBe('43.1')
    expect(formatMeasure(NaN)).toBe('–')
    expect(formatMeasure(2.5e7)).toBe('2.500e+7')
  })

  it('writes units as people do', () => {
    expect(displayUnit('mA/cm2')).toBe('mA/cm²')
    expect(displayUnit('uF/cm2')).toBe('µF/cm²')
    expect(displayUnit('degC')).toBe('°C')
    expect(displayUnit('1')).toBe('')
  })

  it('steps in the place after the leading digit', () => {
    expect(naturalStep(0.12)).toBeCloseTo(0.01, 15)
    expect(naturalStep(-54.3)).toBe(1)
    expect(stepQuantity(0.1, 2, 0.1)).toBe(0.3)
  })
})
