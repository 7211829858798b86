import { describe, expect, it } from 'vitest'
import { machine } from '../../../support/engine.ts'
import { oracleMachine } from '../../../support/oracleMachine.ts'
import { solveFirst } from '../../../support/solving.ts'

/** x follows t² from wherever time begins; y is a formula of t. */
const square = `INDEPENDENT { t FROM 0 TO 1 WITH 10 }
STATE { x } ASSIGNED { y }
INITIAL { x = t*t }
BREAKPOINT { SOLVE s METHOD runge y = 3*t + 1 }
DERIVATIVE s { x' = 2*t }`

describe('simulation solve a model', () => {
  const machines = [oracleMachine, ...(machine ? [machine] : [])]

  it.each(machines)('lets time begin where it is asked to, also below 0', async on => {
    for (const from of [0, 3, -2]) {
      const { value } = await solveFirst(square, { from, until: from + 1, record: ['y'] }, { machine: on })
      expect(value!.times[0]).toBe(from)
      expect(value!.times).toHaveLength(11)
      expect(value!.times[10]).toBeCloseTo(from + 1, 12)
      value!.traces[0]!.forEach((y, i) => expect(y).toBe(3 * value!.times[i]! + 1))
    }
  })

  it('has INITIAL see where time begins', async () => {
    const { value } = await solveFirst(square, { from: 3, until: 4, record: ['x'] })
    expect(value!.traces[0]![0]).toBe(9)
  })

  it('keeps every so many samples, over the stretches of a long run too', async () => {
    const all = await solveFirst(square, { dt: 4e-6, record: ['y'] }, { machine: machine ?? oracleMachine })
    const some = await solveFirst(
      square,
      { dt: 4e-6, record: ['y'] },
      { machine: machine ?? oracleMachine, every: 7000 },
    )
    expect(all.value!.times).toHaveLength(250_001)
    expect([...some.value!.times]).toEqual([...all.value!.times].filter((_, i) => i % 7000 === 0))
    expect([...some.value!.traces[0]!]).toEqual([...all.value!.traces[0]!].filter((_, i) => i % 7000 === 0))
  })

  it('records a variable twice where it is asked for twice', async () => {
    const { value } = await solveFirst(square, { record: ['x', 'y', 'x'] })
    expect(value!.traces[2]).toEqual(value!.traces[0])
  })

  it('solves algebraic equations before the first sample, and with every other', async () => {
    const text = `INDEPENDENT { t FROM 0 TO 1 WITH 4 }
      STATE { a b } BREAKPOINT { SOLVE l } LINEAR l { ~ a + b = 2*t + 2  ~ a - b = 0 }`
    const { value } = await solveFirst(text)
    expect([...value!.traces[0]!]).toEqual([1, 1.25, 1.5, 1.75, 2])
  })

  it.each([
    [
      'a number that is none, with the variable and the time',
      "INDEPENDENT { t FROM 0 TO 2 WITH 20 (s) } STATE { x } BREAKPOINT { SOLVE s METHOD euler } DERIVATIVE s { x' = 1/(t - 1)/(t - 1) + exp(x)*exp(x) }",
      'solve/not-finite',
    ],
    [
      'a system without solution',
      'PARAMETER { k = 1 } STATE { a b } BREAKPOINT { SOLVE l } LINEAR l { ~ a + b = 1  ~ a + k*b = 2 }',
      'run/program-fault',
    ],
    [
      'a search that does not converge',
      'STATE { a } BREAKPOINT { SOLVE n } NONLINEAR n { ~ a*a = -1 }',
      'run/program-fault',
    ],
  ])('ends on %s', async (_, text, code) => {
    // Faults of programs are the machine's; the oracle only computes.
    const { value, diagnostics } = await solveFirst(text, {}, machine ? { machine } : {})
    expect(value).toBeUndefined()
    expect(diagnostics.map(one => one.code)).toEqual([code])
  })

  it('refuses to keep more numbers than fit into memory', async () => {
    const { diagnostics } = await solveFirst(square, { until: 1e6, dt: 1e-3 })
    expect(diagnostics.map(one => one.code)).toEqual(['solve/too-many-samples'])
  })
})
