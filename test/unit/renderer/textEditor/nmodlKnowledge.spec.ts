import { CompletionContext } from '@codemirror/autocomplete'
import { EditorState } from '@codemirror/state'
import { describe, expect, it } from 'vitest'
import { createSourceText, describeLanguage, listSymbols } from '../../../../src-engine/index.ts'
import { findingMarks } from '../../../../src-renderer/textEditor/findings.ts'
import { completeNmodl, openBraces } from '../../../../src-renderer/textEditor/nmodl/nmodlCompletion.ts'
import { foldFrom } from '../../../../src-renderer/textEditor/nmodl/nmodlFolding.ts'
import { hoverText } from '../../../../src-renderer/textEditor/nmodl/nmodlHover.ts'
import { meaningOf, wordAt } from '../../../../src-renderer/textEditor/nmodl/nmodlSymbols.ts'

const text = `NEURON {
  SUFFIX kv
  USEION ca READ eca WRITE ica
}
PARAMETER {
  gbar = 0.01 (S/cm2) <0, 1>  : how many
}
BREAKPOINT {
  ica = gbar
}
FUNCTION rate(v (mV)) {
  LOCAL x
  rate = x
}
`
const knowledge = {
  reference: describeLanguage(),
  symbols: listSymbols(createSourceText('kv.mod', text)),
}
const role = (name: string): string => name
const lineOf = (offset: number): number => text.slice(0, offset).split('\n').length
/** What is offered where `|` stands. */
function offered(marked: string, explicit = false): readonly string[] {
  const at = marked.indexOf('|')
  const state = EditorState.create({ doc: marked.replace('|', '') })
  const result = completeNmodl(new CompletionContext(state, at, explicit), knowledge, role)
  return result?.options.map(({ label }) => label) ?? []
}

describe('textEditor completion', () => {
  it('offers names of the file with their unit and role inside a block', () => {
    expect(offered(text.replace('ica = gbar', 'ica = gb|'))).toEqual(
      expect.arrayContaining(['gbar', 'v', 'exp', 'if']),
    )
    expect(offered(text.replace('ica = gbar', 'ica = gb|'))).not.toContain('x')
    expect(offered(text.replace('rate = x', 'rate = x|'))).toContain('x')
  })

  it('offers blocks outside of them, methods after METHOD, variables of the ion after READ', () => {
    expect(offered('NEURON { }\nPA|')).toContain('PARAMETER')
    expect(offered('NEURON { }\nPA|')).not.toContain('exp')
    expect(offered('BREAKPOINT {\n SOLVE s METHOD |')).toContain('cnexp')
    expect(offered('NEURON {\n USEION ca READ |')).toEqual(['eca', 'ica', 'cai', 'cao'])
  })

  it('offers nothing in comments, and nothing before a letter is typed', () => {
    expect(offered('INITIAL {\n x = 1 : gb|')).toEqual([])
    expect(offered('INITIAL {\n |')).toEqual([])
    expect(offered('INITIAL {\n |', true)).toContain('gbar')
  })

  it('counts open braces without those of comments and C code', () => {
    expect(openBraces('A { B { } : {\n COMMENT { ENDCOMMENT VERBATIM { ENDVERBATIM')).toBe(1)
  })
})

describe('textEditor hover', () => {
  const at = (word: string, within = word) => text.indexOf(within) + within.indexOf(word)
  const say = (word: string, within?: string) => {
    const offset = at(word, within)
    const meaning = meaningOf(wordAt(text, offset + 1)?.word ?? '', offset, knowledge)
    return meaning && hoverText(meaning, role, lineOf)
  }

  it('says role, unit, default, limits, comment and place of a name', () => {
    expect(say('gbar', 'ica = gbar')).toEqual({
      title: 'gbar (S/cm²)',
      facts: ['parameter', '= 0.01', '0 … 1', 'line 6'],
      help: 'how many',
    })
  })

  it('explains words, and the innermost of two names', () => {
    expect(say('BREAKPOINT')?.facts).toEqual(['block'])
    expect(say('x', 'rate = x')?.facts).toEqual(['local', 'line 12'])
    expect(wordAt('a + 12', 5)).toBeUndefined()
  })
})

describe('textEditor folding', () => {
  const fold = (source: string, line: number) => {
    const lines = source.split('\n')
    const start = lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0)
    const range = foldFrom(source, start, start + (lines[line - 1] ?? '').length)
    return range && source.slice(range.from, range.to)
  }

  it('folds a block from its brace to the one that closes it, whatever comments hold', () => {
    expect(fold('A {\n : }\n b { }\n}\n', 1)).toBe('\n : }\n b { }\n')
    expect(fold('A {\n b { }\n}\n', 2)).toBeUndefined()
    expect(fold('A {\n', 1)).toBeUndefined()
  })

  it('folds COMMENT and VERBATIM', () => {
    expect(fold('COMMENT\nx\nENDCOMMENT\n', 1)).toBe('\nx')
  })
})

describe('textEditor findings', () => {
  const span = { start: 3, end: 9 }
  const finding = { code: 'a/b', severity: 'hint' as const, message: 'm', help: 'h', span }

  it('marks what is in this text, within its length, with fixes as buttons', () => {
    const fixes = [{ title: 'Do it', edits: [] }]
    const marks = findingMarks([{ ...finding, source: 'a.mod', fixes }], 'a.mod', 5)
    expect(marks).toMatchObject([
      { from: 3, to: 5, severity: 'info', message: 'm\nh', actions: [{ name: 'Do it' }] },
    ])
  })

  it('leaves out what belongs to another file or has no place', () => {
    const { span: _span, ...nowhere } = finding
    expect(findingMarks([{ ...finding, source: 'b.inc' }, nowhere], 'a.mod', 50)).toEqual([])
  })
})
