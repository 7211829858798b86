import { describe, expect, it } from 'vitest'
import { createSourceText } from '../../../../src-engine/core/source/sourceText.ts'
import type { CompiledMechanism } from '../../../../src-engine/kernel/compiledMechanism.ts'
import {
  checkMechanisms,
  createCatalogue,
  joinMechanisms,
} from '../../../../src-engine/mechanisms/catalogue.ts'
import { compileMechanism } from '../../../../src-engine/nmodl/compile.ts'

function mechanism(neuron: string): CompiledMechanism {
  const { value } = compileMechanism(createSourceText('test.mod', `NEURON { ${neuron} }`))
  if (!value) throw new Error('refused')
  return value
}

const codes = (...neurons: string[]): string[] =>
  checkMechanisms(neurons.map(mechanism)).diagnostics.map(({ code, message }) => `${code} ${message}`)

describe('mechanisms catalogue', () => {
  it('finds mechanisms by name and keeps their order', () => {
    const catalogue = createCatalogue([mechanism('SUFFIX b'), mechanism('SUFFIX a')])
    expect(catalogue.names()).toEqual(['b', 'a'])
    expect(catalogue.get('a')?.name).toBe('a')
    expect(catalogue.has('c') || catalogue.get('c') !== undefined).toBe(false)
  })

  it('lays the user’s mechanisms behind those of the program, and lets them count', () => {
    const [a, b, ownA, c] = ['a', 'b', 'a', 'c'].map(name => mechanism(`SUFFIX ${name}`))
    const joined = joinMechanisms([a!, b!], [ownA!, c!])
    expect(joined.map(({ name }) => name)).toEqual(['b', 'a', 'c'])
    expect(joined[1]).toBe(ownA)
  })

  it('refuses two of one name', () => {
    expect(codes('SUFFIX a', 'POINT_PROCESS a')).toEqual([
      'mechanisms/duplicate Two mechanisms are called "a".',
    ])
    expect(checkMechanisms([mechanism('SUFFIX a'), mechanism('SUFFIX a')]).value).toBeUndefined()
  })

  it('refuses an ion with two valences, or with a wrong one', () => {
    expect(codes('SUFFIX a USEION x READ ex VALENCE 1', 'SUFFIX b USEION x READ ex VALENCE 2')[0]).toContain(
      'mechanisms/valence-conflict',
    )
    expect(codes('SUFFIX a USEION ca READ eca VALENCE 1')[0]).toContain('mechanisms/valence-of-known-ion')
    expect(codes('SUFFIX a USEION ca READ eca VALENCE 2', 'SUFFIX b USEION k READ ek')).toEqual([])
  })

  it('asks for the valence of an ion whose Nernst potential is wanted', () => {
    expect(codes('SUFFIX a USEION x READ ex, xi')[0]).toContain('mechanisms/no-valence')
    expect(codes('SUFFIX a USEION x READ ex, xi VALENCE -1')).toEqual([])
    expect(codes('SUFFIX a USEION x READ ex')).toEqual([])
  })
})
