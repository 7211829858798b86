import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { hasEngine, hillock, root, scratchFolder } from '../../support/cli.ts'

const { path: scratch, file } = scratchFolder('cli-solve')

const model = (name: string) => join(root, `resources/models/${name}.mod`)

describe.skipIf(!hasEngine)('cli solve', () => {
  it('prints a table with units for the time that the file says', () => {
    const { status, stdout, stderr } = hillock('solve', model('twoCompartments'), '--every', '100')
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    const rows = stdout.trim().split('\n')
    expect(rows[0]).toBe('t (h),central (mg),peripheral (mg)')
    expect(rows).toHaveLength(26)
    expect(rows[1]).toBe('0,500,0')
  })

  it('takes another stretch, step, values and variables', () => {
    const options = ['--from', '1', '--until', '2', '--dt', '0.25', '--set', 'rate=2', '--set', 'start=8']
    const { stdout } = hillock('solve', model('decay'), ...options, '--record', 'amount,rate', '--json')
    const { time, variables, runs } = JSON.parse(stdout)
    expect(time).toEqual({ from: 1, until: 2, dt: 0.25, unit: 'ms' })
    expect(variables).toEqual([
      { name: 'amount', unit: '' },
      { name: 'rate', unit: '/ms' },
    ])
    expect(runs[0].t).toEqual([1, 1.25, 1.5, 1.75, 2])
    expect(runs[0].values.amount[4]).toBeCloseTo(8 * Math.exp(-2), 12)
    expect(new Set(runs[0].values.rate)).toEqual(new Set([2]))
  })

  it('runs once for every stepped value, one below the other', () => {
    const { stdout } = hillock('solve', model('oscillator'), '--every', '1000')
    const rows = stdout.trim().split('\n')
    expect(rows[0]).toBe('damping (/ms),t (ms),x,speed (/ms)')
    expect(rows.slice(1).map(row => row.split(',')[0])).toEqual(
      ['0', '0.2', '1', '3'].flatMap(value => [value, value, value]),
    )
    const held = hillock('solve', model('oscillator'), '--set', 'damping=1', '--every', '1000')
    expect(held.stdout).toMatch(/^t \(ms\),x,speed/)
  })

  it('prints the solution of algebraic equations', () => {
    const { stdout } = hillock('solve', model('bridge'), '--record', 'left,right,current')
    expect(stdout).toMatch(/^left +5\.858\d+ +V\nright +5\.252\d+ +V\ncurrent +0\.0121\d+ +A\n$/)
    const { time, runs } = JSON.parse(hillock('solve', model('buffer'), '--json').stdout)
    expect(time).toBeNull()
    expect(runs[0].values.free).toBeCloseTo((-60 + Math.sqrt(3600 + 2000)) / 2, 6)
  })

  it('finds the parameters that made a table of its own, and reports them as text and JSON', () => {
    const data = join(scratch, 'data.csv')
    const made = hillock(
      'solve',
      model('twoCompartments'),
      '--set',
      'k10=0.35',
      '--every',
      '200',
      '--csv',
      data,
    )
    expect(made).toEqual({ status: 0, stdout: '', stderr: '' })
    expect(existsSync(`${data}.part`)).toBe(false)
    expect(readFileSync(data, 'utf8')).toMatch(/^t \(h\),central \(mg\)/)
    const options = ['--fit', data, '--vary', 'k10,k12', '--set', 'k12=0.2']
    const { parameters, converged, columns } = JSON.parse(
      hillock('solve', model('twoCompartments'), ...options, '--json').stdout,
    )
    expect(converged).toBe(true)
    expect(parameters).toHaveLength(2)
    expect(Math.abs(parameters[0].value - 0.35)).toBeLessThan(1e-6)
    expect(Math.abs(parameters[1].value - 0.5)).toBeLessThan(1e-6)
    expect(columns).toHaveLength(2)
    const { status, stdout } = hillock('solve', model('twoCompartments'), ...options)
    expect(status).toBe(0)
    expect(stdout).toMatch(/k10 +0\.35\d* +± \S+ +\/h\n/)
    expect(stdout).toMatch(/converged after \d+ iterations/)
  })

  it.each([
    [
      'has no solution',
      'PARAMETER { k = -1 } STATE { a } BREAKPOINT { SOLVE n } NONLINEAR n { ~ a*a = k }',
      'run/program-fault',
    ],
    [
      'is singular',
      'PARAMETER { k = 1 } STATE { a b } BREAKPOINT { SOLVE l } LINEAR l { ~ a + b = 1 ~ a + k*b = 2 }',
      'run/program-fault',
    ],
    ['needs a membrane', 'NEURON { SUFFIX m }', 'solve/needs-membrane'],
    [
      'does not say how far it goes',
      "STATE { x } BREAKPOINT { SOLVE s METHOD cnexp } DERIVATIVE s { x' = -x }",
      'solve/no-end',
    ],
    ['is wrong, showing where', 'STATE { x } BREAKPOINT { y = 1 }', '1 | STATE { x } BREAKPOINT { y = 1 }'],
  ])('ends with 1 where the model %s', (_, text, said) => {
    const { status, stdout, stderr } = hillock('solve', file('bad.mod', text))
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
    expect(stderr).toContain(said)
  })

  it('ends with 1 and the line where the data are wrong', () => {
    const data = file('bad.csv', 't,amount\n0,1\n1,one\n')
    const { status, stderr } = hillock('solve', model('decay'), '--fit', data, '--vary', 'rate')
    expect(status).toBe(1)
    expect(stderr).toContain('bad.csv:3:1: error fit/not-a-number')
  })

  it('ends with 2 on wrong usage', () => {
    const decay = model('decay')
    expect(hillock('solve').status).toBe(2)
    expect(hillock('solve', decay, '--set', 'rate').status).toBe(2)
    expect(hillock('solve', decay, '--record', 'a b').status).toBe(2)
    expect(hillock('solve', decay, '--dt', '0').status).toBe(2)
    expect(hillock('solve', decay, '--vary', 'rate').status).toBe(2)
    expect(hillock('solve', decay, '--fit', 'x.csv', '--record', 'amount').status).toBe(2)
  })
})
