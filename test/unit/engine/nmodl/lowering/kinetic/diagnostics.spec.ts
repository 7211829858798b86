import { describe, expect, it } from 'vitest'
import { createSourceText } from '../../../../../../src-engine/core/source/sourceText.ts'
import { compileMechanism } from '../../../../../../src-engine/nmodl/compile.ts'

/** Each diagnostic as `code: the characters it stands on`. */
function said(text: string): readonly string[] {
  return compileMechanism(createSourceText('test.mod', text)).diagnostics.map(
    ({ code, span }) => `${code.replace('nmodl/', '')}: ${span ? text.slice(span.start, span.end) : ''}`,
  )
}

const kinetic = (body: string, method = 'METHOD sparse'): string => `NEURON { SUFFIX test RANGE k, n }
PARAMETER { k = 0.1 n = 2 }
STATE { a b c x[4] }
BREAKPOINT { SOLVE scheme ${method} }
KINETIC scheme { ${body} }`

const linear = (body: string): string => `NEURON { SUFFIX test RANGE k }
PARAMETER { k = 0.1 }
STATE { a b }
BREAKPOINT { SOLVE both }
LINEAR both { ${body} }`

describe('nmodl kinetic diagnostics', () => {
  it.each<[fault: string, text: string, expected: string]>([
    [
      'a method that is none for reactions',
      kinetic('~ a <-> b (k, k)', 'METHOD cnexp'),
      'kinetic-method: SOLVE scheme METHOD cnexp',
    ],
    ['a sum as rate', kinetic('~ a <-> b (k, k + 0.1)'), 'rate-without-parentheses: k + 0.1'],
    ['an element that is not known', kinetic('~ x[n] <-> b (k, k)'), 'reaction-index: n'],
    ['an element that does not exist', kinetic('~ x[4] <-> b (k, k)'), 'index-outside: 4'],
    [
      'more CONSERVE than states',
      kinetic('~ a <-> b (k, k) CONSERVE a + b = 1 CONSERVE 2 a + b = 1 CONSERVE b = 1'),
      'too-many-conserve: CONSERVE a + b = 1',
    ],
    [
      'CONSERVE in an if',
      kinetic('~ a <-> b (k, k) if (n > 1) { CONSERVE a + b = 1 }'),
      'misplaced-statement: CONSERVE a + b = 1',
    ],
    [
      'a reaction in a loop of the run',
      kinetic('FROM i = 0 TO n { ~ a <-> b (k, k) }'),
      'misplaced-statement: ~ a <-> b (k, k)',
    ],
    ['a product of unknowns', linear('~ a * b = 1 ~ a = 2'), 'not-linear: ~ a * b = 1'],
    ['an equation too few', linear('~ a + b = 1'), 'equation-count: both'],
    ['an unknown that drops out', linear('~ a = 1 + 0 * b ~ a - b + b = 3'), 'undetermined: both'],
  ])('points at %s', (_, text, expected) => {
    expect(said(text)).toContain(expected)
  })

  it('says nothing about what is in order', () => {
    const scheme = `COMPARTMENT i, i + 1 { x } ~ a <-> b (k, (k + 0.1)) ~ 2 a + b -> (k * 2)
      FROM i = 0 TO 2 { ~ x[i] <-> x[i + 1] (k, k / 2) }
      if (n > 1) { ~ c << (0.1) }
      CONSERVE a + b = 1`
    expect(said(kinetic(scheme))).toEqual([])
    expect(said(linear('~ a + 2 * b = k ~ k * (a - b) = 0'))).toEqual([])
  })

  it('refuses schemes that are too large to be solved together', () => {
    const text = `NEURON { SUFFIX test }
DEFINE N 500
STATE { x[N] }
BREAKPOINT { SOLVE scheme METHOD sparse }
KINETIC scheme { FROM i = 0 TO N - 2 { ~ x[i] <-> x[i + 1] (1, 1) } }`
    expect(said(text)).toContain('too-large: SOLVE scheme METHOD sparse')
  })
})
