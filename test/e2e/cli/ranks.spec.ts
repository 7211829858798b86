import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { hillock, root, scratchFolder } from '../../support/cli.ts'
import { buildForMpi, hasMpi, mpirun, startMpirun, until } from '../../support/mpi.ts'

const folder = scratchFolder('ranks')
const scripts = join(root, 'test/fixtures/scripts')
const networks = join(scripts, 'networks.mjs')
const oneRing = join(scripts, 'oneRing.mjs')

/** What a script printed, without the line that says which process did. */
const reports = (text: string) => text.split('\n').filter(line => line.startsWith('{'))
const printed = (text: string) => text.split('\n').filter(line => / says: /.test(line))
/** What was written, without how it was run. */
const recorded = (path: string) => {
  const { meta: _meta, ...rest } = JSON.parse(readFileSync(path, 'utf8')) as { meta: unknown }
  return rest as { readonly t: number[]; readonly traces: Record<string, number[]>; readonly spikes: object }
}

describe.skipIf(!hasMpi)('cli over several processes: scripts', () => {
  let alone = { stdout: '', stderr: '' }
  beforeAll(() => {
    buildForMpi()
    alone = hillock('run', networks, '1')
  }, 600_000)

  it.each([
    [2, 1],
    [2, 2],
    [3, 1],
    [3, 2],
  ])(
    '%i processes of %i threads record and print to the bit what one does',
    (processes, threads) => {
      const { status, stdout, stderr } = mpirun(processes, 'run', networks, String(threads))
      expect([status, reports(stdout)]).toEqual([0, reports(alone.stdout)])
      expect(reports(stdout)).toHaveLength(8)
      expect(printed(stderr)).toEqual(printed(alone.stderr))
      expect(printed(stderr).length).toBeGreaterThan(10)
      // The first speaks for all.
      expect(stdout.match(/process \d of \d/g)).toEqual([`process 0 of ${processes}`])
    },
    240_000,
  )

  it('one process has nothing to do with MPI, also under mpirun', () => {
    const { status, stdout } = mpirun(1, 'run', oneRing, 'maps')
    expect([status, stdout.split('\n')[0]]).toEqual([0, 'without MPI'])
    expect(mpirun(2, 'run', oneRing, 'maps').stdout.split('\n')[0]).toBe('with MPI')
  }, 240_000)
})

describe.skipIf(!hasMpi)('cli over several processes: what goes wrong', () => {
  beforeAll(buildForMpi, 600_000)

  it('a fault in one process stops all, with the diagnostic of one process', () => {
    const one = hillock('run', oneRing, 'fault')
    const two = mpirun(2, 'run', oneRing, 'fault')
    expect(one.stderr).toMatch(/^error run\/voltage-not-finite .*cell2\.soma/)
    expect(two.stderr.split('\n').slice(0, 2)).toEqual(one.stderr.split('\n').slice(0, 2))
    expect([one.status, two.status]).toEqual([1, 1])
  }, 240_000)

  it.each([
    ['killed', 137, /exited on signal 9/],
    ['throws', 1, /^error cli\/process-ended Process 1 .*\nError: only process 1/],
    ['exits', 7, /^error cli\/process-ended Process 1 .*exit code 7/],
    ['sets', 1, /^error cli\/ranks-differ/],
    ['steps', 1, /^error cli\/ranks-differ/],
    ['another-model', 1, /^error cli\/ranks-differ/],
    ['adaptive', 1, /^error run\/adaptive-over-processes/],
  ])(
    'where one process is %s, all end, and say so',
    (what, code, words) => {
      const { status, stderr, stdout } = mpirun(2, 'run', oneRing, what)
      expect(stderr).toMatch(words)
      expect([status, stdout]).toEqual([code, ''])
    },
    60_000,
  )

  it('ends when it is cancelled', async () => {
    const { child, ended, said } = startMpirun(2, 'run', oneRing, 'long')
    await until(() => said().includes('it runs'), child)
    child.kill('SIGINT')
    expect(await ended).not.toBe(0)
    // Whether there is time for a word depends on the machine: mpirun gives each process a second.
    expect(said()).not.toContain('spikes')
  }, 240_000)
})

describe.skipIf(!hasMpi)('cli simulate over several processes', () => {
  beforeAll(buildForMpi, 600_000)
  const ring = join(folder.path, 'ring.json')
  const out = (name: string) => join(folder.path, name)
  /** The saved ring with other settings, and with more in it. */
  const ringWith = (run: object, more: object = {}) => {
    const whole = JSON.parse(readFileSync(ring, 'utf8')) as { document: { run: object } }
    const document = { ...whole.document, ...more, run: { ...whole.document.run, ...run } }
    return folder.file('changed.json', JSON.stringify({ ...whole, document }))
  }
  const ways = [
    ['fixed steps', {}],
    ['steps of each cell’s own', { method: 'adaptive', adaptive: { step: 'local' } }],
  ] as const
  beforeAll(() => expect(hillock('run', oneRing, 'save', ring).status).toBe(0))

  it.each(ways)(
    'writes what one process writes, and states on which any number goes on: %s',
    (_, run) => {
      const model = ringWith(run)
      expect(hillock('simulate', model, '--out', out('one.json')).stderr).toBe('')
      const state = ['--save-state', out('state'), '--save-state-at', '12']
      const two = mpirun(2, 'simulate', model, '--threads', '1', '--out', out('two.json'), ...state)
      expect([two.status, two.stderr]).toEqual([0, ''])
      const whole = recorded(out('one.json'))
      expect(Object.keys(whole.traces)).toHaveLength(24)
      expect(recorded(out('two.json'))).toEqual(whole)
      const from = ['--from-state', out('state')]
      expect(hillock('simulate', model, '--out', out('rest1.json'), ...from).status).toBe(0)
      expect(mpirun(3, 'simulate', model, '--out', out('rest3.json'), ...from).status).toBe(0)
      const rest = recorded(out('rest1.json'))
      expect(recorded(out('rest3.json'))).toEqual(rest)
      for (const [name, values] of Object.entries(rest.traces))
        expect(values).toEqual(whole.traces[name]!.slice(-values.length))
    },
    240_000,
  )

  it.each(ways)(
    'leaves what one process leaves where a fault ends the run: %s',
    (_, run) => {
      const target = { cell: 'cell19', at: { section: 'soma', x: 0.5 }, variable: 'hh.gnabar' }
      const play = {
        id: 'p',
        targets: [target],
        values: [0.12, 0.12, 1e308],
        timesMs: [0, 13, 13],
        course: 'stepped',
      }
      const bad = ringWith(run, { plays: [play] })
      const one = hillock('simulate', bad, '--out', out('bad1.json'), '--threads', '2')
      const three = mpirun(3, 'simulate', bad, '--out', out('bad3.json'), '--threads', '1')
      expect([one.status, three.status]).toEqual([1, 1])
      expect(three.stderr).toContain(one.stderr.split('\n')[0])
      expect(recorded(out('bad3.json'))).toEqual(recorded(out('bad1.json')))
    },
    240_000,
  )
})

describe.skipIf(!hasMpi)('cli sweep over several processes', () => {
  beforeAll(buildForMpi, 600_000)
  const at = { section: 'soma[0]', x: 0.5 }
  const cell = folder.file('cell.swc', '1 1 0 0 0 10 -1\n2 1 20 0 0 10 1\n')
  const model = folder.file(
    'sweep.json',
    JSON.stringify({
      mechanisms: [{ id: 'm', mechanism: 'hh', region: 'all', parameters: {} }],
      pointProcesses: [{ id: 'clamp', mechanism: 'IClamp', at, parameters: { del: 1, dur: 1e9, amp: 0.1 } }],
      probes: [{ id: 'v', at, variable: 'v' }],
      spikes: [{ id: 's', at, thresholdMv: 0 }],
      run: { celsius: 6.3, vInitMv: -65, dtMs: 0.025, tStopMs: 50, method: 'backward-euler' },
      sweep: {
        design: 'sobol',
        count: 301,
        parameters: [
          { id: 'amp', target: { kind: 'process', process: 'clamp', parameter: 'amp' }, from: 0, to: 0.3 },
          { id: 'celsius', target: { kind: 'run', setting: 'celsius' }, from: 6, to: 7 },
        ].slice(0, 1),
      },
    }),
  )
  const sweep = (out: string, ...more: string[]) => [
    ...['sweep', cell, '--model', model, '--out', join(folder.path, out), '--json'],
    ...more,
  ]
  const bytesOf = (out: string) =>
    ['results.jsonl', 'sweep.json'].map(name => readFileSync(join(folder.path, out, name), 'utf8'))

  it('fills the folder with the bytes of one process', () => {
    const one = hillock(...sweep('one'))
    expect([one.status, one.stderr]).toEqual([0, ''])
    const three = mpirun(3, ...sweep('three'))
    expect([three.status, three.stdout]).toEqual([0, one.stdout])
    expect(bytesOf('three')).toEqual(bytesOf('one'))
  }, 240_000)

  it('goes on, on other processes, where one was killed', async () => {
    const { child, ended } = startMpirun(2, ...sweep('killed', '--batch', '2', '--threads', '1'))
    const results = join(folder.path, 'killed', 'results.jsonl')
    const lines = () => (existsSync(results) ? readFileSync(results, 'utf8').split('\n').length : 0)
    await until(() => lines() >= 10, child)
    const children = spawnSync('ps', ['-o', 'pid=', '--ppid', String(child.pid)], { encoding: 'utf8' })
    process.kill(Number(children.stdout.trim().split(/\s+/).at(-1)), 'SIGKILL')
    expect(await ended).not.toBe(0)
    expect(lines()).toBeLessThan(301)
    expect(mpirun(2, ...sweep('killed')).status).toBe(0)
    expect(bytesOf('killed')).toEqual(bytesOf('one'))
  }, 240_000)
})
