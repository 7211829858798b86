import { describe, expect, it } from 'vitest'
import { indexSections } from '../../../../src-engine/model/regions.ts'
import { bushyCell, cellOf } from '../../../support/cells.ts'

describe('model regions', () => {
  const sections = indexSections(bushyCell())

  it('finds the standard regions, other arrays and single sections', () => {
    expect(sections.region('all')).toHaveLength(10)
    expect(sections.region('axon')).toEqual([6, 7])
    expect(sections.region('apic[1]')).toEqual([9])
    expect(indexSections(cellOf([{ type: 5, lengthUm: 1, diameterUm: 1 }])).region('dend_5')).toEqual([0])
  })

  it('knows an empty region from an unknown one', () => {
    const soma = indexSections(cellOf([{ type: 1, lengthUm: 1, diameterUm: 1 }]))
    expect(soma.region('axon')).toEqual([])
    expect(soma.region('axn')).toBeUndefined()
  })

  it('takes an array’s name for its first section where one section is meant', () => {
    expect(sections.section('soma')).toBe(0)
    expect(sections.section('dend[1]')).toBe(2)
    expect(sections.section('dend[9]')).toBeUndefined()
  })
})
