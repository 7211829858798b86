import { describe, expect, it } from 'vitest'
import { createSourceText } from '../../../../../src-engine/core/source/sourceText.ts'
import { describeLanguage } from '../../../../../src-engine/nmodl/language/reference.ts'
import { listSymbols } from '../../../../../src-engine/nmodl/language/symbols.ts'

const text = `NEURON {
  SUFFIX kv
  USEION k READ ek WRITE ik
  RANGE gbar
}
UNITS { (mV) = (millivolt) }
PARAMETER {
  gbar = 0.01 (S/cm2) <0, 1>  : how many channels
}
STATE { n }
ASSIGNED { v (mV) ek (mV) ik (mA/cm2) tau (ms) }
BREAKPOINT {
  SOLVE states METHOD cnexp
  ik = gbar*n*(v - ek)
}
DERIVATIVE states { n' = -n/tau }
: opening and
: closing
FUNCTION rate(v (mV), k) (/ms) {
  LOCAL x
  x = v/k
  rate = exp(x)
}
`
const symbols = listSymbols(createSourceText('kv.mod', text))
const find = (name: string, role?: string) =>
  symbols.find(symbol => symbol.name === name && (role === undefined || symbol.role === role))
const shown = (span?: { start: number; end: number }) => span && text.slice(span.start, span.end)

describe('nmodl language symbols', () => {
  it('gives a parameter with its unit, default, limits, comment and place', () => {
    expect(find('gbar')).toMatchObject({
      role: 'parameter',
      unit: 'S/cm2',
      value: 0.01,
      limits: [0, 1],
      comment: 'how many channels',
    })
    // The declaration is meant, not the entry in the RANGE list.
    expect(find('gbar')?.definition?.start).toBe(text.indexOf('gbar = '))
  })

  it('tells states, currents, ions and quantities of the simulation apart', () => {
    expect(['n', 'ik', 'ek', 'v', 'celsius'].map(name => find(name)?.role)).toEqual([
      'state',
      'current',
      'ion',
      'host',
      'host',
    ])
    expect(find('celsius')).toMatchObject({ unit: 'degC', comment: 'Temperature.' })
    expect(find('celsius')?.definition).toBeUndefined()
  })

  it('gives a function with its signature and the comment above it', () => {
    expect(find('rate')).toMatchObject({
      role: 'function',
      unit: '/ms',
      signature: 'rate(v (mV), k)',
      comment: 'opening and closing',
    })
    expect(find('states')?.role).toBe('equations')
  })

  it('knows arguments and LOCALs only in their block', () => {
    for (const [name, role] of [
      ['k', 'argument'],
      ['x', 'local'],
    ] as const) {
      const symbol = find(name, role)
      expect(shown(symbol?.scope)).toContain('rate = exp(x)')
      expect(shown(symbol?.scope)).not.toContain('BREAKPOINT')
      expect(shown(symbol?.definition)).toBe(name)
    }
  })

  it('says which included file defines a name', () => {
    const including = createSourceText('a.mod', 'NEURON { SUFFIX a }\nINCLUDE "shared.inc"\n')
    const found = listSymbols(including, () => 'PARAMETER { q10 = 3 : per ten degrees\n}')
    expect(found.find(({ name }) => name === 'q10')).toEqual({
      ...{ name: 'q10', role: 'parameter', unit: '', value: 3, comment: 'per ten degrees' },
      definedIn: 'shared.inc',
    })
  })

  it('lists what it can of a text with errors and without a name', () => {
    const broken = listSymbols(createSourceText('x.mod', 'PARAMETER { g = 1 (S/cm2)\nFUNCTION f(x) { f = '))
    expect(broken.map(({ name }) => name)).toContain('g')
  })
})

describe('nmodl language reference', () => {
  it('explains every word and method in one line', () => {
    const { words, functions } = describeLanguage()
    expect(words.filter(({ kind }) => kind !== 'method').filter(({ help }) => help.trim() === '')).toEqual([])
    expect(new Set(words.map(({ word }) => word)).size).toBe(words.length)
    expect(functions.find(({ name }) => name === 'pow')?.signature).toBe('pow(x, y)')
  })
})
