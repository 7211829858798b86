import { spawn } from 'node:child_process'
import { appendFileSync, existsSync, readFileSync, statSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { cli, hasEngine, hillock, scratchFolder } from '../../support/cli.ts'

const folder = scratchFolder('sweep')
const cell = folder.file('cell.swc', '1 1 0 0 0 10 -1\n2 1 20 0 0 10 1\n')
const at = { section: 'soma[0]', x: 0.5 }
const model = (change: object = {}, name = 'model.json') =>
  folder.file(
    name,
    JSON.stringify({
      mechanisms: [{ id: 'm', mechanism: 'hh', region: 'all', parameters: {} }],
      pointProcesses: [{ id: 'clamp', mechanism: 'IClamp', at, parameters: { del: 1, dur: 1e9, amp: 0.1 } }],
      probes: [{ id: 'v', at, variable: 'v' }],
      spikes: [{ id: 's', at, thresholdMv: 0 }],
      run: { celsius: 6.3, vInitMv: -65, dtMs: 0.025, tStopMs: 50, method: 'backward-euler' },
      sweep: {
        design: 'sobol',
        count: 600,
        parameters: [
          {
            id: 'gna',
            target: { kind: 'mechanism', mechanism: 'hh', region: 'all', parameter: 'gnabar' },
            from: 0.06,
            to: 0.18,
          },
          { id: 'amp', target: { kind: 'process', process: 'clamp', parameter: 'amp' }, from: 0, to: 0.3 },
        ],
      },
      ...change,
    }),
  )

const run = (out: string, ...more: string[]) =>
  hillock('sweep', cell, '--model', model(), '--out', out, '--json', ...more)
const resultsOf = (out: string) => readFileSync(join(out, 'results.jsonl'), 'utf8')

describe.skipIf(!hasEngine)('hillock sweep', () => {
  const whole = join(folder.path, 'whole')

  it('writes a line for each variant', () => {
    const { status, stdout, stderr } = run(whole)
    expect([status, stderr]).toEqual([0, ''])
    expect(JSON.parse(stdout)).toEqual({ variants: 600, before: 0, done: 600, failed: 0 })
    const lines = resultsOf(whole).trim().split('\n')
    expect(lines).toHaveLength(600)
    const [, second] = lines.map(line => JSON.parse(line))
    expect(second.values).toEqual([0.12, 0.15])
    expect(second.probes[0].highest).toBeGreaterThan(20)
    expect(second.spikes[0].timesMs.length).toBeGreaterThan(2)
  }, 60_000)

  it('takes its variants from a list, and says where one is wrong', () => {
    const out = join(folder.path, 'listed')
    const list = folder.file('list.csv', 'amp,hh.gkbar@all (S/cm2)\n0.1,0.036\n0.2,0.05\n')
    const { status, stdout, stderr } = run(out, '--list', list)
    expect([status, stderr]).toEqual([0, ''])
    expect(JSON.parse(stdout)).toMatchObject({ variants: 2, done: 2 })
    const lines = resultsOf(out).trim().split('\n')
    expect(lines.map(line => JSON.parse(line).values)).toEqual([
      [0.1, 0.036],
      [0.2, 0.05],
    ])
    const wrong = folder.file('wrong.csv', 'amp,what\n0.1,1\n')
    const refused = run(join(folder.path, 'wrong'), '--list', wrong)
    expect([refused.status, refused.stderr]).toEqual([
      1,
      expect.stringMatching(/wrong\.csv:1:.*sweep\/unknown-column/) as string,
    ])
  }, 60_000)

  it('goes on where it was killed, and ends with the same bytes, whatever the batches and threads', async () => {
    const out = join(folder.path, 'killed')
    const file = join(out, 'results.jsonl')
    const child = spawn(process.execPath, [
      cli,
      'sweep',
      cell,
      '--model',
      model(),
      '--out',
      out,
      '--batch',
      '8',
    ])
    const ended = new Promise(done => child.once('exit', done))
    const has = () => existsSync(file) && statSync(file).size > 0
    while (!has() && child.exitCode === null) await new Promise(done => setTimeout(done, 5))
    child.kill('SIGKILL')
    await ended
    const before = resultsOf(out).split('\n').length - 1
    expect(before).toBeGreaterThan(0)
    // As if it had been killed while it wrote a line.
    truncateSync(file, statSync(file).size - 10)
    const { status, stdout } = run(out, '--batch', '100', '--threads', '2')
    expect(status).toBe(0)
    expect(JSON.parse(stdout).before).toBe(before - 1)
    expect(resultsOf(out)).toBe(resultsOf(whole))
    expect(JSON.parse(run(out).stdout).before).toBe(600)
  }, 60_000)

  it('lets every variant go on from a saved state, also after it was interrupted', () => {
    const [state, out] = [join(folder.path, 'state'), join(folder.path, 'from')]
    const few = { sweep: { design: 'list', rows: [[0.05], [0.2], [0.3]], parameters: [{ id: 'amp', target: { kind: 'process', process: 'clamp', parameter: 'amp' } }] } } // prettier-ignore
    const shape = { discretisation: undefined }
    const file = model({ ...few, ...shape }, 'from.json')
    const simulate = (...more: string[]) =>
      hillock('simulate', cell, '--model', file, '--out', join(folder.path, 'one.json'), ...more)
    expect(simulate('--save-state', state, '--save-state-at', '20').stderr).toBe('')
    const sweep = (from: string) =>
      hillock('sweep', cell, '--model', file, '--out', out, '--traces', '--from-state', from)
    expect([sweep(state).status, sweep(state).stderr]).toEqual([0, ''])
    const lines = resultsOf(out)
    const [, second] = lines.trim().split('\n').map(line => JSON.parse(line)) // prettier-ignore
    const changed = folder.file('amp.json', readFileSync(file, 'utf8').replace('"amp":0.1', '"amp":0.2'))
    const alone = hillock('simulate', cell, '--model', changed, '--out', join(folder.path, 'alone.json'), '--from-state', state) // prettier-ignore
    expect(alone.stderr).toBe('')
    const { t, traces } = JSON.parse(readFileSync(join(folder.path, 'alone.json'), 'utf8'))
    expect([t[0], t.length]).toEqual([expect.closeTo(20, 9), 1201])
    expect(second.traces[0]).toEqual(traces.v)
    // Without its last line it is as if it had been killed.
    const results = join(out, 'results.jsonl')
    truncateSync(results, lines.lastIndexOf('{"variant"') + 9)
    expect(sweep(state).status).toBe(0)
    expect(resultsOf(out)).toBe(lines)
    simulate('--save-state', state, '--save-state-at', '10')
    expect(sweep(state).stderr).toContain('cli/another-sweep')
    const late = simulate('--save-state', state)
    expect([late.status, sweep(state).stderr]).toEqual([0, expect.stringContaining('cli/state-behind-end')])
  }, 60_000)

  it('does not mix results of two sweeps, and takes no file for results that is none', () => {
    const other = model(
      { run: { celsius: 6.3, vInitMv: -70, dtMs: 0.025, tStopMs: 50, method: 'backward-euler' } },
      'other.json',
    )
    const { status, stderr } = hillock('sweep', cell, '--model', other, '--out', whole)
    expect([status, stderr]).toEqual([1, expect.stringMatching(/cli\/another-sweep/)])
    const spoilt = join(folder.path, 'killed')
    appendFileSync(join(spoilt, 'results.jsonl'), 'nonsense\n')
    expect(run(spoilt)).toMatchObject({ status: 1, stderr: expect.stringMatching(/cli\/bad-results/) })
  }, 60_000)

  it('says what is wrong with the sweep', () => {
    const none = model({ sweep: undefined }, 'none.json')
    expect(hillock('sweep', cell, '--model', none, '--out', whole).stderr).toMatch(/cli\/no-sweep/)
    const bad = model({ sweep: { design: 'sobol', parameters: [], count: 3 } }, 'bad.json')
    expect(hillock('sweep', cell, '--model', bad, '--out', whole).stderr).toMatch(/sweep\/nothing-to-vary/)
  }, 60_000)
})
