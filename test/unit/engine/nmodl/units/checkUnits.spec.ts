import { describe, expect, it } from 'vitest'
import type { Diagnostic } from '../../../../../src-engine/core/diagnostics/diagnostic.ts'
import { unitMessages } from '../../../../../src-engine/nmodl/units/messages.ts'
import { checkedUnits } from '../../../../support/checkedUnits.ts'

const head = `NEURON { SUFFIX s NONSPECIFIC_CURRENT i }
UNITS { (mV) = (millivolt) (mA) = (milliamp) (S) = (siemens) (mM) = (milli/liter) (um) = (micron) }
PARAMETER { g = 0.1 (S/cm2) e = -70 (mV) tau = 3 (ms) bare = 1 }
ASSIGNED { v (mV) i (mA/cm2) plain (1) celsius (degC) }
STATE { m (1) c (mM) h }
`

/** What is said of statements in a PROCEDURE. */
function said(statements: string): readonly Diagnostic[] {
  return checkedUnits(`${head}PROCEDURE p() { LOCAL x, y ${statements} }`)
}

/** Code and characters of each diagnostic. */
function places(text: string): readonly string[] {
  return checkedUnits(text).map(({ code, span }) => `${code} ${text.slice(span?.start, span?.end)}`)
}

/** For each code a file that earns it and one like it that does not. */
const examples: Readonly<Record<keyof typeof unitMessages, readonly [bad: string, good: string]>> = {
  'nmodl/units-differ': [`${head}PROCEDURE p() { v = e + tau }`, `${head}PROCEDURE p() { v = e + v }`],
  'nmodl/units-assigned': [`${head}PROCEDURE p() { tau = v }`, `${head}PROCEDURE p() { tau = 2*tau }`],
  'nmodl/units-need-factor': [
    `${head}PROCEDURE p() { v = 1 (volt) * plain }`,
    `${head}PROCEDURE p() { v = (1000)*1 (volt) * plain }`,
  ],
  'nmodl/units-argument-not-plain': [
    `${head}PROCEDURE p() { plain = exp(v) }`,
    `${head}PROCEDURE p() { plain = exp(v/e) }`,
  ],
  'nmodl/units-argument': [
    `${head}FUNCTION f(x (mV)) (1) { f = x/e }\nPROCEDURE p() { plain = f(tau) }`,
    `${head}FUNCTION f(x (mV)) (1) { f = x/e }\nPROCEDURE p() { plain = f(v) }`,
  ],
  'nmodl/units-power': [
    `${head}PROCEDURE p() { plain = v^1.5 }`,
    `${head}PROCEDURE p() { plain = (v/e)^1.5 }`,
  ],
  'nmodl/units-exponent': [
    `${head}PROCEDURE p() { plain = 3^celsius }`,
    `${head}PROCEDURE p() { plain = 3^(celsius/10 (degC)) }`,
  ],
  'nmodl/unit-unknown': [`${head}PARAMETER { k (flurb) }`, `${head}PARAMETER { k (furlong) }`],
  'nmodl/unit-undeclared': [`${head}PARAMETER { k (pS) }`, `${head}PARAMETER { k (picoS) }`],
  'nmodl/unit-spelling': [`${head}PARAMETER { k (ms-1) }`, `${head}PARAMETER { k (/ms) }`],
  'nmodl/unit-redefined': [`${head}UNITS { (min) = (meter) }`, `${head}UNITS { (min) = (60 sec) }`],
  'nmodl/units-fixed': [head.replace('v (mV)', 'v (volt)'), head],
  'nmodl/unit-missing': [`${head}PROCEDURE p() { v = bare }`, `${head}PROCEDURE p() { plain = bare }`],
  'nmodl/units-missing': [
    `${head}PARAMETER { a b }\nPROCEDURE p() { v = a*b }`,
    `${head}PARAMETER { a (mV) b }\nPROCEDURE p() { v = a*b }`,
  ],
  'nmodl/number-needs-unit': [
    `${head}PROCEDURE p() { plain = exp(v/10) }`,
    `${head}PROCEDURE p() { plain = exp(v/10 (mV)) }`,
  ],
  'nmodl/number-needs-parentheses': [
    `${head}PROCEDURE p() { v = 1000*1 (volt) * plain }`,
    `${head}PROCEDURE p() { v = (1000)*1 (volt) * plain }`,
  ],
  'nmodl/units-quantity': [
    `${head}KINETIC k { ~ m <-> c (1, 1) }`,
    `${head}KINETIC k { COMPARTMENT 1 (/mM) { c }\n~ m <-> c (1, 1) }`,
  ],
  'nmodl/units-rate': [
    `${head}KINETIC k { ~ m <-> h (g, 1) }`,
    `${head}KINETIC k { ~ m <-> h (2 (/ms), 1) }`,
  ],
  'nmodl/units-diffusion': [
    `${head}KINETIC k { COMPARTMENT 1 (um2) { c }\nLONGITUDINAL_DIFFUSION 1 (um2/ms) { c } }`,
    `${head}KINETIC k { COMPARTMENT 1 (um2) { c }\nLONGITUDINAL_DIFFUSION 1 (um4/ms) { c } }`,
  ],
  'nmodl/units-diffusion-volume': [
    `${head}KINETIC k { LONGITUDINAL_DIFFUSION 1 (um4/ms) { c } }`,
    `${head}KINETIC k { COMPARTMENT 1 (um2) { c }\nLONGITUDINAL_DIFFUSION 1 (um4/ms) { c } }`,
  ],
  'nmodl/units-connection': [
    `${head}NET_RECEIVE (w (mV)) { FOR_NETCONS (x (ms)) { plain = 1 } }`,
    `${head}NET_RECEIVE (w (mV)) { FOR_NETCONS (x (mV)) { plain = 1 } }`,
  ],
}

describe('nmodl units', () => {
  it.each(Object.entries(examples))('%s: is said where it should be, and only there', (code, [bad, good]) => {
    const found = checkedUnits(bad)
    expect(found.map(diagnostic => diagnostic.code)).toEqual([code])
    expect(found[0]?.severity).not.toBe('error')
    expect(found[0]?.message.endsWith('.')).toBe(true)
    expect(checkedUnits(good).map(diagnostic => diagnostic.message)).toEqual([])
  })

  it('points at the characters that are meant', () => {
    const text = `${head}PARAMETER { k = 3 (flurb) }
FUNCTION f(x (blub), y (mV)) (blob) { f = exp(y) }
PROCEDURE p() { v = e + 2*tau   tau = v   plain = f(1, tau) }`
    expect(places(text)).toEqual([
      'nmodl/unit-unknown flurb',
      'nmodl/unit-unknown blub',
      'nmodl/unit-unknown blob',
      'nmodl/units-argument-not-plain y',
      'nmodl/units-differ e + 2*tau',
      'nmodl/units-assigned v',
      'nmodl/units-argument tau',
    ])
  })

  it('names the factor that is missing, and how to write it', () => {
    const [found] = checkedUnits(`${head}DERIVATIVE d { c' = -i/(2*96485 (coulomb)*5 (um)) }`)
    expect(found?.message).toBe(
      '"-i/(2*96485 (coulomb)*5 (um))" is (10000 mM/ms), but (mM/ms) is needed: the factor 10000 is missing.',
    )
    expect(found?.help).toContain('Write (10000)*(-i/(2*96485 (coulomb)*5 (um)))')
    expect(checkedUnits(`${head}DERIVATIVE d { c' = (10000)*(-i/(2*96485 (coulomb)*5 (um))) }`)).toEqual([])
  })

  it('names the factor of an argument so that it helps', () => {
    const [found] = said('plain = exp(v/(1 (volt)))')
    const factor = /the factor (\S+) is missing/.exec(found?.message ?? '')?.[1]
    expect(factor).toBe('0.001')
    expect(said(`plain = exp((${factor})*v/(1 (volt)))`)).toEqual([])
  })

  it('V6 follows a LOCAL through the text', () => {
    expect(said('x = v y = x/e plain = exp(y)')).toEqual([])
    expect(said('x = v x = tau v = x')).toHaveLength(1)
    expect(said('x = 0 if (v > e) { x = v } v = x')).toEqual([])
  })

  it('V8 takes the unit of time of a model of its own from INDEPENDENT', () => {
    const own = (unit: string) =>
      checkedUnits(`UNITS { (mM) = (milli/liter) } INDEPENDENT { t FROM 0 TO 1 WITH 10 ${unit} } PARAMETER { k = 1 (/hour) b = 2 (/hour) } STATE { x (mM) y (mM) v (mM) }
        BREAKPOINT { SOLVE s METHOD euler SOLVE r METHOD sparse v = x + y }
        DERIVATIVE s { x' = -k*x }  KINETIC r { ~ y <-> v (k, b) }`).map(({ code }) => code)
    expect(own('(hour)')).toEqual([])
    expect(own('(ms)').length).toBeGreaterThan(0)
    expect(own('')).toEqual(own('(ms)'))
  })

  it('B2 blames a name without a unit once, where it is declared, with its unit', () => {
    const text = `${head}PROCEDURE p() { v = bare v = bare + e plain = exp(bare) }`
    const [found, ...others] = checkedUnits(text)
    expect(others).toEqual([])
    expect(found?.message).toBe('"bare" has no unit, but is used in (mV).')
    expect(text.slice(found?.span?.start, found?.span?.end)).toBe('bare')
    expect(found?.related?.[0]?.message).toBe('used here')
  })

  it.each([
    ['i = bare*m*h*(v - e)', '"bare" has no unit, but is used in (S/cm2).'],
    ['plain = exp((v - e)/bare)', '"bare" has no unit, but is used in (mV).'],
    ['tau = 1/bare', '"bare" has no unit, but is used in (/ms).'],
  ])('B2 works out the unit that is missing in %s', (statement, message) => {
    expect(said(statement).map(found => found.message)).toEqual([message])
  })

  it('B2 takes names that are added for the same thing', () => {
    const text = `${head}ASSIGNED { hinf htau }\nDERIVATIVE d { h' = (hinf - h)/htau }`
    expect(checkedUnits(text).map(found => found.message)).toEqual([
      '"htau" has no unit, but is used in (ms).',
    ])
  })

  it('B2 blames an argument in the routine’s list', () => {
    const text = `${head}PROCEDURE q(u) { plain = exp(u/10 (mV)) }\nPROCEDURE p() { q(v) q(e) }`
    expect(checkedUnits(text).map(found => found.message)).toEqual([
      'The argument "u" of "q" has no unit, but is used in (mV).',
    ])
  })

  it('B4 says one thing about one cause', () => {
    expect(said('x = v + tau v = x + e plain = exp(x)')).toHaveLength(1)
  })

  it('S5 is silent from UNITSOFF to UNITSON, across blocks', () => {
    const wrong = 'v = tau'
    expect(said(`UNITSOFF ${wrong} UNITSON`)).toEqual([])
    const text = `${head}PROCEDURE p() { UNITSOFF }\nPROCEDURE q() { ${wrong} }\nUNITSON\nPROCEDURE r() { ${wrong} }`
    expect(checkedUnits(text).map(found => found.at?.line)).toEqual([9])
  })

  it('S5 leaves a KINETIC block as its UNITSOFF says', () => {
    const text = `${head}KINETIC k { ~ m <-> h (g, g)\nUNITSOFF\n~ m <-> h (g, g) }\nPROCEDURE q() { v = tau }`
    expect(checkedUnits(text).map(found => found.at?.line)).toEqual([6, 6])
  })

  it('says nothing of a file that gives no unit to anything of its own', () => {
    const text = `NEURON { SUFFIX s NONSPECIFIC_CURRENT i }
PARAMETER { g = 1 e = 2 }
ASSIGNED { v (mV) i (mA/cm2) }
BREAKPOINT { i = g*(v - e)*exp(v/10) + v }`
    expect(checkedUnits(text)).toEqual([])
    expect(checkedUnits(text.replace('g = 1', 'g = 1 (S/cm2)')).length).toBeGreaterThan(0)
  })

  it('names all symbols that NEURON would have to be told in one hint', () => {
    const text = `NEURON { SUFFIX s }\nPARAMETER { a (pS) b (nM/ms) c (pS/um2) }`
    const [found, ...others] = checkedUnits(text)
    expect(others).toEqual([])
    expect(found?.severity).toBe('hint')
    expect(found?.message).toContain('(pS), (nM), (um)')
  })

  it('finds the volumes of a KINETIC block wherever they stand', () => {
    const text = `${head}PARAMETER { k (um3/ms) }\nSTATE { d (mM) }
KINETIC q { ~ c <-> d (k, k)\nCOMPARTMENT 2 (um3) { c d }\nCONSERVE c + d = 3 (mM um3) }`
    expect(checkedUnits(text)).toEqual([])
    expect(checkedUnits(text.replace('{ c d }', '{ c }')).map(found => found.code)).toEqual([
      'nmodl/units-quantity',
      'nmodl/units-quantity',
    ])
  })
})
