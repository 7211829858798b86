import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createSourceText } from '../../../../../src-engine/core/source/sourceText.ts'
import { findCurves } from '../../../../../src-engine/nmodl/language/curves.ts'
import type { CurveInputs } from '../../../../../src-engine/nmodl/language/tabulate.ts'

const curvesOf = (text: string, inputs?: CurveInputs) =>
  findCurves(createSourceText('a.mod', text), inputs).states
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

const schemesOf = (text: string, inputs?: CurveInputs) =>
  findCurves(createSourceText('a.mod', text), inputs).schemes
const schemeOf = (text: string) => {
  const [scheme] = schemesOf(text)
  if (!scheme) throw new Error('there is no scheme')
  return scheme
}
const ratesOf = (text: string, inputs?: CurveInputs) =>
  findCurves(createSourceText('a.mod', text), inputs).rates
const channel = (states: string, scheme: string, rest = '', head = '') => `
  NEURON { SUFFIX a ${head} NONSPECIFIC_CURRENT i }
  STATE { ${states} }
  ASSIGNED { v a b }
  BREAKPOINT { SOLVE s METHOD sparse  i = v }
  PROCEDURE rates() { a = exp(v/20) b = 2*exp(-v/30) }
  KINETIC s { rates() ${scheme} } ${rest}`
const alpha = (v: number) => Math.exp(v / 20)
const beta = (v: number) => 2 * Math.exp(-v / 30)
/** Both sides round some dozen operations; the matrix is nearly singular where one rate is far above the other. */
const near = (found: number | undefined, wanted: number, tolerance = 1e-9) =>
  expect(Math.abs((found ?? NaN) - wanted)).toBeLessThan(tolerance * Math.abs(wanted))

describe('nmodl curves of schemes', () => {
  it('are those of two states in closed form', () => {
    const scheme = schemeOf(channel('c o', '~ c <-> o (a, b) CONSERVE c + o = 1'))
    expect(scheme).toMatchObject({ scheme: 's', axis: { name: 'v' }, held: [] })
    expect(scheme.states.map(({ state }) => state)).toEqual(['c', 'o'])
    scheme.axis.values.forEach((v, i) => {
      near(scheme.states[1]?.steadyState[i], alpha(v) / (alpha(v) + beta(v)))
      near(scheme.relaxations[0]?.[i], 1 / (alpha(v) + beta(v)))
    })
    expect(scheme.relaxations).toHaveLength(1)
  })

  it('are those of a chain of three states in closed form', () => {
    const scheme = schemeOf(
      channel('x y z', '~ x <-> y (a, b) ~ y <-> z (3*b, 0.5*a) CONSERVE x + y + z = 1'),
    )
    scheme.axis.values.forEach((v, i) => {
      const [k1, l1, k2, l2] = [alpha(v), beta(v), 3 * beta(v), alpha(v) / 2]
      // Detailed balance, and the two roots of λ² − sλ + p = 0.
      const weights = [1, k1 / l1, (k1 * k2) / (l1 * l2)]
      const sum = weights.reduce((total, weight) => total + weight, 0)
      weights.forEach((weight, k) => near(scheme.states[k]?.steadyState[i], weight / sum))
      const s = k1 + l1 + k2 + l2
      const p = k1 * k2 + k1 * l2 + l1 * l2
      const fast = (s + Math.sqrt(s * s - 4 * p)) / 2
      near(scheme.relaxations[0]?.[i], fast / p)
      near(scheme.relaxations[1]?.[i], 1 / fast)
    })
  })

  it('are products and sums of gates where states are combinations of gates', () => {
    const scheme = schemeOf(readFileSync('resources/mechanisms/channels/na8.mod', 'utf8'))
    const [m, h] = curvesOf(readFileSync('resources/mechanisms/builtin/hh.mod', 'utf8'))
    expect(scheme.held).toEqual([{ name: 'celsius', value: 6.3, unit: 'degC' }])
    const open = scheme.states.find(({ state }) => state === 'C3')
    for (const v of [-100, -65, -41, -20, 0, 40]) {
      const i = v + 120
      near(open?.steadyState[i], (m!.steadyState[i] ?? NaN) ** 3 * (h!.steadyState[i] ?? NaN))
      // Relaxations of independent gates add up: λ = i/τm + j/τh, but for i = j = 0.
      const rates = [0, 1, 2, 3].flatMap(k =>
        [0, 1].map(j => k / m!.timeConstant[i]! + j / h!.timeConstant[i]!),
      )
      const slowestFirst = rates.filter(rate => rate > 0).sort((a, b) => a - b)
      slowestFirst.forEach((rate, k) => near(scheme.relaxations[k]?.[i], 1 / rate, 1e-7))
    }
  })

  it('settle where steps of the equations lead, round a ring without detailed balance too', () => {
    const scheme = schemeOf(
      channel('x y z', '~ x <-> y (a, 1) ~ y <-> z (b, 0.3) ~ z <-> x (2, 0.1*a) CONSERVE x + y + z = 1'),
    )
    for (const v of [-60, 0, 30]) {
      const [a, b] = [alpha(v), beta(v)]
      let [x, y, z] = [1, 0, 0]
      const dt = 0.01 / (a + b + 3)
      for (let t = 0; t < 40; t += dt) {
        const [f, g, k] = [a * x - y, b * y - 0.3 * z, 2 * z - 0.1 * a * x]
        ;[x, y, z] = [x + dt * (k - f), y + dt * (f - g), z + dt * (g - k)]
      }
      // Euler's method has no error where nothing moves any more.
      const found = scheme.states.map(({ steadyState }) => steadyState[v + 120])
      ;[x, y, z].forEach((value, k) => near(found?.[k], value, 1e-8))
    }
  })

  it('keep what INITIAL puts in where nothing is said to be conserved', () => {
    const scheme = schemeOf(channel('c o', '~ c <-> o (a, b)', 'INITIAL { c = 3 o = 1 }'))
    near(scheme.states[1]?.steadyState[120], 4 / 3)
    expect(scheme.relaxations).toHaveLength(1)
  })

  it('know volumes, sources and sinks', () => {
    const scheme = schemeOf(channel('c o', 'COMPARTMENT 2 {c o} ~ c << (4*a) ~ c -> (b) ~ c <-> o (1, 1)'))
    near(scheme.states[0]?.steadyState[120], 4 / 2)
    near(scheme.states[1]?.steadyState[120], 2)
    // λ of ½·((−3, 1), (1, −1)): (2 ± √2)/2.
    near(scheme.relaxations[0]?.[120], 2 / (2 - Math.sqrt(2)))
    near(scheme.relaxations[1]?.[120], 2 / (2 + Math.sqrt(2)))
  })

  it('go over a concentration where the rates depend on that alone', () => {
    const scheme =
      schemeOf(`NEURON { SUFFIX a USEION ca READ cai RANGE o } STATE { c o } ASSIGNED { cai (mM) }
      BREAKPOINT { SOLVE s METHOD sparse }
      KINETIC s { ~ c <-> o (1000*cai, 1) CONSERVE c + o = 1 }`)
    expect(scheme.axis).toMatchObject({ name: 'cai', logarithmic: true })
    const half = scheme.axis.values.findIndex(value => Math.abs(value - 1e-3) < 1e-9) ?? -1
    near(scheme.states[1]?.steadyState[half], 0.5)
  })

  it('are none where reactions are not linear, rates follow states, or nothing depends on v', () => {
    expect(schemesOf(channel('c o', '~ c + c <-> o (a, b)'))).toEqual([])
    expect(schemesOf(channel('c o', '~ c <-> o (a*o, b)'))).toEqual([])
    expect(schemesOf(channel('c o', '~ c <-> o (1, 2)'))).toEqual([])
  })
})

describe('nmodl curves of rates', () => {
  it('are what procedures assign of v, under their names and units', () => {
    const rates = ratesOf(readFileSync('resources/mechanisms/channels/na8.mod', 'utf8'))
    expect(rates.map(({ name, unit }) => `${name} ${unit}`)).toEqual(['am /ms', 'bm /ms', 'ah /ms', 'bh /ms'])
    const bm = rates[1]
    bm?.axis.values.forEach((v, i) => near(bm.values[i], 4 * Math.exp(-(v + 65) / 18), 1e-14))
  })

  it('are there whatever becomes of them', () => {
    const text = `NEURON { SUFFIX a NONSPECIFIC_CURRENT i } STATE { m } ASSIGNED { v minf mtau (ms) mexp dt }
      BREAKPOINT { SOLVE states  i = m*v }
      PROCEDURE states() { rates() m = m + mexp*(minf - m) }
      PROCEDURE rates() { minf = 1/(1 + exp(-v/9)) mtau = 1 + exp(v/50) mexp = 1 - exp(-dt/mtau) }`
    const rates = ratesOf(text)
    expect(rates.map(({ name }) => name)).toEqual(['minf', 'mtau'])
    near(rates[0]?.values[129], 1 / (1 + Math.exp(-1)), 1e-14)
  })

  it('are not listed again where a state has them by its equation', () => {
    const text = gate(`ASSIGNED { minf mtau (ms) malpha }
      DERIVATIVE s { rates() m' = (minf - m)/mtau }
      PROCEDURE rates() { malpha = exp(v/30) minf = malpha/(1 + malpha) mtau = 1/(1 + malpha) }`)
    expect(ratesOf(text).map(({ name }) => name)).toEqual(['malpha'])
    expect(curvesOf(text).map(({ state }) => state)).toEqual(['m'])
  })

  it('leave out flags, currents and what depends on more than the axis', () => {
    const text = gate(`ASSIGNED { above other g }
      DERIVATIVE s { rates() m' = -m*v*v }
      PROCEDURE rates() { above = v > -20 other = exp(v)*m g = exp(v)*t }`)
    expect(ratesOf(text)).toEqual([])
  })
})
