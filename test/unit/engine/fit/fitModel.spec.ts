import { describe, expect, it } from 'vitest'
import { createSourceText, fitModel, readDataTable } from '../../../../src-engine/index.ts'
import type { FitRequest } from '../../../../src-engine/fit/fitModel.ts'
import { oracleMachine } from '../../../support/oracleMachine.ts'
import { seeded } from '../../../support/seeded.ts'
import { modelOf } from '../../../support/solving.ts'

const decay = `INDEPENDENT { t FROM 0 TO 10 WITH 100 (s) }
PARAMETER { k = 1 (/s) <0, 5> x0 = 1 (mM) c = 0 }
STATE { x (mM) }
INITIAL { x = x0 }
BREAKPOINT { SOLVE s METHOD cnexp }
DERIVATIVE s { x' = -k*x }`
const line = `INDEPENDENT { t FROM 0 TO 10 WITH 10 } PARAMETER { a = 0 b = 0 } ASSIGNED { y } BREAKPOINT { y = a + b*t }`

function fit(text: string, csv: string, request: Partial<FitRequest>) {
  const data = readDataTable(createSourceText('data.csv', csv)).value!
  return fitModel(modelOf(text), { parameters: {}, vary: [], ...request, data }, oracleMachine)
}

/** A table of a formula at times. */
function table(heading: string, times: readonly number[], formula: (t: number) => number): string {
  return `${heading}\n${times.map(t => `${t},${formula(t)}`).join('\n')}\n`
}
const times = [0, 0.5, 1, 2, 3.7, 5, 8]

describe('fit a model', () => {
  it('recovers what made exact data', async () => {
    const csv = table('t (s),x (mM)', times, t => 3 * Math.exp(-0.4 * t))
    const { value, diagnostics } = await fit(decay, csv, { vary: ['k', 'x0'] })
    expect(diagnostics).toEqual([])
    const [k, x0] = value!.parameters
    expect(k).toMatchObject({ name: 'k', unit: '/s', atLimit: false })
    expect(Math.abs(k!.value - 0.4)).toBeLessThan(1e-6)
    expect(Math.abs(x0!.value - 3)).toBeLessThan(1e-6)
    expect(value!.columns).toMatchObject([{ name: 'x', unit: 'mM', count: 7 }])
    expect(value!.converged).toBe(true)
  })

  it('gives the analytic line through noisy data, with its standard errors, first sample included', async () => {
    const random = seeded(3)
    const points = Array.from({ length: 11 }, (_, t) => [t, 2 - 0.5 * t + random()] as const)
    const csv = `t,y\n${points.map(point => point.join(',')).join('\n')}`
    const { value } = await fit(line, csv, { vary: ['b', 'a'] })
    const n = points.length
    const meanT = 5
    const meanY = points.reduce((sum, [, y]) => sum + y, 0) / n
    const spread = points.reduce((sum, [t]) => sum + (t - meanT) ** 2, 0)
    const b = points.reduce((sum, [t, y]) => sum + (t - meanT) * (y - meanY), 0) / spread
    const squares = points.reduce((sum, [t, y]) => sum + (meanY + b * (t - meanT) - y) ** 2, 0)
    const [slope, intercept] = value!.parameters
    // Derivatives by differences have ten digits.
    expect(slope!.value).toBeCloseTo(b, 9)
    expect(intercept!.value).toBeCloseTo(meanY - b * meanT, 9)
    expect(slope!.error).toBeCloseTo(Math.sqrt(squares / (n - 2) / spread), 9)
    expect(value).toMatchObject({ degreesOfFreedom: n - 2 })
    expect(value!.sumOfSquares).toBeCloseTo(squares, 9)
  })

  it('compares between samples by straight lines, and leaves out what was not measured', async () => {
    const csv = 't,y\n0.25,1.25\n0.5,\n9.75,10.75\n'
    const { value } = await fit(line, csv, { vary: ['a', 'b'] })
    expect(value!.parameters.map(one => Number(one.value.toFixed(9)))).toEqual([1, 1])
    expect(value!.columns[0]!.count).toBe(2)
  })

  it('stays within the limits of PARAMETER and says so', async () => {
    const csv = table('t,x', times, t => Math.exp(-8 * t))
    const { value } = await fit(decay, csv, { vary: ['k'] })
    expect(value!.parameters[0]).toMatchObject({ value: 5, atLimit: true, error: undefined })
  })

  it('runs as far as the data reach, with the model’s own step', async () => {
    const csv = table('t,x', [0, 12.5, 20], t => Math.exp(-0.1 * t))
    const { value } = await fit(decay, csv, { vary: ['k'] })
    expect(Math.abs(value!.parameters[0]!.value - 0.1)).toBeLessThan(1e-6)
  })

  it('warns of data in another unit, and of parameters that the data do not determine', async () => {
    const csv = table('t (ms),x (uM)', times, t => Math.exp(-t))
    const { value, diagnostics } = await fit(decay, csv, { vary: ['k', 'c'] })
    expect(diagnostics.map(({ code }) => code)).toEqual([
      'fit/other-unit',
      'fit/other-unit',
      'fit/not-determined',
    ])
    expect(value!.parameters[1]!.error).toBeUndefined()
  })

  const good = table('t,x', times, t => Math.exp(-t))
  it.each([
    ['nothing that varies', decay, good, {}, 'fit/nothing-to-vary'],
    ['a name that is no parameter', decay, good, { vary: ['x'] }, 'fit/not-a-parameter'],
    [
      'a start outside the limits',
      decay,
      good,
      { vary: ['k'], parameters: { k: 6 } },
      'fit/start-outside-limits',
    ],
    ['a column that the model does not have', decay, 't,z\n0,1\n', { vary: ['k'] }, 'solve/unknown-variable'],
    ['a time before the beginning', decay, 't,x\n-1,1\n', { vary: ['k'] }, 'fit/time-outside'],
    ['a time after the end that was asked for', decay, good, { vary: ['k'], until: 4 }, 'fit/time-outside'],
    ['fewer data than parameters', decay, 't,x\n0,1\n', { vary: ['k', 'x0'] }, 'fit/too-few-data'],
    ['a model that is stepped', `STEPPED { q = 1, 2 } ${decay}`, good, { vary: ['k'] }, 'fit/stepped'],
    [
      'a model without time',
      'PARAMETER { a = 1 } ASSIGNED { y } BREAKPOINT { y = a }',
      't,y\n0,1\n',
      { vary: ['a'] },
      'fit/no-time',
    ],
    [
      'a run that cannot be made',
      decay.replace('x = x0 }', 'x = x0/c }'),
      good,
      { vary: ['k'] },
      'solve/not-finite',
    ],
  ])('refuses %s', async (_, text, csv, request, code) => {
    const { value, diagnostics } = await fit(text, csv, request)
    expect(value).toBeUndefined()
    expect(diagnostics.map(one => one.code)).toEqual([code])
  })
})
