import { describe, expect, it } from 'vitest'
import { renderWithFrame } from '../../../../../src-engine/core/diagnostics/render.ts'
import { createSourceText } from '../../../../../src-engine/core/source/sourceText.ts'
import { compileMechanism } from '../../../../../src-engine/nmodl/compile.ts'

const head = 'NEURON { SUFFIX s NONSPECIFIC_CURRENT i }\n'

function compile(text: string, files: Readonly<Record<string, string>>) {
  const asked: (readonly [name: string, from: string])[] = []
  const result = compileMechanism(createSourceText('folder/main.mod', text), {
    readInclude: (name, from) => {
      asked.push([name, from])
      return Object.hasOwn(files, name) ? files[name] : undefined
    },
  })
  return { ...result, asked }
}

describe('nmodl include', () => {
  it('reads the text of a file in place of INCLUDE, and files that it includes in turn', () => {
    const { value, diagnostics, asked } = compile(`${head}INCLUDE "leak.inc"\nBREAKPOINT { i = leak(v) }`, {
      'leak.inc': 'PARAMETER { g = 0.5 : from outside\n}\nINCLUDE "deeper.inc"\nASSIGNED { v i }',
      'deeper.inc': 'FUNCTION leak(x) { leak = g*x }',
    })
    expect(diagnostics).toEqual([])
    expect(value?.fields.map(({ name, comment }) => [name, comment])).toEqual([
      ['g', 'from outside'],
      ['i', undefined],
    ])
    expect(asked).toEqual([
      ['leak.inc', 'folder/main.mod'],
      ['deeper.inc', 'folder/leak.inc'],
    ])
  })

  it('names the included file, its line and column, and where it is included', () => {
    const { diagnostics } = compile(`${head}INCLUDE "a.inc"\nBREAKPOINT { i = 0 }`, {
      'a.inc': ': first line\nASSIGNED { v i }\nINCLUDE "b.inc"\n',
      'b.inc': 'FUNCTION f(x) {\n  f = y + 1\n}',
    })
    expect(diagnostics).toHaveLength(1)
    expect(diagnostics[0]).toMatchObject({
      code: 'nmodl/undeclared-name',
      source: 'folder/b.inc',
      at: { line: 2, column: 7 },
      span: { start: 22, end: 23 },
      related: [
        { message: 'included here', at: { line: 3, column: 1 }, source: 'folder/a.inc' },
        { message: 'included here', at: { line: 2, column: 1 }, source: 'folder/main.mod' },
      ],
    })
  })

  it('goes on counting lines of the file itself behind an INCLUDE', () => {
    const { diagnostics } = compile(`${head}INCLUDE "a.inc"\nBREAKPOINT { i = z }`, {
      'a.inc': 'ASSIGNED { i }',
    })
    expect(diagnostics).toMatchObject([{ source: 'folder/main.mod', at: { line: 3, column: 18 } }])
    const source = createSourceText('folder/main.mod', `${head}INCLUDE "a.inc"\nBREAKPOINT { i = z }`)
    expect(diagnostics.map(diagnostic => renderWithFrame(diagnostic, source))[0]).toContain(
      '3 | BREAKPOINT { i = z }\n                     ^',
    )
  })

  it('offers fixes in the offsets of the included file', () => {
    const { diagnostics } = compile(`${head}INCLUDE "a.inc"\nBREAKPOINT { i = f() }`, {
      'a.inc': 'PARAMETER { gmax = 1 }\nFUNCTION f() { f = gmx }',
    })
    expect(diagnostics[0]?.fixes?.[0]?.edits).toEqual([{ span: { start: 42, end: 45 }, text: 'gmax' }])
  })

  it.each([
    ['a file that is not there', {}, 'nmodl/include-not-found'],
    ['a file that includes itself', { 'a.inc': 'INCLUDE "a.inc"' }, 'nmodl/include-cycle'],
    ['a circle', { 'a.inc': 'INCLUDE "b.inc"', 'b.inc': 'INCLUDE "a.inc"' }, 'nmodl/include-cycle'],
    ['too much text', { 'a.inc': ' '.repeat(1_000_000) }, 'nmodl/too-large'],
    [
      'files without end',
      new Proxy(
        {},
        {
          has: () => true,
          get: (_, name) => `INCLUDE "x${String(name)}"`,
          getOwnPropertyDescriptor: () => ({ configurable: true, enumerable: true, value: '' }),
        },
      ),
      'nmodl/too-large',
    ],
    ['a name without quotes', {}, 'nmodl/syntax'],
  ])('refuses %s', (what, files, code) => {
    const name = what === 'a name without quotes' ? 'a' : '"a.inc"'
    const { value, diagnostics } = compile(`${head}INCLUDE ${name}\nBREAKPOINT { i = 0 }`, files)
    expect(value).toBeUndefined()
    expect(diagnostics.map(diagnostic => diagnostic.code)).toContain(code)
  })

  it('refuses INCLUDE where nothing can be read', () => {
    const { value } = compileMechanism(createSourceText('main.mod', `${head}INCLUDE "a.inc"`))
    expect(value).toBeUndefined()
  })

  it('changes the fingerprint with the text that is included', () => {
    const of = (text: string) => compile(`${head}INCLUDE "a.inc"`, { 'a.inc': text }).value?.fingerprint
    expect(of('ASSIGNED { i }')).toBe(of('ASSIGNED { i }'))
    expect(of('ASSIGNED { i }')).not.toBe(of('ASSIGNED { i extra }'))
  })
})
