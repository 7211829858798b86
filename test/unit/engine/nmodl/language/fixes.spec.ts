import { describe, expect, it } from 'vitest'
import type { Fix } from '../../../../../src-engine/core/diagnostics/diagnostic.ts'
import { createSourceText } from '../../../../../src-engine/core/source/sourceText.ts'
import { compileMechanism } from '../../../../../src-engine/nmodl/compile.ts'
import { addFixes } from '../../../../../src-engine/nmodl/language/fixes.ts'

function diagnose(text: string) {
  const source = createSourceText('kv.mod', text)
  return addFixes(source, compileMechanism(source).diagnostics)
}

function apply(text: string, { edits }: Fix): string {
  return edits
    .toSorted((a, b) => b.span.start - a.span.start)
    .reduce((now, { span, text: part }) => now.slice(0, span.start) + part + now.slice(span.end), text)
}

/** Applies the fix with this title to the text, and says what is still wrong with the code that it was for. */
function afterFix(text: string, code: string, title: string): { text: string; left: readonly string[] } {
  const diagnostic = diagnose(text).find(one => one.code === code)
  const fix = diagnostic?.fixes?.find(one => one.title === title)
  if (!fix) throw new Error(`no such fix: ${JSON.stringify(diagnose(text), undefined, 1)}`)
  const fixed = apply(text, fix)
  return {
    text: fixed,
    left: diagnose(fixed)
      .map(one => one.code)
      .filter(one => one === code),
  }
}

const file = (parts: { neuron?: string; assigned?: string; breakpoint?: string; rest?: string }) => `NEURON {
  SUFFIX kv
  NONSPECIFIC_CURRENT i
${parts.neuron ?? ''}}
PARAMETER { g = 0.1 }
ASSIGNED {
  v (mV)
${parts.assigned ?? ''}}
BREAKPOINT {
${parts.breakpoint ?? ''}  i = g*v
}
${parts.rest ?? ''}`

describe('nmodl fixes', () => {
  it('writes the name that was meant', () => {
    const { text, left } = afterFix(
      file({ breakpoint: '  i = gg*v\n' }),
      'nmodl/undeclared-name',
      'Write "g"',
    )
    expect(text).toContain('  i = g*v\n')
    expect(left).toEqual([])
  })

  it('writes the function, the method and the block that were meant', () => {
    expect(
      afterFix(file({ breakpoint: '  i = expp(v)\n' }), 'nmodl/unknown-function', 'Write "exp"').left,
    ).toEqual([])
    const solve = file({
      breakpoint: '  SOLVE s METHOD cnexpp\n',
      rest: "STATE { n }\nDERIVATIVE s { n' = -n }\n",
    })
    expect(afterFix(solve, 'nmodl/unknown-method', 'Write "cnexp"').left).toEqual([])
    const block = file({ rest: 'PROCEDUR f() { i = 1 }\n' })
    expect(afterFix(block, 'nmodl/unknown-block', 'Write "PROCEDURE"').left).toEqual([])
  })

  it('declares an assigned name as LOCAL where it is used', () => {
    const { text, left } = afterFix(
      file({ breakpoint: '  x = v/2\n' }),
      'nmodl/undeclared-name',
      'Declare x as LOCAL here',
    )
    expect(text).toContain('BREAKPOINT {\n  LOCAL x\n  x = v/2')
    expect(left).toEqual([])
  })

  it('adds to a LOCAL statement that is there', () => {
    const { text } = afterFix(
      file({ breakpoint: '  LOCAL a\n  a = 1\n  x = v/2\n' }),
      'nmodl/undeclared-name',
      'Declare x as LOCAL here',
    )
    expect(text).toContain('LOCAL a, x\n')
  })

  it('declares a name that is only read as a PARAMETER', () => {
    const { text, left } = afterFix(
      file({ breakpoint: '  i = zeta*v\n' }),
      'nmodl/undeclared-name',
      'Declare zeta as a PARAMETER, 0 by default',
    )
    expect(text).toContain('PARAMETER { g = 0.1 zeta = 0 }')
    expect(left).toEqual([])
  })

  it('declares what is listed as RANGE, or takes it out of the list', () => {
    const text = file({ neuron: '  RANGE g, minf\n' })
    const declared = afterFix(text, 'nmodl/undeclared-range', 'Declare minf in ASSIGNED')
    expect(declared.text).toContain('  v (mV)\n  minf\n}')
    expect(declared.left).toEqual([])
    const removed = afterFix(text, 'nmodl/undeclared-range', 'Take minf out of the list')
    expect(removed.text).toContain('  RANGE g\n')
    expect(removed.left).toEqual([])
  })

  it('takes the whole statement away where the name stands alone in it', () => {
    const { text } = afterFix(
      file({ neuron: '  RANGE minf\n' }),
      'nmodl/undeclared-range',
      'Take minf out of the list',
    )
    expect(text).not.toContain('RANGE')
  })

  it('makes a variable that nothing assigns a PARAMETER with its unit', () => {
    const { text, left } = afterFix(
      file({ assigned: '  e (mV)\n', breakpoint: '  i = g*(v - e)\n' }),
      'nmodl/never-assigned',
      'Make e a PARAMETER, 0 by default',
    )
    expect(text).toContain('PARAMETER { g = 0.1 e = 0 (mV) }')
    expect(left).toEqual([])
  })

  it('declares a state, closes a comment, compares instead of assigning, and removes a second declaration', () => {
    const state = file({ breakpoint: '  SOLVE s METHOD cnexp\n', rest: "DERIVATIVE s { n' = -1 }\n" })
    expect(afterFix(state, 'nmodl/not-a-state', 'Declare n in STATE').left).toEqual([])
    const comment = file({ rest: 'COMMENT\nnever closed\n' })
    expect(afterFix(comment, 'nmodl/unclosed-block', 'Close it with ENDCOMMENT').left).toEqual([])
    const compare = file({ breakpoint: '  if (v = 3) { i = 1 }\n' })
    expect(afterFix(compare, 'nmodl/syntax', 'Write "=="').left).toEqual([])
    const twice = file({ assigned: '  g (S/cm2)\n' })
    expect(afterFix(twice, 'nmodl/duplicate-name', 'Remove this declaration').left).toEqual([])
  })

  it('names the mechanism after its file', () => {
    const { text, left } = afterFix(
      'NEURON { RANGE g }\nPARAMETER { g = 1 }\n',
      'nmodl/unnamed',
      'Write SUFFIX kv',
    )
    expect(text).toContain('NEURON { RANGE g SUFFIX kv }')
    expect(left).toEqual([])
  })

  it('chooses the method that an equation needs, and solves what nobody solves', () => {
    const cubic = file({
      breakpoint: '  SOLVE s METHOD cnexp\n',
      rest: "STATE { n }\nDERIVATIVE s { n' = -n*n*n }\n",
    })
    const { text, left } = afterFix(cubic, 'nmodl/cnexp-nonlinear', 'Write METHOD derivimplicit')
    expect(text).toContain('SOLVE s METHOD derivimplicit')
    expect(left).toEqual([])
    const unsolved = file({ rest: "STATE { n }\nDERIVATIVE s { n' = -n }\n" })
    const solved = afterFix(unsolved, 'nmodl/never-solved', 'Write SOLVE s METHOD cnexp in BREAKPOINT')
    expect(solved.text).toContain('BREAKPOINT {\n  SOLVE s METHOD cnexp\n  i = g*v')
    expect(solved.left).toEqual([])
  })
})
