import { describe, expect, it } from 'vitest'
import { createSourceText } from '../../../../src-engine/core/source/sourceText.ts'
import { compileMechanism } from '../../../../src-engine/nmodl/compile.ts'

const neuron = 'NEURON { SUFFIX s USEION k READ ek WRITE ik RANGE g }'
const density = `${neuron} PARAMETER { g = 1 } ASSIGNED { tau } STATE { n m }
`

/** Each diagnostic as `code: the characters it stands on`. */
function said(text: string): readonly string[] {
  return compileMechanism(createSourceText('test.mod', text)).diagnostics.map(
    ({ code, span }) => `${code.replace('nmodl/', '')}: ${span ? text.slice(span.start, span.end) : ''}`,
  )
}

describe('nmodl diagnostics', () => {
  it.each<[fault: string, text: string, expected: readonly string[]]>([
    ['a missing NEURON block', 'PARAMETER { g = 1 }', ['no-neuron-block: P']],
    ['a NEURON block without a name', 'NEURON { RANGE g } PARAMETER { g = 1 }', ['no-neuron-block: NEURON']],
    [
      'a misspelt block',
      `${neuron} PARAMETER { g = 1 }\nBRAKEPOINT { ik = 0 }`,
      ['unknown-block: BRAKEPOINT', 'current-not-assigned: ik'].slice(0, 1),
    ],
    ['a misspelt statement of NEURON', 'NEURON { SUFFIX s\n RANG g }', ['unknown-neuron-statement: RANG']],
    ['an undeclared name', `${density} BREAKPOINT { ik = gg*(v - ek) }`, ['undeclared-name: gg']],
    ['an undeclared target', `${density} BREAKPOINT { ik = 0 x = 2 }`, ['undeclared-name: x']],
    ['an unknown function', `${density} BREAKPOINT { ik = expp(v) }`, ['unknown-function: expp']],
    [
      'a wrong number of arguments',
      `${density} BREAKPOINT { ik = exp(v, 2) }`,
      ['argument-count: exp(v, 2)'],
    ],
    ['a procedure as a value', `${density} PROCEDURE p() { }\nBREAKPOINT { ik = p() }`, ['no-value: p']],
    [
      'a function without parentheses',
      `${density} FUNCTION f() { f = 1 }\nBREAKPOINT { ik = f }`,
      ['not-a-variable: f'],
    ],
    ['a declaration made twice', `${density} ASSIGNED { g }\nBREAKPOINT { ik = 0 }`, ['duplicate-name: g']],
    [
      'a constant that is assigned',
      `${density} CONSTANT { c = 1 }\nBREAKPOINT { c = 2 ik = c }`,
      ['not-assignable: c'],
    ],
    ['= for ==', `${density} BREAKPOINT { if (v = 1) { ik = 0 } }`, ['syntax: =']],
    ['a missing brace', `${density} BREAKPOINT { ik = 0 `, ['syntax: ']],
    ['a missing operand', `${density} BREAKPOINT { ik = g* \n tau = 1 }`, ['syntax: tau'].slice(0, 1)],
    ['a missing bracket', `${density} BREAKPOINT { ik = (g*v \n tau = 1 }`, ['syntax: tau']],
    ['a strange character', `${density} BREAKPOINT { ik = 0 @ }`, ['unknown-character: @']],
    ['an open comment', `COMMENT never closed`, ['unclosed-block: COMMENT', 'no-neuron-block: C']],
    [
      'an equation for no state',
      `${density} BREAKPOINT { SOLVE d METHOD cnexp ik = 0 }\nDERIVATIVE d { q' = 1 }`,
      ['not-a-state: q'],
    ],
    [
      'an equation outside DERIVATIVE',
      `${density} BREAKPOINT { ik = 0 n' = 1 }`,
      ["misplaced-statement: n' = 1"],
    ],
    [
      'a block that nobody wrote',
      `${density} BREAKPOINT { SOLVE d METHOD cnexp ik = 0 }`,
      ['unknown-solve: d'],
    ],
    [
      'a method that does not exist',
      `${density} BREAKPOINT { SOLVE d METHOD cnexpp ik = 0 }\nDERIVATIVE d { n' = -n }`,
      ['unknown-method: cnexpp'],
    ],
    [
      'a method that cannot be run yet',
      `${density} BREAKPOINT { SOLVE d METHOD runge ik = 0 }\nDERIVATIVE d { n' = -n }`,
      ['method-not-supported-yet: runge'],
    ],
    [
      'no method',
      `${density} BREAKPOINT { SOLVE d ik = 0 }\nDERIVATIVE d { n' = -n }`,
      ['no-method: SOLVE d'],
    ],
    [
      'SOLVE in an if',
      `${density} BREAKPOINT { if (v < 0) { SOLVE d METHOD cnexp } ik = 0 }\nDERIVATIVE d { n' = -n }`,
      ['misplaced-statement: SOLVE d METHOD cnexp'],
    ],
    [
      'an equation that cnexp cannot solve',
      `${density} BREAKPOINT { SOLVE d METHOD cnexp ik = 0 }\nDERIVATIVE d { n' = 1 - n*n }`,
      ["cnexp-nonlinear: n' = 1 - n*n"],
    ],
    [
      'recursion',
      `${density} FUNCTION f(x) { f = h(x) }\nFUNCTION h(x) { h = f(x) }\nBREAKPOINT { ik = f(v) }`,
      ['recursive-call: f(x)'],
    ],
    [
      'a loop with bounds of the run',
      `${density} BREAKPOINT { FROM i = 0 TO g { tau = i } ik = 0 }`,
      ['loop-bounds: FROM i = 0 TO g '],
    ],
    [
      'a variable of another ion',
      'NEURON { SUFFIX s USEION k READ ena } BREAKPOINT { }',
      ['ion-variable: ena'],
    ],
    [
      'a concentration that is written',
      'NEURON { SUFFIX s USEION ca WRITE cai } BREAKPOINT { }',
      ['ion-write-not-supported-yet: cai'],
    ],
    [
      'a unit that does not exist',
      `${density} UNITS { F = (farady) (coulomb) }\nBREAKPOINT { ik = F }`,
      ['unknown-unit: (farady)', 'undeclared-name: F'],
    ],
    [
      'units of different kinds',
      `${density} UNITS { F = (faraday) (volt) }\nBREAKPOINT { ik = 0 }`,
      ['unit-dimension: (faraday)'],
    ],
    [
      'a kinetic scheme',
      `${density} BREAKPOINT { SOLVE k METHOD sparse ik = 0 }\nKINETIC k {\n ~ n <-> m (1, 1)\n}`,
      ['not-supported-yet: KINETIC'],
    ],
    ['an array', `${density} ASSIGNED { a[3] }\nBREAKPOINT { ik = 0 }`, ['array-not-supported-yet: a[3]']],
    [
      'a while loop',
      `${density} BREAKPOINT { while (tau < 3) { tau = tau + 1 } ik = 0 }`,
      ['not-supported-yet: while (tau < 3'],
    ],
    [
      'C code',
      `${density} BREAKPOINT { ik = 0 VERBATIM x++; ENDVERBATIM }`,
      ['verbatim: VERBATIM x++; ENDVERBATIM'],
    ],
    [
      'a second derivative',
      `${density} BREAKPOINT { ik = 0 }\nDERIVATIVE d { n'' = 1 }`,
      ['second-derivative: n'],
    ],
    ['a function of later', `${density} BREAKPOINT { ik = normrand(0, 1) }`, ['not-supported-yet: normrand']],
  ])('points at %s', (_, text, expected) => {
    expect(said(text)).toEqual(expect.arrayContaining([...expected]))
    expect(said(text)).toHaveLength(expected.length)
  })

  it.each<[what: string, text: string, expected: readonly string[]]>([
    ['printf', `${density} BREAKPOINT { printf("%g", v) ik = 0 }`, ['printf-ignored: printf("%g", v)']],
    ['a RANGE name that is declared nowhere', 'NEURON { SUFFIX s RANGE q }', ['undeclared-range: q']],
    ['a LOCAL read before it is set', `${density} BREAKPOINT { LOCAL x ik = x }`, ['local-before-set: x']],
    ['an ASSIGNED that nothing assigns', `${density} BREAKPOINT { ik = tau }`, ['never-assigned: tau']],
    ['a current that is never assigned', `${density} BREAKPOINT { }`, ['current-not-assigned: ik']],
    ['v that is assigned', `${density} INITIAL { v = -65 } BREAKPOINT { ik = 0 }`, ['no-lasting-effect: v']],
    [
      'a TABLE',
      `${density} PROCEDURE p() { TABLE tau FROM 0 TO 1 WITH 10 tau = 1 }\nBREAKPOINT { p() ik = 0 }`,
      ['table-not-used: TABLE tau FROM 0 TO 1 WITH 10'],
    ],
    [
      'memory in BREAKPOINT',
      `${density} BREAKPOINT { tau = tau + 1 ik = tau }`,
      ['breakpoint-runs-twice: tau'],
    ],
    [
      'a default with more digits than NEURON 8 keeps',
      'NEURON { SUFFIX s RANGE p } PARAMETER { p = 0.12345678 }',
      ['neuron-rounds-default: p'],
    ],
    [
      'a default that the simulation sets',
      'NEURON { SUFFIX s } PARAMETER { celsius = 36 (degC) }',
      ['ignored-default: celsius = 36 (degC)'],
    ],
  ])('warns or hints of %s, and compiles', (_, text, expected) => {
    expect(said(text)).toEqual(expected)
    expect(compileMechanism(createSourceText('test.mod', text)).value).toBeDefined()
  })

  it('guesses what a misspelt name means', () => {
    const { diagnostics } = compileMechanism(
      createSourceText('t', `${density} BREAKPOINT { ik = g*(v - ke) tua = 1 }`),
    )
    expect(diagnostics.map(({ message }) => message)).toEqual([
      '"ke" is not declared (did you mean "ek"?).',
      '"tua" is not declared (did you mean "tau"?).',
    ])
  })

  it('goes on after a fault, to find the others', () => {
    const text = `${density} BREAKPOINT {\n ik = g*\n}\nFUNCTION f(x) {\n f = y + \n if x { }\n f = z\n}`
    expect(said(text).map(line => line.split(':')[0])).toEqual([
      'syntax',
      'syntax',
      'syntax',
      'undeclared-name',
    ])
  })
})
