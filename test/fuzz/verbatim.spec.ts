import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSourceText } from '../../src-engine/core/source/sourceText.ts'
import { compileMechanism } from '../../src-engine/nmodl/compile.ts'
import { verifyProgram } from '../../src-engine/program/verify.ts'
import { edit, textEdits } from '../support/textEdits.ts'

const folder = resolve(import.meta.dirname, '../fixtures/mod/verbatim')
const texts = readdirSync(folder)
  .filter(name => name.endsWith('.mod'))
  .sort()
  .map(name => readFileSync(resolve(folder, name), 'utf8'))

/** Pieces of C, and of what only looks like it. */
const pieces = [
  ...'{}()[]=+-*/^<>,!~&|:?";%#\'\\.',
  ...`if( else for(;;) while( do switch( case default: break; continue; return return; int double float static
  struct void unsigned char FILE* x y v _lx n i a[3] a[ 1 0.5 1e9 0x1F 'a' "text" ++ -- += == && || -> << ? (int) (double*)
  sizeof goto typedef printf( fopen( _p_p *_p_p &x _args[0] vector_capacity( nrn_random_pick( hoc_execerror( rand()
  floor( getarg(1) ENDVERBATIM VERBATIM __proto__ constructor toString`.split(/\s+/),
  ...[
    '\n#define A B\n',
    '\n#define B A A\n',
    '\n#define F(x) x x\n',
    'F(F(F(1)))',
    'A',
    '\n#if ',
    '\n#ifdef A\n',
  ],
  ...['\n#endif\n', '\n#else\n', '\n#undef A\n', '/*', '*/', '//', '\n', '\nENDVERBATIM\nx = 1\nVERBATIM\n'],
]

const head = `NEURON { SUFFIX s RANGE x, y POINTER p }
ASSIGNED { v x y a[3] n p }
BREAKPOINT { x = f(v) }
`

/** Random C inside and outside of a routine. */
const random = fc
  .record({
    inside: fc.array(fc.constantFrom(...pieces), { maxLength: 60 }),
    outside: fc.array(fc.constantFrom(...pieces), { maxLength: 20 }),
  })
  .map(
    ({ inside, outside }) =>
      `${head}VERBATIM\n${outside.join(' ')}\nENDVERBATIM\nFUNCTION f(x) {\nVERBATIM\n${inside.join(' ')}\nENDVERBATIM\n}\n`,
  )

/** A fixture with some stretches cut, doubled or replaced. */
const mutated = fc
  .tuple(fc.constantFrom(...texts), textEdits(fc.constantFrom('', ...pieces), { longest: 12, most: 8 }))
  .map(([text, edits]) => edit(text, edits))

/** Time for one text [ms]: what tells slow from without end, on a machine that does much else. */
const patience = 15_000

function compile(text: string): readonly string[] {
  const { value, diagnostics } = compileMechanism(createSourceText('fuzz.mod', text))
  for (const program of Object.values(value?.programs ?? {})) if (program) verifyProgram(program)
  if (!value) expect(diagnostics.some(({ severity }) => severity === 'error')).toBe(true)
  for (const { span } of diagnostics) {
    if (!span) continue
    expect(span.start).toBeGreaterThanOrEqual(0)
    expect(span.end).toBeGreaterThan(span.start)
  }
  return diagnostics.map(({ code }) => code)
}

const inBreakpoint = (code: string, outside = '') =>
  `NEURON { SUFFIX s RANGE x }\nASSIGNED { x v }\nVERBATIM\n${outside}\nENDVERBATIM\nBREAKPOINT {\nVERBATIM\n${code}\nENDVERBATIM\n}\n`

const many = (count: number, piece: (index: number) => string) =>
  Array.from({ length: count }, (_, k) => piece(k)).join('')

/** Texts that are meant to take for ever, or to nest without end. */
const traps: Readonly<Record<string, string>> = {
  'macros that double': inBreakpoint(
    'x = M40;',
    `#define M0 1 + 1\n${many(40, k => `#define M${k + 1} M${k} + M${k}\n`)}`,
  ),
  'a macro of itself': inBreakpoint('x = A;', '#define A A A\n'),
  'macros of each other': inBreakpoint('x = A;', '#define A B B\n#define B A A\n'),
  'a macro that doubles its argument': inBreakpoint(
    `x = ${many(60, () => 'D(')}1${many(60, () => ')')};`,
    '#define D(a) a + a\n',
  ),
  'conditions in a row': inBreakpoint(`#if ${many(50_000, () => '1 + ')}1\nx = 1;\n#endif\n`),
  parentheses: inBreakpoint(`x = ${many(100_000, () => '(')}1${many(100_000, () => ')')};`),
  'braces that open': inBreakpoint(many(100_000, () => '{')),
  'braces that close': inBreakpoint(many(100_000, () => '}')),
  'a sum': inBreakpoint(`x = ${many(200_000, () => '1 + ')}1;`),
  'minus signs': inBreakpoint(`x = ${many(200_000, () => '- ')}1;`),
  'calls of calls': inBreakpoint(`x = f${many(100_000, () => '(1)')};`),
  'members of members': inBreakpoint(`x = f${many(100_000, () => '.a')};`),
  choices: inBreakpoint(`x = ${many(50_000, () => 'v ? 1 : ')}1;`),
  'branches in a row': inBreakpoint(`${many(20_000, k => `if (v > ${k}) x = 1; else `)}x = 2;`),
  'branches side by side': inBreakpoint(many(2_500, k => `if (v > ${k}) x = ${k};\n`)),
  'returns side by side': inBreakpoint(many(5_000, k => `if (v > ${k}) return;\n`)),
  'loops in loops': inBreakpoint(
    `${many(200, k => `for (int i${k} = 0; i${k} < 9; i${k}++) {\n if (x > ${k}) break;\n`)}x++;${many(200, () => '}')}`,
  ),
  'jumps in loops': inBreakpoint(
    `int i; for (i = 0; i < v; i++) {\n${many(300, k => `if (x > ${k}) continue;\nx += 1;\n`)}}`,
  ),
  'a statement before the first label': inBreakpoint('switch ((int)v) {\nx = 1;\ncase 1: x = 2;\n}'),
  labels: inBreakpoint(`switch ((int)v) {\n${many(600, k => `case ${k}: x = ${k}; break;\n`)}}`),
  declarations: inBreakpoint(many(20_000, k => `static int s${k} = 0; s${k}++;\n`)),
  'a long array': inBreakpoint('double a[1000000000]; a[1] = 2; x = a[1];'),
  'long arrays': inBreakpoint(many(500, k => `double a${k}[100000]; x = a${k}[0];\n`)),
  'a long text': inBreakpoint(`printf("${many(1_000_000, () => 'x')}");`),
  'a text that does not end': inBreakpoint(`printf("${many(1_000_000, () => 'x')}`),
  'a remark that does not end': inBreakpoint(`/*${many(300_000, () => '* ')}`),
  functions: inBreakpoint(
    'x = f0(1);',
    many(5_000, k => `double f${k}(double a) { return a + ${k}; }\n`),
  ),
  'functions in each other': inBreakpoint(
    'x = f0(1);',
    many(300, k => `double f${k}(double a) { return f${k + 1}(a) + f${k + 1}(a); }\n`),
  ),
  'post-increments': inBreakpoint(`int i = 0; x = ${many(400, () => 'i++ && ')}1;`),
  assignments: inBreakpoint(`x = ${many(90, () => 'x = ')}1;`),
  commas: inBreakpoint(`x = (${many(20_000, () => 'x++, ')}1);`),
}

describe('fuzz of C in VERBATIM', () => {
  it('makes programs or diagnostics of random C, and never throws', () => {
    fc.assert(
      fc.property(random, text => {
        compile(text)
      }),
      { numRuns: 1500 },
    )
  })

  it('makes programs or diagnostics of spoilt fixtures, and never throws', () => {
    fc.assert(
      fc.property(mutated, text => {
        compile(text)
      }),
      { numRuns: 600 },
    )
  })

  it.each(Object.entries(traps))('gets out of %s in bounded time', (_, text) => {
    const before = Date.now()
    compile(text)
    expect(Date.now() - before).toBeLessThan(patience)
  })
})
