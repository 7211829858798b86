import { describe, expect, it, vi } from 'vitest'
import type { RunSummary } from '../../../src-main/contract/index.ts'
import { jobEnd, loaded, setRun, useHosts, withCell } from './hosts.ts'

describe('host runs', { skip: loaded.machine === undefined }, () => {
  const hosts = useHosts()

  it('runs the starting point, and the cell fires', async () => {
    const { api } = await hosts.start()
    const { job, run } = await api.runs.start({})
    expect(await jobEnd(api, job)).toMatchObject({
      state: 'finished',
      run,
      progress: { total: 60, unit: 'ms' },
    })
    const [summary] = await api.runs.list()
    expect(summary).toMatchObject({
      id: run,
      label: 'Run 1',
      state: 'finished',
      probes: [{ samples: 2401 }, {}],
    })
    const [spikes] = await api.runs.spikes({ run })
    expect(spikes?.timesMs.length).toBeGreaterThan(0)
    const probe = summary?.probes[0]?.probe ?? -1
    const { high, toMs } = await api.traces.window({ probe, fromMs: 0, toMs: 60, maxPoints: 3000 })
    expect([high.length, Math.max(...high) > 0, toMs]).toEqual([2401, true, 60])
    const frames = await api.runs.frames({ run })
    expect(frames.timesMs.length).toBeLessThanOrEqual(401)
    expect(frames.values.length).toBe(frames.timesMs.length * frames.compartments)
    expect(frames.compartments).toBe(summary?.compartments)
    expect((await api.runs.model({ run })).run.tStopMs).toBe(60)
  })

  it('gives the same numbers whatever the number of threads', async () => {
    const { api } = await hosts.start()
    const texts: string[] = []
    for (const threads of [1, 2]) {
      const { job } = await api.runs.start({ threads })
      await jobEnd(api, job)
      const [{ probes } = { probes: [] }] = await api.runs.list()
      texts.push((await api.traces.exportCsv({ probes: probes.map(({ probe }) => probe) })).text)
    }
    expect(texts[1]).toBe(texts[0])
  })

  it('exports every sample with a header of names and units', async () => {
    const { api } = await hosts.start()
    await withCell(api)
    const { job } = await api.runs.start({ label: 'My run' })
    await jobEnd(api, job)
    const [{ probes } = { probes: [] }] = await api.runs.list()
    const { name, text } = await api.traces.exportCsv({ probes: probes.map(({ probe }) => probe) })
    const lines = text.trimEnd().split('\r\n')
    expect([name, lines[0], lines.length]).toEqual([
      'My-run.csv',
      `t (ms),${probes.map(p => `${p.label} (mV)`).join(',')}`,
      2402,
    ])
    const [first = [], second = []] = lines.slice(1, 3).map(line => line.split(',').map(Number))
    expect([first[0], first[1], second[0]]).toEqual([0, expect.closeTo(-65, 9), 0.025])
  })

  it('tells how it goes, pauses, goes on, and leaves the same trace', async () => {
    const { api } = await hosts.start()
    await setRun(api, { tStopMs: 3000 })
    const updates: number[] = []
    const growth: number[] = []
    const frames: number[] = []
    const changes: RunSummary['state'][] = []
    api.jobs.onUpdate(({ progress }) => updates.push(progress.done))
    api.traces.onGrow(({ samples }) => growth.push(samples))
    api.runs.onFrame(({ tMs }) => frames.push(tMs))
    api.runs.onChange(change => 'run' in change && changes.push(change.run.state))
    const { job, run } = await api.runs.start({})
    await vi.waitFor(() => expect(updates.at(-1)).toBeGreaterThan(0))
    await api.jobs.pause({ id: job })
    const paused = (await api.jobs.list())[0]
    expect(paused?.state).toBe('paused')
    await new Promise(resolve => setTimeout(resolve, 100))
    const [first] = await api.runs.list()
    await new Promise(resolve => setTimeout(resolve, 200))
    const [second] = await api.runs.list()
    expect(second?.tMs).toBe(first?.tMs)
    expect(second?.state).toBe('paused')
    // What there is can be read while it is paused.
    const probe = second?.probes[0]?.probe ?? -1
    const window = await api.traces.window({ probe, fromMs: 0, toMs: 1e9, maxPoints: 1000 })
    expect(window.toMs).toBeCloseTo(second?.tMs ?? -1, 6)
    await api.jobs.resume({ id: job })
    expect((await jobEnd(api, job)).state).toBe('finished')
    expect((await api.runs.list())[0]?.probes[0]?.samples).toBe(120_001)
    expect([growth.length > 2, frames.length > 2]).toEqual([true, true])
    expect(growth).toEqual(growth.toSorted((a, b) => a - b))
    expect(new Set(changes)).toEqual(new Set(['running', 'paused', 'finished']))
    expect(run).toBeGreaterThan(0)
  })

  it('cancels at once, keeps what was recorded, and starts the next in the queue', async () => {
    const { api } = await hosts.start()
    await setRun(api, { tStopMs: 1e7 })
    const long = await api.runs.start({})
    await setRun(api, { tStopMs: 5 })
    const next = await api.runs.start({})
    await vi.waitFor(async () => expect((await api.jobs.list()).at(-1)?.progress.done).toBeGreaterThan(0))
    expect((await api.jobs.list())[0]?.state).toBe('queued')
    const began = performance.now()
    await api.jobs.cancel({ id: long.job })
    expect((await jobEnd(api, long.job)).state).toBe('cancelled')
    expect(performance.now() - began).toBeLessThan(2000)
    expect((await jobEnd(api, next.job)).state).toBe('finished')
    const cancelled = (await api.runs.list()).find(({ id }) => id === long.run)
    expect(cancelled?.state).toBe('cancelled')
    expect(cancelled?.probes[0]?.samples).toBeGreaterThan(0)
    expect(cancelled?.tMs).toBeCloseTo(((cancelled?.probes[0]?.samples ?? 0) - 1) * 0.025, 3)
  })

  it('renames and removes runs', async () => {
    const { api } = await hosts.start()
    await withCell(api)
    const { job, run } = await api.runs.start({})
    await jobEnd(api, job)
    const removed: number[] = []
    api.runs.onChange(change => 'removed' in change && removed.push(change.removed))
    await api.runs.rename({ run, label: 'Control' })
    expect((await api.runs.list())[0]?.label).toBe('Control')
    await api.runs.remove({ run })
    expect([await api.runs.list(), removed]).toEqual([[], [run]])
    await expect(api.runs.spikes({ run })).rejects.toMatchObject({ code: 'runs/not-found' })
  })

  it('stops a run and keeps it when its project is closed', async () => {
    const { api } = await hosts.start()
    await setRun(api, { tStopMs: 1e7 })
    const { run } = await api.runs.start({})
    await vi.waitFor(async () => expect((await api.runs.list())[0]?.tMs).toBeGreaterThan(0))
    const { path } = await api.project.current()
    await api.project.create({})
    expect(await api.runs.list()).toEqual([])
    await api.project.open({ path })
    expect(await api.runs.list()).toMatchObject([{ id: run, state: 'cancelled' }])
  })

  it('fails a run whose voltage is no number any more, and says where', async () => {
    const { api } = await hosts.start()
    const { document } = await withCell(api)
    if (!document) throw new Error('no model')
    const clamp = document.pointProcesses.map(use => ({
      ...use,
      parameters: { ...use.parameters, amp: 1.7e308 },
    }))
    await api.models.save({ document: { ...document, pointProcesses: clamp }, label: 'Too much' })
    const { job } = await api.runs.start({})
    const ended = await jobEnd(api, job)
    expect(ended.state).toBe('failed')
    expect(ended.diagnostics.some(({ severity }) => severity === 'error')).toBe(true)
    expect((await api.runs.list())[0]?.state).toBe('failed')
  })
})
