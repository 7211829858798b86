import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSourceText } from '../../src-engine/core/source/sourceText.ts'
import { compileMechanism, printStage } from '../../src-engine/nmodl/compile.ts'
import { verifyProgram } from '../../src-engine/program/verify.ts'
import { randomMechanism } from '../support/nmodl/randomMechanism.ts'
import { edit, textEdits } from '../support/textEdits.ts'

const folders = ['../fixtures/mod', '../../resources/mechanisms'].map(path =>
  resolve(import.meta.dirname, path),
)
const texts = folders.flatMap(folder =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.mod'))
    .sort()
    .map(name => readFileSync(resolve(folder, name), 'utf8')),
)

/** Pieces that make trouble more often than random characters do. */
const pieces = [
  ...'{}()[]=+-*/^<>,!~\'&|:?"',
  ...[
    '\n',
    '1e999',
    '1e-400',
    'if',
    'else',
    'FROM',
    'TO',
    'LOCAL',
    'TABLE',
    'SOLVE',
    'METHOD',
    'cnexp',
    'VERBATIM',
  ],
  ...[
    'COMMENT',
    'ENDCOMMENT',
    '\nENDVERBATIM\n',
    'KINETIC',
    'WATCH (',
    'FOR_NETCONS (w) {',
    'INITIAL {',
    'PROTECT',
    'FORALL i {',
    'CONSERVE',
    'COMPARTMENT i,',
    'LAG x BY y',
    'INCLUDE "x"',
    '~ a <-> b (',
    '~',
    '<<',
    '@1',
    "x'[",
    '[3]',
    '[99999999]',
    'DEFINE N 3',
    '$',
    'v',
    'm',
    "m'",
    '{{',
    '((',
    'exp(',
    'STATE',
    'USEION',
    'constructor',
    '__proto__',
  ],
]

/** A random file that is in order, by its seed. */
const inOrder = fc.nat(1_000_000).map(randomMechanism)

/** A text of the corpus with some stretches cut, doubled, swapped or replaced. */
const mutated = fc
  .tuple(
    fc.oneof(fc.constantFrom(...texts), inOrder),
    textEdits(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 6 })), {
      longest: 30,
      most: 6,
      repeats: true,
    }),
  )
  .map(([text, edits]) => edit(text, edits))

const settings = { seed: 20240607, numRuns: 400 }

/** Includes whatever is asked for, one of the corpus. */
const options = { readInclude: (name: string) => texts[name.length % texts.length] }

/** Compiles; whatever comes out must be sound. */
function compileSoundly(text: string): void {
  const { value, diagnostics } = compileMechanism(createSourceText('fuzz.mod', text), options)
  expect(value === undefined).toBe(diagnostics.some(diagnostic => diagnostic.severity === 'error'))
  for (const { span, source } of diagnostics) {
    expect(span && span.start >= 0 && span.start < span.end).toBe(true)
    if (source === 'fuzz.mod') expect(span?.start).toBeLessThanOrEqual(text.length)
  }
  for (const programs of [value?.programs, value?.exactPrograms]) {
    for (const program of Object.values(programs ?? {})) {
      if (program) expect(verifyProgram(program)).toBeUndefined()
    }
  }
}

describe('nmodl fuzz', () => {
  it('gives a value or an error, and only programs that may run, for damaged files', () => {
    fc.assert(fc.property(mutated, compileSoundly), settings)
  })

  it('finds no error in files that are in order, and reads back their printed tree', () => {
    fc.assert(
      fc.property(inOrder, text => {
        const { value, diagnostics } = printStage(createSourceText('fuzz.mod', text), 'tree')
        expect(
          diagnostics.filter(({ severity, code }) => severity === 'error' && !fromLowering(code)),
        ).toEqual([])
        expect(value && printStage(createSourceText('fuzz.mod', value), 'tree').value).toBe(value)
        compileSoundly(text)
      }),
      settings,
    )
  })

  it('does the same for soups of words and signs', () => {
    const words = [
      'NEURON',
      'SUFFIX',
      'x',
      'PARAMETER',
      'BREAKPOINT',
      'DERIVATIVE',
      'FUNCTION',
      ' ',
      ...pieces,
    ]
    const soup = fc.array(fc.constantFrom(...words), { maxLength: 120 }).map(parts => parts.join(' '))
    fc.assert(fc.property(soup, compileSoundly), settings)
  })

  it('prints a tree that reads back as itself', () => {
    fc.assert(
      fc.property(mutated, text => {
        const { value, diagnostics } = printStage(createSourceText('fuzz.mod', text), 'tree')
        // What could not be read is not in the tree, so only whole files come back.
        if (
          value === undefined ||
          diagnostics.some(({ code }) => code.startsWith('nmodl/') && unread.has(code))
        )
          return
        expect(printStage(createSourceText('fuzz.mod', value), 'tree').value).toBe(value)
      }),
      settings,
    )
  })

  it.each([
    ['parentheses', '('.repeat(50_000)],
    ['braces', 'BREAKPOINT ' + '{'.repeat(50_000)],
    ['signs', 'BREAKPOINT { x = ' + '-'.repeat(50_000)],
    ['terms', `BREAKPOINT { x = ${'1+'.repeat(50_000)}1 }`],
    ['powers', `BREAKPOINT { x = ${'1^'.repeat(50_000)}1 }`],
    ['else ifs', `BREAKPOINT { ${'if (1) { } else '.repeat(20_000)} { } }`],
    [
      'calls',
      Array.from({ length: 3000 }, (_, i) => `FUNCTION f${i}(x) { f${i} = f${i + 1}(x) + 1 }`).join('\n'),
    ],
    [
      'doubling',
      Array.from(
        { length: 60 },
        (_, i) => `FUNCTION f${i}(x) { f${i} = f${i + 1}(x) + f${i + 1}(x+1) }`,
      ).join('\n'),
    ],
    ['loops', 'BREAKPOINT { FROM i = 0 TO 9999999 { FROM j = 0 TO 99999 { i1 = i1 + j } } } ASSIGNED { i1 }'],
    [
      'unknown names',
      `BREAKPOINT { ${Array.from({ length: 5000 }, (_, i) => `name${i} = other${i}\n`).join('')} }`,
    ],
    ['names', `ASSIGNED { ${'x '.repeat(20_000)} }`],
    ['lines', '\n'.repeat(1_000_000)],
    ['declarations', `ASSIGNED { ${Array.from({ length: 60_000 }, (_, i) => `x${i} (mV) : c\n`).join('')} }`],
    ['statements', `BREAKPOINT { ${'i = i + 1\n'.repeat(60_000)} }`],
    ['reactions', `STATE { a b } KINETIC k { ${'~ a <-> b (1, 1)\n'.repeat(20_000)} }`],
    ['terms of a reaction', `STATE { a } KINETIC k { ~ ${'a + '.repeat(50_000)} a <-> a (1, 1) }`],
    ['PROTECTs', `BREAKPOINT { ${'PROTECT '.repeat(50_000)} i = 1 }`],
    ['blocks inside one another', `BREAKPOINT { ${'if (v) {'.repeat(20_000)} }`],
    ['elements', 'ASSIGNED { big[1000000] } BREAKPOINT { FORALL n { big[n] = n } }'],
    ['WATCHes', `NET_RECEIVE (w) { WATCH ${'(v > 1) 2, '.repeat(20_000)} (v > 1) 2 }`],
    ['unclosed comments', 'COMMENT\n'.repeat(50_000)],
    ['unclosed C code', 'PROCEDURE p() {\nVERBATIM\n'.repeat(50_000)],
    ['unclosed strings', 'INCLUDE "\n'.repeat(50_000)],
    ['arguments', `FUNCTION f0(${'x, '.repeat(20_000)}x) { f0 = 1 }`],
    ['a long name', `BREAKPOINT { ${'x'.repeat(100_000)} = 1 }`],
  ])('ends soon on too many %s', (_, body) => {
    const text = `NEURON { SUFFIX s NONSPECIFIC_CURRENT i }\n${body}\nFUNCTION f60(x) { f60 = x }\nBREAKPOINT { i = f0(v) }`
    const started = performance.now()
    compileSoundly(text)
    // Not a speed test: quadratic behaviour would take minutes here.
    expect(performance.now() - started).toBeLessThan(20_000)
  })
})

/** Diagnostics after which something is missing from the tree. */
const unread = new Set([
  'nmodl/syntax',
  'nmodl/unclosed-block',
  'nmodl/unclosed-string',
  'nmodl/unknown-character',
  'nmodl/too-deep',
  'nmodl/too-long',
  'nmodl/too-large',
  'nmodl/unknown-block',
  'nmodl/unknown-neuron-statement',
  'nmodl/second-derivative',
  'nmodl/number-too-large',
  'nmodl/verbatim',
])

/** What lowering says of a file that is in order but too large or too odd for it; it says so and makes nothing. */
function fromLowering(code: string): boolean {
  return ['nmodl/too-large', 'nmodl/undetermined', 'nmodl/equation-count'].includes(code)
}
