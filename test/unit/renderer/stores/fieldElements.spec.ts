import { describe, expect, it } from 'vitest'
import { fieldElements, valueSet } from '../../../../src-renderer/stores/fieldElements.ts'
import { builtinCatalogue } from '../../../support/engine.ts'

describe('fields of mechanisms in forms', () => {
  it('are shown element by element where they are short arrays', () => {
    const shown = fieldElements(builtinCatalogue.get('extracellular')!.fields)
    expect(shown.map(({ name, unit }) => `${name} ${unit}`)).toEqual([
      'xraxial[0] megohm/cm',
      'xraxial[1] megohm/cm',
      'xg[0] S/cm2',
      'xg[1] S/cm2',
      'xc[0] uF/cm2',
      'xc[1] uF/cm2',
      'e mV',
      'vext[0] mV',
      'vext[1] mV',
      'i_membrane mA/cm2',
    ])
  })

  it('stay one number for all where they are long', () => {
    const [field] = builtinCatalogue.get('extracellular')!.fields
    expect(fieldElements([{ ...field!, length: 1000 }]).map(({ name }) => name)).toEqual(['xraxial'])
  })

  it('have the value of the whole array where an element has none', () => {
    expect(valueSet({ xg: 2, 'xg[1]': 3 }, 'xg[0]')).toBe(2)
    expect(valueSet({ xg: 2, 'xg[1]': 3 }, 'xg[1]')).toBe(3)
    expect(valueSet({}, 'e')).toBeUndefined()
  })
})
