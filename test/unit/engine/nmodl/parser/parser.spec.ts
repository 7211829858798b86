import { describe, expect, it } from 'vitest'
import { createSourceText } from '../../../../../src-engine/core/source/sourceText.ts'
import { printTree } from '../../../../../src-engine/nmodl/ast/print.ts'
import { parse } from '../../../../../src-engine/nmodl/parser/parser.ts'
import { createReport } from '../../../../../src-engine/nmodl/report.ts'

/** The text in the one layout that trees are printed in, without its line ends. */
function read(text: string): string {
  const report = createReport(createSourceText('t.mod', text))
  const tree = parse(report)
  expect(report.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
  return printTree(tree).replace(/\s+/g, ' ').trim()
}

describe('nmodl parser', () => {
  it.each<[what: string, text: string, expected: string]>([
    ['powers before signs, from the right', 'INITIAL { a = -2^3^2*-1 }', 'INITIAL { a = -2^3^2 * -1 }'],
    ['and before or', 'INITIAL { a = b || c && d }', 'INITIAL { a = b || c && d }'],
    ['differences from the left', 'INITIAL { a = b - (c - d) - e }', 'INITIAL { a = b - (c - d) - e }'],
    [
      'statements on one line',
      'INITIAL { a=1 b=2(ms) f(c)d[1]=3 }',
      'INITIAL { a = 1 b = 2 (ms) f(c) d[1] = 3 }',
    ],
    ['a unit with a parenthesis too much', 'PARAMETER { k = 5 (1/(M-s) }', 'PARAMETER { k = 5 (1/(M-s) }'],
    ['a unit with signs that mean nothing', 'PARAMETER { k = 5 (%) }', 'PARAMETER { k = 5 (%) }'],
    ['DEFINE names as numbers', 'DEFINE N 3 STATE { x[N] }', 'DEFINE N 3 STATE { x[3] }'],
    [
      'a term with a colon',
      'NEURON { USEION ca READ cai REPRESENTS CHEBI:29108 }',
      'NEURON { USEION ca READ cai REPRESENTS CHEBI:29108 }',
    ],
    ['blanks in arrows', 'KINETIC k { ~ a < < (1) ~ b - > (2) }', 'KINETIC k { ~ a << (1) ~ b -> (2) }'],
    [
      'a count without a blank',
      'KINETIC k { ~ 2a + b <-> c[1] (1, 2) }',
      'KINETIC k { ~ 2 a + b <-> c[1] (1, 2) }',
    ],
    ['an equation of two sides', 'LINEAR l { ~ 2*x - y = 3 + z }', 'LINEAR l { ~ 2 * x - y = 3 + z }'],
    [
      'an index before a comma',
      'KINETIC k { COMPARTMENT i, 2*i { a b } }',
      'KINETIC k { COMPARTMENT i, 2 * i { a b } }',
    ],
    [
      'several conditions',
      'NET_RECEIVE (w) { WATCH (v > 1) 2, (v < 0) 3 }',
      'NET_RECEIVE (w) { WATCH (v > 1) 2, (v < 0) 3 }',
    ],
    ['values of the past', 'DISCRETE d { x = x@1 + y@2[0] }', 'DISCRETE d { x = x@1 + y@2[0] }'],
    ['slopes of elements', "DERIVATIVE d { x'[0] = y' }", "DERIVATIVE d { x'[0] = y' }"],
    ['text behind an end word', 'COMMENT\n a ENDCOMMENT b\nENDCOMMENT c\nDEFINE N 1', 'DEFINE N 1'],
    [
      'C code on one line',
      'INITIAL { VERBATIM x; ENDVERBATIM a = 1 }',
      'INITIAL { VERBATIM x; ENDVERBATIM a = 1 }',
    ],
    [
      'a loop with steps',
      'INITIAL { FROM i=0 TO n-1 BY 2 { a = i } }',
      'INITIAL { FROM i = 0 TO n - 1 BY 2 { a = i } }',
    ],
    [
      'upper case',
      'INITIAL { IF (a) { } ELSE IF (b) { } ELSE { } WHILE (c) { } }',
      'INITIAL { if (a) { } else if (b) { } else { } while (c) { } }',
    ],
    [
      'what a method does if it fails',
      'BREAKPOINT { SOLVE s METHOD newton IFERROR { a = 1 } }',
      'BREAKPOINT { SOLVE s METHOD newton IFERROR { a = 1 } }',
    ],
    [
      'a table of a function',
      'FUNCTION f(x) { TABLE DEPEND k FROM -1 TO 2*b WITH 20 }',
      'FUNCTION f(x) { TABLE DEPEND k FROM -1 TO 2 * b WITH 20 }',
    ],
    [
      'limits, ranges, starts, tolerances',
      'STATE { x FROM 0 TO 1 START .5 (mM) <1e-3> }',
      'STATE { x FROM 0 TO 1 START 0.5 (mM) <0.001> }',
    ],
    [
      'a swept variable',
      'INDEPENDENT { SWEEP d FROM 0 TO 1 WITH 5 START 1 (mM) }',
      'INDEPENDENT { SWEEP d FROM 0 TO 1 WITH 5 START 1 (mM) }',
    ],
    ['a factor that converts', 'UNITS { F = (mV) -> (volt) }', 'UNITS { F = (mV) -> (volt) }'],
  ])('reads %s', (_, text, expected) => {
    expect(read(text)).toBe(expected)
  })

  it('gives each statement the characters that it stands on', () => {
    const text = 'KINETIC k {\n  ~ a + 2 b <-> c (f, g)\n  CONSERVE a = 1\n}'
    const tree = parse(createReport(createSourceText('t.mod', text)))
    const block = tree.blocks[0]
    const spans =
      block && 'body' in block
        ? block.body.statements.map(({ span }) => text.slice(span.start, span.end))
        : []
    expect(spans).toEqual(['~ a + 2 b <-> c (f, g)', 'CONSERVE a = 1'])
  })
})
