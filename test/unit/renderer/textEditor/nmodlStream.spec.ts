import { readFileSync } from 'node:fs'
import { StreamLanguage } from '@codemirror/language'
import { highlightTree, tagHighlighter, type Tag } from '@lezer/highlight'
import { describe, expect, it } from 'vitest'
import { describeLanguage } from '../../../../src-engine/index.ts'
import { wordsOf } from '../../../../src-renderer/textEditor/nmodl/nmodlLanguage.ts'
import { nmodlStream, nmodlTags } from '../../../../src-renderer/textEditor/nmodl/nmodlStream.ts'
import { tags } from '@lezer/highlight'

const language = StreamLanguage.define(nmodlStream(wordsOf(describeLanguage())))
const classes: readonly { tag: Tag; class: string }[] = [
  ...Object.entries(nmodlTags).map(([name, tag]) => ({ tag, class: name })),
  { tag: tags.comment, class: 'comment' },
  { tag: tags.number, class: 'number' },
  { tag: tags.string, class: 'string' },
]

/** Coloured pieces of a text as `class:text`. */
function pieces(text: string): readonly string[] {
  const found: string[] = []
  highlightTree(language.parser.parse(text), tagHighlighter([...classes]), (from, to, kind) =>
    found.push(`${kind}:${text.slice(from, to)}`),
  )
  return found
}

describe('textEditor NMODL colours', () => {
  it('tells blocks, statements, numbers, units and comments apart', () => {
    expect(pieces('NEURON { SUFFIX hh }')).toEqual(['block:NEURON', 'statement:SUFFIX'])
    expect(pieces('PARAMETER { g = .12 (S/cm2) : note\n}')).toEqual([
      'block:PARAMETER',
      'number:.12',
      'unit:(S/cm2)',
      'comment:: note',
    ])
    expect(pieces('BREAKPOINT { SOLVE s METHOD cnexp }')).toContain('method:cnexp')
  })

  it('takes no argument for a unit, and no unit for an argument', () => {
    expect(pieces('INITIAL { x = exp(v) if (v) { } }').filter(piece => piece.startsWith('unit'))).toEqual([])
    expect(pieces('FUNCTION f(v (mV), w) (/ms) { }').filter(piece => piece.startsWith('unit'))).toEqual([
      'unit:(mV)',
      'unit:(/ms)',
    ])
    expect(pieces('INITIAL { x = 3 (mV) }')).toContain('unit:(mV)')
    expect(pieces('ASSIGNED { v (mV) }')).toContain('unit:(mV)')
  })

  it('keeps comments and C code over several lines, and titles with colons', () => {
    expect(pieces('COMMENT\nNEURON { }\nENDCOMMENT\nSTATE { }')).toEqual([
      'comment:COMMENT',
      'comment:NEURON { }',
      'comment:ENDCOMMENT',
      'block:STATE',
    ])
    expect(pieces('VERBATIM\nint x; // }\nENDVERBATIM')[1]).toBe('verbatim:int x; // }')
    expect(pieces('TITLE squid: sodium')).toEqual(['title:TITLE squid: sodium'])
  })

  it('reads every mechanism of the library to its end', () => {
    const text = readFileSync('resources/mechanisms/builtin/hh.mod', 'utf8')
    expect(language.parser.parse(text).length).toBe(text.length)
    // Braces are balanced at the end: the last block is coloured as one.
    expect(pieces(text).filter(piece => piece.startsWith('block:'))).toEqual([
      ...['NEURON', 'UNITS', 'PARAMETER', 'STATE', 'ASSIGNED', 'INITIAL', 'BREAKPOINT', 'DERIVATIVE'].map(
        word => `block:${word}`,
      ),
      ...['block:PROCEDURE', 'block:FUNCTION'],
    ])
  })
})
