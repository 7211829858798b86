import { describe, expect, it, vi } from 'vitest'
import type { HostApi } from '../../../src-main/contract/index.ts'
import { jobEnd, loaded, setRun, useHosts, withCell } from './hosts.ts'

async function traceOf(api: HostApi, run: number) {
  const probe = (await api.runs.list()).find(({ id }) => id === run)?.probes[0]?.probe ?? -1
  const window = await api.traces.window({ probe, fromMs: 0, toMs: 1e9, maxPoints: 100_000 })
  return [...window.high]
}

/** Starts a run and pauses it when it has come some way. */
async function pausedAt(api: HostApi, leastMs: number) {
  const started = await api.runs.start({})
  await vi.waitFor(async () => expect((await api.runs.list())[0]?.tMs).toBeGreaterThan(leastMs), {
    timeout: 15_000,
    interval: 5,
  })
  await api.jobs.pause({ id: started.job })
  // The stretch that was under way comes to its end.
  await vi.waitFor(async () => {
    const [before] = await api.runs.list()
    await new Promise(resolve => setTimeout(resolve, 150))
    const [after] = await api.runs.list()
    expect([after?.state, after?.tMs]).toEqual(['paused', before?.tMs])
  })
  return started
}

const setClamp = async (api: HostApi, amp: number) => {
  const { document } = await api.models.current()
  if (!document) throw new Error('no model')
  const pointProcesses = document.pointProcesses.map(use => ({
    ...use,
    parameters: { ...use.parameters, del: 0, dur: 1e9, amp },
  }))
  await api.models.save({ document: { ...document, pointProcesses }, label: 'Set clamp' })
}

describe('host runs that go back', { skip: loaded.machine === undefined }, () => {
  const hosts = useHosts()

  it('cuts what was recorded, and records the same again', async () => {
    const { api } = await hosts.start()
    await withCell(api)
    await setRun(api, { tStopMs: 2400 })
    const reference = await api.runs.start({})
    expect((await jobEnd(api, reference.job)).state).toBe('finished')
    const expected = await traceOf(api, reference.run)
    const spikes = await api.runs.spikes({ run: reference.run })

    const { job, run } = await pausedAt(api, 300)
    const samples: number[] = []
    api.traces.onGrow(grown => samples.push(grown.samples))
    expect((await api.runs.rewind({ run, toMs: 123.4 })).tMs).toBeCloseTo(123.4, 9)
    const [summary] = await api.runs.list()
    expect(summary).toMatchObject({ tMs: expect.closeTo(123.4, 9), state: 'paused' })
    expect(summary?.probes[0]?.samples).toBe(4937)
    expect(await traceOf(api, run)).toEqual(expected.slice(0, 4937))
    // From the end of the trace back to its beginning, and to times that it has not come to.
    expect((await api.runs.rewind({ run, toMs: -5 })).tMs).toBe(0)
    expect(await traceOf(api, run)).toEqual([])
    expect((await api.runs.rewind({ run, toMs: 1e9 })).tMs).toBe(0)
    await api.jobs.resume({ id: job })
    expect((await jobEnd(api, job)).state).toBe('finished')
    expect(await traceOf(api, run)).toEqual(expected)
    expect(await api.runs.spikes({ run })).toEqual(spikes)
    expect(samples).toContain(4937)
    const { timesMs } = await api.runs.frames({ run })
    expect([...timesMs]).toEqual([...timesMs].toSorted((a, b) => a - b))
    await expect(api.runs.rewind({ run, toMs: 1 })).rejects.toMatchObject({ code: 'runs/not-under-way' })
  }, 60_000)

  it('goes back across what has long been written, while it runs, and stays whole on the disk', async () => {
    const host = await hosts.start()
    const { api } = host
    await withCell(api)
    await setRun(api, { tStopMs: 8000 })
    const reference = await api.runs.start({})
    await jobEnd(api, reference.job)
    const expected = await traceOf(api, reference.run)
    const { job, run } = await api.runs.start({})
    for (const [passed, toMs] of [
      [3000, 1000],
      [2500, 1638.4],
      [2500, 100],
    ] as const) {
      await vi.waitFor(async () => expect((await api.runs.list())[0]?.tMs).toBeGreaterThan(passed), {
        timeout: 15_000,
        interval: 5,
      })
      expect((await api.runs.rewind({ run, toMs })).tMs).toBeCloseTo(toMs, 6)
    }
    expect((await jobEnd(api, job)).state).toBe('finished')
    const { path } = await api.project.current()
    await host.close()
    const again = await hosts.start({ home: host.home, projectPath: path })
    expect(await traceOf(again.api, run)).toEqual(expected)
  }, 90_000)

  it('goes on with changed parameters, tells so, and keeps states of before and after', async () => {
    const { api } = await hosts.start()
    await withCell(api)
    await setClamp(api, 0)
    await setRun(api, { tStopMs: 1500 })
    const { job, run } = await pausedAt(api, 200)
    await setClamp(api, -0.2)
    expect((await api.runs.rewind({ run, toMs: 100, withModel: true })).tMs).toBeCloseTo(100, 9)
    await api.jobs.resume({ id: job })
    expect((await jobEnd(api, job)).state).toBe('finished')
    const values = await traceOf(api, run)
    expect(values[3999]).toBeGreaterThan(-72)
    expect(values.at(-1)).toBeLessThan(values[3999]! - 5)
    expect((await api.runs.list())[0]).toMatchObject({ changesMs: [expect.closeTo(100, 9)] })
    expect((await api.runs.model({ run })).pointProcesses[0]?.parameters.amp).toBe(0)
    // A state of behind the change is computed through it: a run from there goes on to the bit.
    const { job: replay } = await api.conditions.save({ run, atMs: 110, name: 'behind' })
    expect((await jobEnd(api, replay ?? '')).state).toBe('finished')
    const [condition] = await api.conditions.list()
    const { document } = await api.models.current()
    await api.models.save({
      document: { ...document!, run: { ...document!.run, startFrom: condition!.id } },
      label: 'Start there',
    })
    const third = await api.runs.start({})
    await jobEnd(api, third.job)
    expect(await traceOf(api, third.run)).toEqual(values.slice(4400))
  }, 60_000)

  it('does not go on with a model of another structure, and then has not moved', async () => {
    const { api } = await hosts.start()
    await withCell(api)
    await setRun(api, { tStopMs: 1e6 })
    const { job, run } = await pausedAt(api, 50)
    const before = (await api.runs.list())[0]
    const { document } = await api.models.current()
    await api.models.save({
      document: { ...document!, discretisation: { kind: 'fixed', count: 31 } },
      label: 'Cut',
    })
    await expect(api.runs.rewind({ run, toMs: 20, withModel: true })).rejects.toMatchObject({
      code: 'runs/state-refused',
      message: expect.stringContaining('another model') as string,
    })
    expect((await api.runs.list())[0]).toEqual(before)
    await api.jobs.resume({ id: job })
    await vi.waitFor(async () => expect((await api.runs.list())[0]?.tMs).toBeGreaterThan(before!.tMs))
    await api.jobs.cancel({ id: job })
    await jobEnd(api, job)
  }, 60_000)

  it('leaves a readable partial run whenever it is cancelled, from which another can begin', async () => {
    const host = await hosts.start()
    const { api } = host
    await withCell(api)
    await setRun(api, { tStopMs: 1e6 })
    const ended: { readonly run: number; readonly samples: number }[] = []
    for (const wait of [0, 3, 20, 60, 150, 700]) {
      const { job, run } = await api.runs.start({})
      await new Promise(resolve => setTimeout(resolve, wait))
      if (wait === 60) await api.jobs.pause({ id: job })
      if (wait === 150) void api.runs.rewind({ run, toMs: 1 }).catch(() => undefined)
      await api.jobs.cancel({ id: job })
      expect((await jobEnd(api, job)).state).toBe('cancelled')
      const [summary] = await api.runs.list()
      expect(summary).toMatchObject({ id: run, state: 'cancelled' })
      const samples = summary?.probes[0]?.samples ?? -1
      expect((await traceOf(api, run)).slice(0, samples).every(Number.isFinite)).toBe(true)
      // t is added up by half steps, with their rounding.
      if (samples > 1) expect(summary?.tMs).toBeCloseTo((samples - 1) * 0.025, 3)
      ended.push({ run, samples })
    }
    const last = ended.at(-1)!
    expect(last.samples).toBeGreaterThan(1000)
    const { condition } = await api.conditions.save({ run: last.run, name: 'where it stopped' })
    expect(condition).toBeGreaterThan(0)
    const { path } = await api.project.current()
    await host.close()
    const again = await hosts.start({ home: host.home, projectPath: path })
    for (const { run, samples } of ended)
      expect((await again.api.runs.list()).find(({ id }) => id === run)?.probes[0]?.samples).toBe(samples)
  }, 60_000)
})
