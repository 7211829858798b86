import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createSourceText } from '../../../../../src-engine/core/source/sourceText.ts'
import { findCurves, type CurveInputs } from '../../../../../src-engine/nmodl/language/curves.ts'

const curvesOf = (text: string, inputs?: CurveInputs) => findCurves(createSourceText('a.mod', text), inputs)
const gate = (rest: string, head = '') => `NEURON { SUFFIX a ${head} NONSPECIFIC_CURRENT i }
STATE { m }
BREAKPOINT { SOLVE s METHOD cnexp  i = m*v }
${rest}`

describe('nmodl curves', () => {
  const hh = readFileSync('resources/mechanisms/builtin/hh.mod', 'utf8')

  it('finds the steady states and time constants of Hodgkin and Huxley', () => {
    const curves = curvesOf(hh)
    expect(curves.map(({ state }) => state)).toEqual(['m', 'h', 'n'])
    const h = curves[1]
    expect(h?.axis).toMatchObject({ name: 'v', unit: 'mV', logarithmic: false })
    h?.axis.values.forEach((v, i) => {
      // Hodgkin & Huxley 1952, eqs. 23 and 24, with v absolute.
      const alpha = 0.07 * Math.exp(-(v + 65) / 20)
      const beta = 1 / (Math.exp(-(v + 35) / 10) + 1)
      // Both sides round a handful of operations.
      expect(Math.abs((h.steadyState[i] ?? NaN) * (alpha + beta) - alpha)).toBeLessThan(1e-14 * alpha)
      expect(Math.abs((h.timeConstant[i] ?? NaN) * (alpha + beta) - 1)).toBeLessThan(1e-14)
    })
  })

  it('follows the temperature, and says at which they were computed', () => {
    const [cold] = curvesOf(hh, { celsius: 6.3 })
    const [warm] = curvesOf(hh, { celsius: 16.3 })
    expect((cold?.timeConstant[60] ?? NaN) / (warm?.timeConstant[60] ?? NaN)).toBeCloseTo(3, 12)
    expect(warm?.held).toEqual([{ name: 'celsius', value: 16.3, unit: 'degC' }])
    expect(warm?.steadyState).toEqual(cold?.steadyState)
  })

  it('draws over a concentration where the state depends on that alone', () => {
    const [m] = curvesOf(
      gate("ASSIGNED { cai (mM) }\nDERIVATIVE s { m' = (cai/(cai + 0.001) - m)/5 }", 'USEION ca READ cai'),
    )
    expect(m?.axis).toMatchObject({ name: 'cai', unit: 'mM', logarithmic: true })
    const half = m?.axis.values.findIndex(value => Math.abs(value - 1e-3) < 1e-9) ?? -1
    expect(m?.steadyState[half]).toBeCloseTo(0.5, 9)
    expect(m?.timeConstant[half]).toBeCloseTo(5, 12)
  })

  it('holds the concentration where it depends on v too', () => {
    const text = gate(
      "ASSIGNED { cai (mM) }\nDERIVATIVE s { m' = (cai/(cai + exp(v/10)) - m)/5 }",
      'USEION ca READ cai',
    )
    const [m] = curvesOf(text, { cai: 5e-5 })
    expect(m?.axis.name).toBe('v')
    expect(m?.held).toEqual([{ name: 'cai', value: 5e-5, unit: 'mM' }])
  })

  it('uses what INITIAL has set', () => {
    const [m] = curvesOf(
      gate(`ASSIGNED { celsius (degC) q }
        INITIAL { q = 2^((celsius - 16.3)/10)  m = 0 }
        DERIVATIVE s { m' = q*(1/(1 + exp(-v)) - m)/4 }`),
      { celsius: 6.3 },
    )
    expect(m?.timeConstant[100]).toBeCloseTo(8, 12)
  })

  it('leaves a gap where the formula has one', () => {
    const [m] = curvesOf(gate("DERIVATIVE s { m' = (v/(1 - exp(-v)))*(1 - m) - m }"))
    expect(m?.steadyState[120]).toBeNaN()
    expect(m?.steadyState[119]).toBeGreaterThan(0)
  })

  it('finds none in equations that are not linear, grow for ever, or depend on nothing', () => {
    expect(curvesOf(gate("DERIVATIVE s { m' = v*(1 - m*m) }"))).toEqual([])
    expect(curvesOf(gate("DERIVATIVE s { m' = exp(v)*(1 + m) }"))).toEqual([])
    expect(curvesOf(gate("DERIVATIVE s { m' = (1 - m)/5 }"))).toEqual([])
  })

  it('finds none in a text with errors', () => {
    expect(curvesOf(gate("DERIVATIVE s { m' = (minf - m) }"))).toEqual([])
    expect(curvesOf('')).toEqual([])
  })
})
