import { describe, expect, it } from 'vitest'
import { createSourceText } from '../../../../../src-engine/core/source/sourceText.ts'
import { addFixes } from '../../../../../src-engine/nmodl/language/fixes.ts'
import { checkedUnits } from '../../../../support/checkedUnits.ts'

const head = `NEURON { SUFFIX s NONSPECIFIC_CURRENT i }
UNITS { (mV) = (millivolt) (mA) = (milliamp) (S) = (siemens) }
PARAMETER { e = -70 (mV) big = 1 (volt) gbar = -1.5e-3 <0, 1> }
ASSIGNED { v (mV) i (mA/cm2) plain (1) volts volty[3] }
`

/** The text after the first fix of each diagnostic, one after the other. */
function fixed(text: string): string {
  let now = text
  for (let round = 0; round < 10; round++) {
    const [first] = addFixes(createSourceText('snippet.mod', now), checkedUnits(now))
    const edits = first?.fixes?.[0]?.edits
    if (!edits) break
    for (const { span, text: by } of edits.toReversed())
      now = now.slice(0, span.start) + by + now.slice(span.end)
  }
  return now
}

describe('nmodl units fixes', () => {
  it.each([
    ['plain = exp(-(v + 40)/10)', 'plain = exp(-(v + 40)/10 (mV))'],
    ['v = e - big', 'v = e - (1000)*big'],
    ['v = big/plain', 'v = (1000)*(big/plain)'],
    ['v = 1000*big', 'v = (1000)*big'],
    ['v = 1.5*(e + 1000*big)', 'v = 1.5*(e + (1000)*big)'],
  ])('turns %s into %s, which is in order', (wrong, right) => {
    const text = fixed(`${head}PROCEDURE p() { ${wrong} }`)
    expect(text).toContain(`{ ${right} }`)
    expect(checkedUnits(text)).toEqual([])
  })

  it.each([
    ['i = gbar*(v - e)', 'gbar = -1.5e-3 (S/cm2) <0, 1>'],
    ['volts = v', 'volts (mV)'],
    ['volty[1] = v', 'volty[3] (mV)'],
  ])('declares the unit that %s needs', (statement, declaration) => {
    const text = fixed(`${head}PROCEDURE p() { ${statement} }`)
    expect(text).toContain(declaration)
    expect(checkedUnits(text)).toEqual([])
  })

  it('declares the units of arguments and of a value', () => {
    const text = fixed(`${head}FUNCTION f(x, y (mV)) { f = x + y }\nPROCEDURE p() { v = f(e, v) }`)
    expect(text).toContain('FUNCTION f(x (mV), y (mV)) (mV) {')
    expect(checkedUnits(text)).toEqual([])
  })
})
