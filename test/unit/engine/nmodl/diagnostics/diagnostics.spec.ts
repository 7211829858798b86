import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Diagnostic } from '../../../../../src-engine/core/diagnostics/diagnostic.ts'
import { createSourceText } from '../../../../../src-engine/core/source/sourceText.ts'
import { compileMechanism } from '../../../../../src-engine/nmodl/compile.ts'
import { nmodlMessages } from '../../../../../src-engine/nmodl/diagnostics.ts'
import { examples } from './examples.ts'

const included: Readonly<Record<string, string>> = {
  'itself.inc': 'INCLUDE "itself.inc"',
  'other.inc': 'ASSIGNED { included }',
}

function diagnose(text: string): readonly Diagnostic[] {
  return compileMechanism(createSourceText('test.mod', text), { readInclude: name => included[name] })
    .diagnostics
}

/** Each diagnostic as `code: the characters it stands on`. */
function said(text: string): readonly string[] {
  return diagnose(text).map(
    ({ code, span }) => `${code.replace('nmodl/', '')}: ${span ? text.slice(span.start, span.end) : ''}`,
  )
}

describe('nmodl diagnostics', () => {
  it.each(Object.entries(examples))(
    'says %s of the failing example, in its place, and not of the passing one',
    (code, { fails, passes }) => {
      const [before = '', marked] = fails.split('|')
      const text = fails.replaceAll('|', '')
      const found = diagnose(text).filter(diagnostic => diagnostic.code === `nmodl/${code}`)
      expect(found).not.toEqual([])
      if (marked !== undefined) {
        expect(found[0]?.span).toEqual({ start: before.length, end: before.length + marked.length })
      }
      expect(diagnose(passes).filter(diagnostic => diagnostic.code === `nmodl/${code}`)).toEqual([])
    },
  )

  it('has an example of everything that can be said', () => {
    const folder = resolve(import.meta.dirname, '..')
    const others = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter(name => name.endsWith('.spec.ts') && !name.startsWith('diagnostics'))
      .map(name => readFileSync(resolve(folder, name), 'utf8'))
      .join('\n')
    const without = Object.keys(nmodlMessages)
      .map(code => code.replace('nmodl/', ''))
      .filter(code => !Object.hasOwn(examples, code) && !new RegExp(`['"/]${code}\\b`).test(others))
    expect(without).toEqual([])
  })

  it('guesses what a misspelt name means', () => {
    const messages = diagnose(
      'NEURON { SUFFIX s USEION k READ ek WRITE ik RANGE g } PARAMETER { g = 1 } ASSIGNED { tau v }\nBREAKPOINT { ik = g*(v - ke) tua = 1 }',
    ).map(({ message }) => message)
    expect(messages).toEqual([
      '"ke" is not declared (did you mean "ek"?).',
      '"tua" is not declared (did you mean "tau"?).',
    ])
  })

  it('goes on after a fault, to find the others', () => {
    const density = 'NEURON { SUFFIX s USEION k WRITE ik RANGE g } PARAMETER { g = 1 } ASSIGNED { tau }\n'
    const text = `${density}BREAKPOINT {\n ik = g*\n}\nFUNCTION f(x) {\n f = y + \n if x { }\n f = z\n}`
    expect(said(text).map(line => line.split(':')[0])).toEqual([
      'syntax',
      'syntax',
      'syntax',
      'undeclared-name',
    ])
  })
})
