import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { nameOfTarget, type SweepUse } from '../../../src-engine/index.ts'
import type { HostApi, SweepSummary } from '../../../src-main/contract/index.ts'
import { openDatabaseToRead } from '../../../src-main/store/database.ts'
import { jobEnd, loaded, useHosts, withCell } from './hosts.ts'

const clampOf = async (api: HostApi) => (await api.models.current()).document?.pointProcesses[0]?.id ?? ''

/** Amplitude against sodium: `amplitudes` × 3 variants. */
async function grid(api: HostApi, amplitudes: number): Promise<SweepUse> {
  const clamp = await clampOf(api)
  const amp = { kind: 'process', process: clamp, parameter: 'amp' } as const
  const gna = { kind: 'mechanism', mechanism: 'hh', region: 'soma', parameter: 'gnabar' } as const
  return {
    design: 'grid',
    parameters: [
      { id: nameOfTarget(amp), target: amp, from: 0, to: 0.6, steps: amplitudes },
      { id: 'sodium', target: gna, values: [0, 0.12, 0.2] },
    ],
  }
}

async function set(api: HostApi, sweep: SweepUse, tStopMs: number): Promise<void> {
  const { document } = await api.models.current()
  if (!document) throw new Error('no model')
  const region = document.mechanisms.find(({ mechanism }) => mechanism === 'hh')?.region ?? ''
  const parameters = sweep.parameters.map(parameter =>
    parameter.target.kind === 'mechanism'
      ? { ...parameter, target: { ...parameter.target, region } }
      : parameter,
  )
  await api.models.save({
    document: { ...document, sweep: { ...sweep, parameters }, run: { ...document.run, tStopMs } },
    label: 'Set sweep',
  })
}

const column = ({ columns, values }: Awaited<ReturnType<HostApi['sweeps']['results']>>, label: string) => {
  const at = columns.findIndex(one => one.label === label)
  return [...values].filter((_, index) => index % columns.length === at)
}

describe('host sweeps', { skip: loaded.machine === undefined }, () => {
  const hosts = useHosts()

  it('runs every variant, keeps what came of it, and the numbers are those of the variant run alone', async () => {
    const { api } = await hosts.start()
    await withCell(api)
    await set(api, await grid(api, 4), 30)
    const told: SweepSummary[] = []
    api.sweeps.onChange(change => 'sweep' in change && told.push(change.sweep))
    const { job, sweep } = await api.sweeps.start({ keepTraces: true })
    const ended = await jobEnd(api, job)
    expect([ended.diagnostics, ended]).toMatchObject([
      [],
      { kind: 'sweep', state: 'finished', sweep, progress: { done: 12, total: 12, unit: 'variants' } },
    ])
    const [summary] = await api.sweeps.list()
    expect(summary).toMatchObject({
      id: sweep,
      label: 'Sweep 1',
      state: 'finished',
      variants: 12,
      done: 12,
      failed: 0,
      parameters: [{ unit: 'nA' }, { label: 'sodium', unit: 'S/cm2' }],
    })
    expect(told.at(-1)).toEqual(summary)
    const results = await api.sweeps.results({ sweep, mostRows: 100 })
    expect([...results.variants]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
    expect(column(results, 'sodium').slice(0, 4)).toEqual([0, 0.12, 0.2, 0])
    const probe = summary?.probes[0]?.label ?? ''
    const highest = column(results, `${probe} highest`)
    expect(highest[9]).toBeLessThan(0)
    expect(highest[10]).toBeGreaterThan(10)
    const [spikes] = summary?.spikes ?? []
    expect(column(results, `${spikes} spikes`)[0]).toBe(0)
    expect(column(results, `${spikes} spikes`)[10]).toBeGreaterThan(0)
    expect(column(results, `${spikes} first spike`)[0]).toBeNaN()

    const traces = await api.sweeps.traces({ sweep, probe: 0, variants: [10, 3, 99], maxPoints: 20_000 })
    expect(traces.map(({ variant }) => variant)).toEqual([10, 3])
    expect(Math.max(...traces[0]!.high)).toBe(highest[10])
    // The same variant as a run of its own.
    const document = await api.sweeps.variant({ sweep, variant: 10 })
    await api.models.save({ document, label: 'Variant 11' })
    const run = await api.runs.start({})
    await jobEnd(api, run.job)
    const key = (await api.runs.list())[0]?.probes[0]?.probe ?? -1
    const alone = await api.traces.window({ probe: key, fromMs: 0, toMs: 1e9, maxPoints: 20_000 })
    expect([...traces[0]!.high]).toEqual([...alone.high])
    const { name, text } = await api.sweeps.exportCsv({ sweep })
    expect(name).toBe('Sweep-1.csv')
    const lines = text.trim().split('\r\n')
    expect([lines.length, lines[0]]).toEqual([13, expect.stringContaining('sodium (S/cm2)') as string])
  }, 60_000)

  it('shows the table beforehand, with what is wrong', async () => {
    const { api } = await hosts.start()
    await withCell(api)
    const sweep = await grid(api, 5)
    const right = await api.sweeps.preview({ sweep, most: 2 })
    expect([right.count, [...right.values].slice(0, 3)]).toEqual([15, [0, 0, 0]])
    const region = (await api.models.current()).document?.mechanisms[0]?.region
    expect(right.diagnostics.map(({ code }) => code)).toEqual(
      region === 'soma' ? [] : ['sweep/no-such-target'],
    )
    expect(right.traceBytes).toBeGreaterThan(15 * 8 * 2000)
    const empty = await api.sweeps.preview({ sweep: { design: 'sobol', parameters: [], count: 3 }, most: 5 })
    expect([empty.count, empty.diagnostics[0]?.code]).toEqual([0, 'sweep/nothing-to-vary'])
    const list = await api.sweeps.readList({ name: 'l.csv', text: `celsius,Ra@all\n6.3,100\n10,x\n` })
    expect([list.sweep, list.diagnostics[0]?.at?.line]).toEqual([undefined, 3])
    await expect(api.sweeps.start({ keepTraces: false })).rejects.toMatchObject({
      code: 'sweeps/nothing-to-vary',
    })
  })

  it('names variants that cannot be run, and the others are there', async () => {
    const { api } = await hosts.start()
    await withCell(api)
    const clamp = await clampOf(api)
    const target = { kind: 'process', process: clamp, parameter: 'amp' } as const
    await set(api, { design: 'list', parameters: [{ id: 'a', target }], rows: [[0.1], [1.7e308], [0.2]] }, 20)
    const { job, sweep } = await api.sweeps.start({ keepTraces: false, label: 'Too much' })
    expect((await jobEnd(api, job)).state).toBe('finished')
    expect((await api.sweeps.list())[0]).toMatchObject({ label: 'Too much', done: 3, failed: 1 })
    const { failures, values, columns } = await api.sweeps.results({ sweep, mostRows: 10 })
    expect(failures).toMatchObject([
      { variant: 1, message: expect.stringContaining('no longer a number') as string },
    ])
    expect(Number.isNaN(values[columns.length + 1])).toBe(true)
    expect(await api.sweeps.traces({ sweep, probe: 0, variants: [0], maxPoints: 10 })).toEqual([])
  })

  it('pauses, is cancelled at once, goes on, and ends with the results of one that was not', async () => {
    const { api } = await hosts.start()
    await withCell(api)
    await set(api, await grid(api, 300), 60)
    const { job, sweep } = await api.sweeps.start({ keepTraces: false })
    await vi.waitFor(
      async () =>
        expect((await api.jobs.list()).find(({ id }) => id === job)?.progress.done).toBeGreaterThan(5),
      { timeout: 20_000 },
    )
    await api.jobs.pause({ id: job })
    expect((await api.sweeps.list())[0]?.state).toBe('paused')
    await expect(api.sweeps.remove({ sweep })).rejects.toMatchObject({ code: 'sweeps/still-running' })
    await api.jobs.cancel({ id: job })
    expect((await jobEnd(api, job)).state).toBe('cancelled')
    const [cancelled] = await api.sweeps.list()
    expect(cancelled?.state).toBe('cancelled')
    expect(cancelled?.done).toBeLessThan(900)
    const resumed = await api.sweeps.resume({ sweep })
    await expect(api.sweeps.resume({ sweep })).rejects.toMatchObject({ code: 'sweeps/under-way' })
    expect((await jobEnd(api, resumed.job)).state).toBe('finished')
    const whole = await api.sweeps.start({ keepTraces: false })
    await jobEnd(api, whole.job)
    const [first, second] = await Promise.all(
      [sweep, whole.sweep].map(one => api.sweeps.results({ sweep: one, mostRows: 1000 })),
    )
    expect(first).toEqual(second)
    await expect(api.sweeps.resume({ sweep })).rejects.toMatchObject({ code: 'sweeps/nothing-left' })
    await api.sweeps.remove({ sweep })
    expect((await api.sweeps.list()).map(({ id }) => id)).toEqual([whole.sweep])
  }, 120_000)

  it('begins with the condition that the model begins with, and goes on with it when that is gone', async () => {
    const host = await hosts.start()
    const { api } = host
    await withCell(api)
    await set(api, await grid(api, 4), 40)
    const first = await api.runs.start({})
    await jobEnd(api, first.job)
    const saved = await api.conditions.save({ run: first.run, atMs: 20, name: 'warm' })
    await jobEnd(api, saved.job ?? '')
    const [condition] = await api.conditions.list()
    const change = async (by: object) => {
      const { document } = await api.models.current()
      await api.models.save({ document: { ...document!, run: { ...document!.run, ...by } }, label: 'Start' })
    }
    await change({ startFrom: condition!.id })
    const { job, sweep } = await api.sweeps.start({ keepTraces: true })
    expect((await jobEnd(api, job)).state).toBe('finished')
    const [trace] = await api.sweeps.traces({ sweep, probe: 0, variants: [10], maxPoints: 20_000 })
    expect([trace?.timesMs[0], trace?.timesMs.length]).toEqual([expect.closeTo(20, 9), 801])
    const model = await api.sweeps.variant({ sweep, variant: 10 })
    await api.models.save({ document: model, label: 'Take over' })
    const alone = await api.runs.start({})
    await jobEnd(api, alone.job)
    const probe = (await api.runs.list()).find(({ id }) => id === alone.run)?.probes[0]?.probe ?? -1
    const window = await api.traces.window({ probe, fromMs: 0, toMs: 1e9, maxPoints: 20_000 })
    expect([...trace!.high]).toEqual([...window.high])

    const second = await api.sweeps.start({ keepTraces: true })
    await api.jobs.cancel({ id: second.job })
    await jobEnd(api, second.job)
    await api.conditions.remove({ condition: condition!.id })
    await expect(api.sweeps.start({ keepTraces: false })).rejects.toMatchObject({
      code: 'runs/model-not-ready',
    })
    const { path } = await api.project.current()
    await host.close()
    const again = (await hosts.start({ home: host.home, projectPath: path })).api
    const { job: rest } = await again.sweeps.resume({ sweep: second.sweep })
    expect((await jobEnd(again, rest)).state).toBe('finished')
    const results = await Promise.all(
      [sweep, second.sweep].map(one => again.sweeps.results({ sweep: one, mostRows: 100 })),
    )
    expect(results[1]!.failures).toEqual([])
    expect(results[1]).toEqual(results[0])
  }, 60_000)

  it('goes on after the program was killed, and ends with the results of one that was not', async () => {
    const host = await hosts.start()
    await withCell(host.api)
    await set(host.api, await grid(host.api, 400), 60)
    const { path } = await host.api.project.current()
    await host.close()
    const child = spawn(process.execPath, [join(import.meta.dirname, 'killedSweep.ts'), path, host.home])
    const finished = () => {
      const reader = openDatabaseToRead(path)
      try {
        return reader.connection.prepare('SELECT count(*) FROM sweep_results').pluck().get() as number
      } finally {
        reader.connection.close()
      }
    }
    await new Promise(resolve => child.stdout.once('data', resolve))
    await vi.waitFor(() => expect(finished()).toBeGreaterThan(0), { timeout: 60_000, interval: 20 })
    const ended = new Promise(resolve => child.once('exit', resolve))
    child.kill('SIGKILL')
    await ended
    const { api } = await hosts.start({ home: host.home, projectPath: path })
    const [interrupted] = await api.sweeps.list()
    expect(interrupted?.state).toBe('interrupted')
    expect(interrupted?.done).toBeGreaterThan(0)
    expect(interrupted?.done).toBeLessThan(1200)
    const { job } = await api.sweeps.resume({ sweep: interrupted!.id })
    expect((await jobEnd(api, job)).state).toBe('finished')
    const whole = await api.sweeps.start({ keepTraces: false })
    await jobEnd(api, whole.job)
    const [first, second] = await Promise.all(
      [interrupted!.id, whole.sweep].map(one => api.sweeps.results({ sweep: one, mostRows: 2000 })),
    )
    expect(first).toEqual(second)
  }, 180_000)
})
