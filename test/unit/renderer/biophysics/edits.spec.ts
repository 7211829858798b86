import { describe, expect, it } from 'vitest'
import { emptyModel } from '../../../../src-engine/model/document.ts'
import {
  insertMechanism,
  removeMechanism,
  setParameter,
  setProperty,
} from '../../../../src-renderer/features/biophysics/biophysicsEdits.ts'
import {
  mechanismsIn,
  narrowerUses,
  propertiesIn,
} from '../../../../src-renderer/features/biophysics/regionView.ts'
import { setGlobal } from '../../../../src-renderer/stores/modelEdits.ts'
import { searchMechanisms } from '../../../../src-renderer/features/biophysics/searchMechanisms.ts'
import { fakeMechanisms } from '../../../support/fakeHost/mechanisms.ts'

const empty = emptyModel('cell-1')
const byName = new Map(fakeMechanisms.map(mechanism => [mechanism.name, mechanism]))

describe('biophysics edits', () => {
  it('inserts a mechanism once', () => {
    const once = insertMechanism(empty, 'hh', 'soma')
    expect(once.mechanisms).toMatchObject([{ mechanism: 'hh', region: 'soma', parameters: {} }])
    expect(insertMechanism(once, 'hh', 'soma')).toBe(once)
    expect(insertMechanism(once, 'hh', 'axon').mechanisms).toHaveLength(2)
  })

  it('gives ids that nothing else has', () => {
    const both = insertMechanism(insertMechanism(empty, 'hh', 'soma'), 'hh', 'axon')
    expect(new Set(both.mechanisms.map(({ id }) => id)).size).toBe(2)
    const without = removeMechanism(both, both.mechanisms[0]!.id)
    expect(without.mechanisms.map(({ region }) => region)).toEqual(['axon'])
    expect(removeMechanism(without, 'nothing')).toBe(without)
  })

  it('keeps only parameters that differ from the default', () => {
    const model = insertMechanism(empty, 'hh', 'soma')
    const { id } = model.mechanisms[0]!
    const changed = setParameter(model, id, 'gnabar', 0.2)
    expect(changed.mechanisms[0]!.parameters).toEqual({ gnabar: 0.2 })
    expect(setParameter(changed, id, 'gnabar', 0.2)).toBe(changed)
    expect(setParameter(changed, id, 'gnabar', undefined).mechanisms[0]!.parameters).toEqual({})
  })

  it('sets and takes back properties and globals', () => {
    const model = setProperty(setProperty(empty, 'Ra', 'all', 100), 'Ra', 'axon', 50)
    expect(model.properties.map(({ region, value }) => [region, value])).toEqual([['all', 100], ['axon', 50]]) // prettier-ignore
    expect(setProperty(model, 'Ra', 'axon', 60).properties).toHaveLength(2)
    expect(setProperty(model, 'Ra', 'axon', undefined).properties).toHaveLength(1)
    expect(setProperty(empty, 'cm', 'soma', undefined)).toBe(empty)
    expect(setGlobal(setGlobal(empty, 'hh.q10', 3), 'hh.q10', undefined).globals).toEqual({})
  })
})

describe('biophysics of a region', () => {
  const model = setProperty(
    insertMechanism(insertMechanism(empty, 'pas', 'all'), 'hh', 'soma'),
    'Ra',
    'all',
    100,
  )

  it('shows what wider regions bring, and points to narrower ones', () => {
    expect(mechanismsIn(model, 'soma').map(({ use, own }) => [use.mechanism, own])).toEqual([['hh', true], ['pas', false]]) // prettier-ignore
    expect(mechanismsIn(model, 'soma[0]').map(({ use }) => use.mechanism)).toEqual(['pas', 'hh'])
    expect(mechanismsIn(model, 'dend').map(({ use }) => use.mechanism)).toEqual(['pas'])
    expect(narrowerUses(model, 'all').map(({ region }) => region)).toEqual(['soma'])
  })

  it('says where a value comes from, and offers only ions that are there', () => {
    const soma = propertiesIn(model, byName, 'soma')
    expect(soma.find(({ property }) => property === 'Ra')).toMatchObject({
      value: 100,
      own: undefined,
      from: 'all',
      default: 35.4,
    })
    expect(soma.map(({ property }) => property)).toContain('ena')
    expect(propertiesIn(model, byName, 'dend').map(({ property }) => property)).toEqual(['Ra', 'cm'])
  })

  it('begins every ion where the engine begins it, also one that nobody knows', () => {
    const [hh] = fakeMechanisms.filter(({ name }) => name === 'hh')
    const ions = ['ca', 'cl'].map(ion => ({ ...hh!.ions[0]!, ion }))
    const fields = propertiesIn(model, new Map([['hh', { ...hh!, ions }]]), 'soma')
    const byDefault = Object.fromEntries(fields.map(field => [field.property, [field.default, field.value]]))
    // NEURON's, except that Ra is set for the whole cell: eca is 12.5·ln(2/5e-5).
    expect(byDefault).toEqual({
      Ra: [35.4, 100],
      cm: [1, 1],
      eca: [132.4579341637009, 132.4579341637009],
      cai: [5e-5, 5e-5],
      cao: [2, 2],
      ecl: [0, 0],
      cli: [1, 1],
      clo: [1, 1],
    })
  })
})

describe('biophysics search', () => {
  it('finds by name, words of the title, and ion', () => {
    expect(searchMechanisms(fakeMechanisms, 'hod squid').map(({ name }) => name)).toEqual(['hh'])
    expect(searchMechanisms(fakeMechanisms, 'pas').map(({ name }) => name)[0]).toBe('pas')
    expect(searchMechanisms(fakeMechanisms, 'calcium')).toEqual([])
    expect(searchMechanisms(fakeMechanisms, '')).toHaveLength(fakeMechanisms.length)
  })
})
