import { describe, expect, it } from 'vitest'
import { carryModel, type CarriedPlaces } from '../../../../src-engine/model/carry.ts'
import { emptyModel, type ModelDocument } from '../../../../src-engine/model/document.ts'

/** dend[0] was cut in its middle, dend[1] deleted, and there is no axon any more. */
const places: CarriedPlaces = {
  place: ({ section, x }) =>
    section === 'dend[1]'
      ? undefined
      : section !== 'dend[0]'
        ? { section, x }
        : x < 0.5
          ? { section, x: 2 * x }
          : { section: 'dend[2]', x: 2 * x - 1 },
  sections: name => (name === 'dend[0]' ? ['dend[0]', 'dend[2]'] : name === 'dend[1]' ? [] : [name]),
  region: name => name !== 'axon',
}
const wasSection = (region: string): boolean => region.includes('[')

const carry = (change: Partial<ModelDocument>) =>
  carryModel({ ...emptyModel('old'), ...change }, 'new', places, wasSection)

describe('model carry', () => {
  it('names the new cell and leaves what has no place as it is', () => {
    const before = emptyModel('old')
    expect(carry({})).toEqual({ document: { ...before, morphology: 'new' }, dropped: [] })
  })

  it('takes what stands at a place to where the place has gone', () => {
    const { document } = carry({
      probes: [
        { id: 'near', at: { section: 'dend[0]', x: 0.25 }, variable: 'v' },
        { id: 'far', at: { section: 'dend[0]', x: 0.75 }, variable: 'v' },
      ],
      transfers: [
        {
          id: 'gap',
          from: { at: { section: 'dend[0]', x: 1 }, variable: 'v' },
          to: { process: 'gap1', variable: 'vgap' },
        },
      ],
    })
    expect(document.probes.map(({ at }) => at)).toEqual([
      { section: 'dend[0]', x: 0.5 },
      { section: 'dend[2]', x: 0.5 },
    ])
    expect(document.transfers?.[0]?.from.at).toEqual({ section: 'dend[2]', x: 1 })
  })

  it('drops what stood on a section that is gone, and says so', () => {
    const { document, dropped } = carry({
      pointProcesses: [
        { id: 'clamp1', mechanism: 'IClamp', at: { section: 'dend[1]', x: 0.5 }, parameters: {} },
        { id: 'clamp2', mechanism: 'IClamp', at: { section: 'soma[0]', x: 0.5 }, parameters: { amp: 1 } },
      ],
    })
    expect(document.pointProcesses.map(({ id }) => id)).toEqual(['clamp2'])
    expect(dropped).toEqual(['clamp1'])
  })

  it('sets for every part what was set for the whole section', () => {
    const { document, dropped } = carry({
      properties: [
        { id: 'ra', property: 'Ra', region: 'dend[0]', value: 100 },
        { id: 'cm', property: 'cm', region: 'dend[1]', value: 2 },
        { id: 'all', property: 'Ra', region: 'all', value: 35 },
        { id: 'ax', property: 'Ra', region: 'axon', value: 35 },
      ],
    })
    expect(document.properties).toEqual([
      { id: 'ra', property: 'Ra', region: 'dend[0]', value: 100 },
      { id: 'ra_2', property: 'Ra', region: 'dend[2]', value: 100 },
      { id: 'all', property: 'Ra', region: 'all', value: 35 },
    ])
    expect(dropped).toEqual(['cm', 'ax'])
  })

  it('leaves places of other cells alone', () => {
    const transfers = [
      {
        id: 'gap',
        from: { cell: 'other', at: { section: 'dend[1]', x: 1 }, variable: 'v' },
        to: { process: 'gap1', variable: 'vgap' },
      },
    ]
    expect(carry({ transfers }).document.transfers).toEqual(transfers)
  })

  it('follows regions inside of entries', () => {
    const sweep = {
      parameters: [
        {
          id: 'a',
          target: { kind: 'property', property: 'Ra', region: 'dend[0]' },
          values: [1, 2],
        },
        { id: 'b', target: { kind: 'property', property: 'Ra', region: 'dend[1]' }, values: [1, 2] },
      ],
      design: 'grid',
    } as const
    const { document, dropped } = carry({ sweep })
    expect(document.sweep?.parameters).toEqual([sweep.parameters[0]])
    expect(dropped).toEqual(['b'])
  })
})
