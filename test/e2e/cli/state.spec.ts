import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { hasEngine, hillock, scratchFolder } from '../../support/cli.ts'

const folder = scratchFolder('state')
const cell = folder.file('cell.swc', '1 1 0 0 0 10 -1\n2 3 10 0 0 1 1\n3 3 60 0 0 1 2\n4 3 110 0 0 0.5 3\n')
const at = { section: 'dend[0]', x: 0.5 }
/** A synapse that events reach with a delay: at any time some of them wait. */
const model = folder.file(
  'model.json',
  JSON.stringify({
    pointProcesses: [{ id: 'syn', mechanism: 'ExpSyn', at, parameters: { tau: 2 } }],
    artificialCells: [
      { id: 'stim', mechanism: 'NetStim', parameters: { number: 50, interval: 1.3, start: 0, noise: 1 } },
    ],
    connections: [
      {
        id: 'c',
        source: { kind: 'process', process: 'stim' },
        target: 'syn',
        delayMs: 3,
        weights: [0.003],
      },
    ],
  }),
)
const path = (name: string) => join(folder.path, name)

const simulate = (out: string, ...more: string[]) =>
  hillock(
    'simulate',
    ...[cell, '--insert', 'hh', '--nseg', 'fixed:3', '--record', 'soma(0.5).v', '--spikes', 'soma(0.5),0'],
    ...['--model', model, '--out', path(out), ...more],
  )

interface Written {
  readonly t: readonly number[]
  readonly traces: Readonly<Record<string, readonly number[]>>
  readonly spikes: Readonly<Record<string, readonly number[]>>
}
const read = (name: string) => JSON.parse(readFileSync(path(name), 'utf8')) as Written

describe.skipIf(!hasEngine)('hillock simulate, states', () => {
  it('goes on from a state with the bits of a run without interruption, on other threads too', () => {
    const first = simulate(
      'whole.json',
      '--tstop',
      '40',
      '--save-state',
      path('at15'),
      '--save-state-at',
      '15',
    )
    expect([first.status, first.stderr]).toEqual([0, ''])
    const second = simulate('rest.json', '--tstop', '40', '--from-state', path('at15'), '--threads', '1')
    expect([second.status, second.stderr]).toEqual([0, ''])
    const [whole, rest] = [read('whole.json'), read('rest.json')]
    expect(rest.t).toEqual(whole.t.slice(600))
    expect(rest.t).toHaveLength(1001)
    expect(rest.traces).toEqual({ 'soma(0.5).v': whole.traces['soma(0.5).v']!.slice(600) })
    const late = whole.spikes['soma(0.5)']!.filter(t => t > 15)
    expect(late.length).toBeGreaterThan(0)
    expect(rest.spikes['soma(0.5)']).toEqual(late)
  })

  it('saves the end, from which a longer run goes on; every way to run it has the same bits', () => {
    expect(simulate('short.json', '--tstop', '12', '--save-state', path('end')).status).toBe(0)
    const { status, stderr } = simulate('long.json', '--tstop', '20', '--from-state', path('end'), '--verify')
    expect([status, stderr]).toEqual([0, expect.stringMatching(/^verified: \d+ ways/) as string])
    expect(simulate('uninterrupted.json', '--tstop', '20').status).toBe(0)
    const whole = read('uninterrupted.json').traces['soma(0.5).v']!
    expect(read('long.json').traces['soma(0.5).v']).toEqual(whole.slice(480))
  }, 60_000)

  it('goes on in steps of any length', () => {
    const adaptive = ['--adaptive', '1e-4', '--tstop', '30']
    const first = simulate('a.json', ...adaptive, '--save-state', path('a'), '--save-state-at', '10')
    expect([first.status, first.stderr]).toEqual([0, ''])
    expect(simulate('b.json', ...adaptive, '--from-state', path('a')).status).toBe(0)
    const [whole, rest] = [read('a.json'), read('b.json')]
    expect(rest.t[0]).toBeGreaterThanOrEqual(10)
    expect(rest.t.length).toBeGreaterThan(100)
    expect(rest.t).toEqual(whole.t.slice(-rest.t.length))
    expect(rest.traces['soma(0.5).v']).toEqual(whole.traces['soma(0.5).v']!.slice(-rest.t.length))
  })

  it('takes the parameters that it is given', () => {
    const clamp = (na: string) => ['--iclamp', `soma(0.5),0,1e9,${na}`, '--tstop', '20']
    expect(simulate('c.json', ...clamp('0'), '--save-state', path('c'), '--save-state-at', '10').status).toBe(
      0,
    )
    expect(simulate('d.json', ...clamp('-0.5'), '--from-state', path('c')).status).toBe(0)
    expect(read('d.json').traces['soma(0.5).v']!.at(-1)).toBeLessThan(-75)
  })

  it('refuses the state of another model, one that is damaged, and times that cannot be', () => {
    expect(simulate('e.json', '--tstop', '10', '--save-state', path('e')).status).toBe(0)
    const other = simulate('f.json', '--tstop', '20', '--from-state', path('e'), '--insert', 'pas')
    expect([other.status, other.stderr]).toEqual([1, expect.stringContaining('run/state-refused') as string])
    expect(other.stderr).toContain('it belongs to another model')
    expect(() => readFileSync(path('f.json'))).toThrow('ENOENT')
    const bytes = readFileSync(path('e'))
    for (const place of [40, bytes.length >> 1]) {
      const damaged = Buffer.from(bytes)
      damaged[place]! ^= 4
      writeFileSync(path('damaged'), damaged)
      const { status, stderr } = simulate('g.json', '--tstop', '20', '--from-state', path('damaged'))
      expect([status, stderr]).toEqual([1, expect.stringMatching(/run\/state-refused .*damaged/) as string])
    }
    const early = simulate('h.json', '--tstop', '10', '--from-state', path('e'))
    expect([early.status, early.stderr]).toEqual([1, expect.stringContaining('later --tstop') as string])
    expect(simulate('i.json', '--from-state', path('nothing')).stderr).toContain('there is no such file')
    const late = simulate('j.json', '--tstop', '5', '--save-state', path('j'), '--save-state-at', '6')
    expect([late.status, late.stderr]).toEqual([2, expect.stringContaining('goes from 0 to 5 ms') as string])
    expect(simulate('k.json', '--save-state-at', '1').status).toBe(2)
    const gone = simulate('l.json', '--tstop', '5', '--save-state', path('no/folder'))
    expect([gone.status, gone.stderr]).toEqual([1, expect.stringContaining('cli/cannot-write') as string])
  }, 60_000)
})
