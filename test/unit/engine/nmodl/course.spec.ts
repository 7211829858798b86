import { describe, expect, it } from 'vitest'
import { modelOf } from '../../../support/solving.ts'

const equation = "STATE { x } BREAKPOINT { SOLVE s METHOD cnexp } DERIVATIVE s { x' = -x }"

describe('nmodl course of a model of its own', () => {
  it('tells time, what is stepped and what is swept, whatever their order', () => {
    const { course } = modelOf(`STEPPED { a = 1, 2 (mM) }
      INDEPENDENT { SWEEP b FROM 0 TO 1 WITH 4 (mV) t FROM 0 TO 10 WITH 20 START 5 (s) } ${equation}`)
    expect(course).toEqual({
      time: { from: 5, to: 10, steps: 20, unit: 's' },
      stepped: [
        { name: 'a', values: [1, 2], unit: 'mM' },
        { name: 'b', values: { from: 0, to: 1, steps: 4 }, unit: 'mV' },
      ],
      algebraic: false,
    })
  })

  it.each([
    [equation, false],
    ['ASSIGNED { y } BREAKPOINT { y = 1 }', true],
    ['STATE { a } BREAKPOINT { SOLVE l } LINEAR l { ~ 2*a = 1 }', true],
    ['STATE { a } BREAKPOINT { SOLVE n } NONLINEAR n { ~ a*a = 1 }', true],
    ['STATE { a } BREAKPOINT { SOLVE d } DISCRETE d { a = a@1 + 1 }', false],
    ['STATE { a } BREAKPOINT { SOLVE p } PROCEDURE p() { a = a + 1 }', false],
    ['INDEPENDENT { t FROM 0 TO 1 WITH 2 } ASSIGNED { y } BREAKPOINT { y = t }', false],
  ])('tells of %s whether it is algebraic', (text, isAlgebraic) => {
    expect(modelOf(text).course?.algebraic).toBe(isAlgebraic)
  })

  it('has none for mechanisms', () => {
    const text =
      'NEURON { SUFFIX m } INDEPENDENT { t FROM 0 TO 1 WITH 1 (ms) } ASSIGNED { y } BREAKPOINT { y = 1 }'
    expect(modelOf(text).course).toBeUndefined()
  })
})
