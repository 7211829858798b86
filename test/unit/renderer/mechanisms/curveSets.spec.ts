import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createSourceText, findCurves } from '../../../../src-engine/index.ts'
import { curveSets } from '../../../../src-renderer/features/mechanisms/curveSets.ts'

const words = { steadyState: 'steady state', timeConstant: 'time constant', rate: 'rate', value: 'value' }
const setsOf = (text: string) => curveSets(findCurves(createSourceText('a.mod', text)), words)
const rowsOf = (text: string) =>
  setsOf(text).map(({ rows }) =>
    rows.map(({ name, unit, curves }) => `${name} ${unit}: ${curves.map(curve => curve.name).join(' ')}`),
  )

describe('mechanism curves as pictures', () => {
  it('show states with their steady states above their time constants, in one colour each', () => {
    const hh = readFileSync('resources/mechanisms/builtin/hh.mod', 'utf8')
    expect(rowsOf(hh)).toEqual([['steady state : m h n', 'time constant ms: m h n']])
    const [set] = setsOf(hh)
    expect(set?.axisName).toBe('v (mV)')
    for (const row of set?.rows ?? []) expect(row.curves.map(({ colour }) => colour)).toEqual([0, 1, 2])
  })

  it('show a scheme and its rates in pictures of their own', () => {
    const k5 = readFileSync('resources/mechanisms/channels/k5.mod', 'utf8')
    expect(rowsOf(k5)).toEqual([
      ['steady state : n0 n1 n2 n3 n4', 'time constant ms: τ₁ τ₂ τ₃ τ₄'],
      ['rate /ms: an bn'],
    ])
  })

  it('keep slow and fast relaxations apart', () => {
    const na8 = readFileSync('resources/mechanisms/channels/na8.mod', 'utf8')
    expect(rowsOf(na8)).toEqual([
      [
        'steady state : C0 C1 C2 C3 I0 I1 I2 I3',
        'time constant ms: τ₁',
        'time constant ms: τ₂ τ₃ τ₄ τ₅ τ₆ τ₇',
      ],
      ['rate /ms: am bm ah bh'],
    ])
  })

  it('put what has another unit into another row, by what the unit says that it is', () => {
    const text = `NEURON { SUFFIX a NONSPECIFIC_CURRENT i } STATE { m } ASSIGNED { v minf mtau (ms) }
      BREAKPOINT { SOLVE s  i = m*v }
      PROCEDURE s() { minf = 1/(1 + exp(-v/9)) mtau = 1 + exp(v/50) m = m + (minf - m)*0.1 }`
    expect(rowsOf(text)).toEqual([['value : minf', 'time constant ms: mtau']])
  })
})
