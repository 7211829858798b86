import { describe, expect, it } from 'vitest'
import type { CompiledMechanism } from '../../../../src-engine/kernel/compiledMechanism.ts'
import { ionDefaults, ionStyle } from '../../../../src-engine/mechanisms/ions.ts'
import { mechanismOf } from '../../../support/mechanisms.ts'

const user = (reads: string[], writes: string[] = [], valence?: number): CompiledMechanism =>
  mechanismOf({ name: 'm', ions: [{ ion: 'ca', reads, writes, valence }] })

/** NEURON's table: conc status, e status, einit, eadvance, cinit, with 0 unused, 1 parameter, 2 assigned, 3 state. */
function code(mechanisms: readonly CompiledMechanism[]): number[] {
  const style = ionStyle('ca', mechanisms)
  const status = { unused: 0, parameter: 1, assigned: 2, state: 3 }
  return [
    status[style.concentration],
    status[style.reversal],
    Number(style.computesReversalAtStart),
    Number(style.computesReversalEachStep),
    Number(style.restoresConcentrations),
  ]
}

describe('mechanisms ions', () => {
  it('gives na, k and ca the defaults that NEURON gives them', () => {
    expect(ionDefaults('na')).toEqual({ valence: 1, insideMm: 10, outsideMm: 140, reversalMv: 50 })
    expect(ionDefaults('k')).toEqual({ valence: 1, insideMm: 54.4, outsideMm: 2.5, reversalMv: -77 })
    expect(ionDefaults('ca').reversalMv).toBeCloseTo(12.5 * Math.log(2 / 5e-5), 10)
  })

  it('gives other ions 1 mM on both sides and the valence that a mechanism says', () => {
    const chloride = { ...user([]), ions: [{ ion: 'cl', reads: ['ecl'], writes: [], valence: -1 }] }
    expect(ionDefaults('cl', [user([]), chloride])).toEqual({
      valence: -1,
      insideMm: 1,
      outsideMm: 1,
      reversalMv: 0,
    })
    expect(ionDefaults('constructor').reversalMv).toBe(0)
  })

  it.each([
    ['nothing', [user([])], [0, 0, 0, 0, 0]],
    ['a current alone', [user([], ['ica'])], [0, 0, 0, 0, 0]],
    ['e read', [user(['eca'])], [0, 1, 0, 0, 0]],
    ['e written', [user([], ['eca'])], [0, 2, 0, 0, 0]],
    ['concentrations read', [user(['cao'])], [1, 0, 0, 0, 0]],
    ['both read, by two mechanisms', [user(['cai']), user(['eca'])], [1, 2, 1, 0, 0]],
    ['concentrations read, e written', [user(['cai'], ['eca'])], [1, 2, 0, 0, 0]],
    ['concentrations written', [user([], ['cai'])], [3, 0, 0, 0, 1]],
    ['concentrations written, e read', [user(['cai'], ['cai']), user(['eca'])], [3, 2, 1, 1, 1]],
    ['both written', [user([], ['cai', 'eca'])], [3, 2, 0, 0, 1]],
  ])('follows NEURON’s style table for %s', (_, mechanisms, expected) => {
    expect(code(mechanisms)).toEqual(expected)
  })
})
