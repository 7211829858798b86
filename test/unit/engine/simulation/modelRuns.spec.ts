import { describe, expect, it } from 'vitest'
import { plan } from '../../../support/solving.ts'

const decay = `INDEPENDENT { t FROM 0 TO 10 WITH 100 (s) }
PARAMETER { k = 1 x0 = 2 (mM) }
STATE { x (mM) y[2] }
ASSIGNED { sum }
INITIAL { x = x0 }
BREAKPOINT { SOLVE s METHOD cnexp sum = x + y[0] }
DERIVATIVE s { x' = -k*x y'[0] = -y[0] y'[1] = -y[1] }`
const line = 'PARAMETER { a = 1 } ASSIGNED { y } BREAKPOINT { y = 2*a }'

describe('simulation plan of a model’s runs', () => {
  it('takes time and variables from the file', () => {
    expect(plan(decay).value).toEqual({
      stretch: { from: 0, until: 10, dt: 0.1 },
      timeUnit: 's',
      recorded: [
        { name: 'x', unit: 'mM' },
        { name: 'y[0]', unit: '' },
        { name: 'y[1]', unit: '' },
      ],
      stepped: [],
      runs: [[]],
    })
  })

  it('lets a request go before the file, the step staying the file’s', () => {
    const request = { from: 2, until: 4, record: ['sum', 'y[1]', 'y', 'k'] }
    const { stretch, recorded } = plan(decay, request).value!
    expect(stretch).toEqual({ from: 2, until: 4, dt: 0.1 })
    expect(recorded.map(({ name }) => name)).toEqual(['sum', 'y[1]', 'y[0]', 'y[1]', 'k'])
    expect(plan(decay, { dt: 0.5 }).value?.stretch?.dt).toBe(0.5)
  })

  it('begins at START where INDEPENDENT has one', () => {
    const text = decay.replace('100 (s)', '100 START -1 (s)')
    expect(plan(text).value?.stretch?.from).toBe(-1)
  })

  it('gives a model without time none, unless it is asked for', () => {
    expect(plan(line).value?.stretch).toBeUndefined()
    expect(plan(line).value?.recorded).toEqual([{ name: 'y', unit: '' }])
    expect(plan(line, { until: 5 }).value?.stretch).toEqual({ from: 0, until: 5, dt: 0.005 })
  })

  it('makes a run of every combination of what is stepped and swept, ends included', () => {
    const text = `STEPPED { a = 1, 2 (mM) } INDEPENDENT { SWEEP b FROM 0 TO 1 WITH 2 } ASSIGNED { y } BREAKPOINT { y = a*b }`
    const { stepped, runs } = plan(text).value!
    expect(stepped).toEqual([
      { name: 'a', unit: 'mM' },
      { name: 'b', unit: '' },
    ])
    expect(runs).toEqual([
      [1, 0],
      [1, 0.5],
      [1, 1],
      [2, 0],
      [2, 0.5],
      [2, 1],
    ])
    const held = plan(text, { parameters: { a: 7 } }).value!
    expect(held.stepped.map(({ name }) => name)).toEqual(['b'])
    expect(held.runs).toHaveLength(3)
  })

  it.each([
    ['a mechanism that needs a membrane', 'NEURON { SUFFIX m }', {}, 'solve/needs-membrane'],
    [
      'equations of which nothing says how far they go',
      "STATE { x } BREAKPOINT { SOLVE s METHOD cnexp } DERIVATIVE s { x' = -x }",
      {},
      'solve/no-end',
    ],
    ['an end before the beginning', decay, { from: 3, until: 2 }, 'solve/ends-before-start'],
    ['a step that leads out of the run', decay, { until: 1, dt: 1.5 }, 'solve/step-too-long'],
    ['a variable that is not there', decay, { record: ['z'] }, 'solve/unknown-variable'],
    ['an element beyond its array', decay, { record: ['y[2]'] }, 'solve/unknown-variable'],
    ['an element of what is no array', decay, { record: ['x[0]'] }, 'solve/unknown-variable'],
    [
      'a sweep without end',
      'INDEPENDENT { SWEEP b FROM 0 TO 1 WITH 20000 } ASSIGNED { y } BREAKPOINT { y = b }',
      {},
      'solve/too-many-runs',
    ],
  ])('refuses %s', (_, text, request, code) => {
    const { value, diagnostics } = plan(text, request)
    expect(value).toBeUndefined()
    expect(diagnostics.map(one => one.code)).toEqual([code])
  })
})
