import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { closestName } from '../../../../src-engine/core/closestName.ts'
import { ionVariable, parseProperty } from '../../../../src-engine/model/properties.ts'
import { resolveVariable, variableNames } from '../../../../src-engine/model/variables.ts'
import { describedMechanisms } from '../../../support/mechanisms.ts'

const [hh, pas, clamp] = describedMechanisms
const scope = { densities: [hh!, pas!], points: new Map([['clamp 1.5', clamp!]]), ions: ['na', 'k'] }

describe('model names', () => {
  it('finds what was meant, but not what is too far', () => {
    const names = ['soma', 'dend', 'axon', 'gnabar']
    expect(closestName('smoa', names)).toBe('soma')
    expect(closestName('GNABAR', names)).toBe('gnabar')
    expect(closestName('gnabr', names)).toBe('gnabar')
    expect(closestName('x', names)).toBeUndefined()
    expect(closestName('anything', [])).toBeUndefined()
  })

  it('answers any text without failing', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), fc.array(fc.string({ maxLength: 100 })), (wrong, names) => {
        const found = closestName(wrong, names)
        expect(found === undefined || names.includes(found)).toBe(true)
      }),
    )
  })

  it('resolves every name that it offers', () => {
    const names = variableNames(scope)
    expect(names).toEqual(
      expect.arrayContaining(['v', 'hh.m', 'hh.q10', 'pas.g', 'clamp 1.5.i', 'ina', 'ek', 'nai', 'ko']),
    )
    for (const name of names) expect(resolveVariable(name, scope), name).toBeDefined()
  })

  it('reads NEURON’s spelling of a mechanism’s variables', () => {
    expect(resolveVariable('m_hh', scope)).toEqual(resolveVariable('hh.m', scope))
    expect(resolveVariable('g_pas', scope)).toMatchObject({
      kind: 'density',
      mechanism: 'pas',
      unit: 'S/cm2',
    })
    expect(resolveVariable('minf_hh', scope)).toBeUndefined()
  })

  it('knows an ion’s quantities and their units', () => {
    expect(ionVariable('ena', ['na'])).toEqual({ ion: 'na', role: 'reversal', unit: 'mV' })
    expect(ionVariable('nao', ['na'])).toMatchObject({ role: 'outside', unit: 'mM' })
    expect(ionVariable('cai', ['na'])).toBeUndefined()
    expect(parseProperty('ina', ['na'])).toBeUndefined()
    expect(parseProperty('Ra', [])).toEqual({ kind: 'axial-resistivity', unit: 'Ω·cm' })
  })
})
