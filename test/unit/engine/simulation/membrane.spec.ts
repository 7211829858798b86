import { describe, expect, it } from 'vitest'
import type { CompiledMechanism } from '../../../../src-engine/kernel/compiledMechanism.ts'
import { indexSections } from '../../../../src-engine/model/regions.ts'
import {
  callOrder,
  densityUses,
  sectionProperties,
  setValue,
} from '../../../../src-engine/simulation/membrane.ts'
import { bushyCell } from '../../../support/cells.ts'
import { documentOf } from '../../../support/engine.ts'
import { describedMechanisms, lookupOf } from '../../../support/mechanisms.ts'

const sections = indexSections(bushyCell())
const use = (mechanism: string, region: string, parameters: Record<string, number> = {}) => ({
  id: region,
  mechanism,
  region,
  parameters,
})

describe('simulation membrane', () => {
  it('calls those that write concentrations first, then in the catalogue’s order', () => {
    const writer: CompiledMechanism = {
      ...describedMechanisms[0]!,
      name: 'zpump',
      ions: [{ ion: 'ca', reads: [], writes: ['cai'], valence: 2 }],
    }
    const all = [...describedMechanisms, { ...writer, name: 'apump' }, writer]
    const order = callOrder([all[2]!, all[1]!, all[3]!, all[4]!, all[0]!, all[1]!], lookupOf(all))
    expect(order.map(({ name }) => name)).toEqual(['zpump', 'apump', 'hh', 'pas', 'IClamp'])
  })

  it('lets the last use win for each parameter and section', () => {
    const cell = documentOf({
      mechanisms: [
        use('pas', 'all', { g: 1, e: 2 }),
        use('pas', 'dend', { g: 3 }),
        use('pas', 'dend[1]', { e: 4 }),
      ],
    })
    const [pas] = densityUses(cell, sections, lookupOf(describedMechanisms))
    expect(setValue(pas!, 0, 'g')).toBe(1)
    expect(setValue(pas!, 2, 'g')).toBe(3)
    expect(setValue(pas!, 2, 'e')).toBe(4)
    expect(setValue(pas!, 3, 'e')).toBe(2)
    expect(setValue(pas!, 3, 'i')).toBeUndefined()
  })

  it('inserts into the union of regions', () => {
    const [pas] = densityUses(
      documentOf({ mechanisms: [use('pas', 'soma'), use('pas', 'axon')] }),
      sections,
      lookupOf(describedMechanisms),
    )
    expect([...pas!.inserted]).toEqual([1, 0, 0, 0, 0, 0, 1, 1, 0, 0])
    expect(
      densityUses(
        documentOf({ mechanisms: [use('pas', 'dend_9')] }),
        sections,
        lookupOf(describedMechanisms),
      ),
    ).toEqual([])
  })

  it('spreads properties over sections', () => {
    const property = (name: string, region: string, value: number) => ({
      id: name + region,
      property: name,
      region,
      value,
    })
    const { cable, ionSettings } = sectionProperties(
      documentOf({
        properties: [
          property('Ra', 'all', 100),
          property('Ra', 'axon[1]', 70),
          property('cm', 'apic', 2),
          property('ena', 'soma', 55),
        ],
      }),
      sections,
      ['na'],
    )
    expect([...cable.raOhmCm]).toEqual([100, 100, 100, 100, 100, 100, 100, 70, 100, 100])
    expect([...cable.cmUfCm2]).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 2, 2])
    expect([...ionSettings.get('ena')!].slice(0, 2)).toEqual([55, NaN])
  })
})
