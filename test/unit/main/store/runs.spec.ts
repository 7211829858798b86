import { describe, expect, it } from 'vitest'
import { openDatabaseToRead } from '../../../../src-main/store/database.ts'
import { readProjectInfo } from '../../../../src-main/store/integrity.ts'
import { beginRun, slice, useProjects } from './projects.ts'

const end = { tMs: 5, seconds: 0.25, state: 'finished', diagnostics: [] } as const

describe('store runs', () => {
  const projects = useProjects()

  it('keeps what made a run and what came out of it', async () => {
    const store = projects.fresh()
    const ids = beginRun(store, 2, { label: 'First', engine: 'avx2', threads: 2 })
    const recorder = store.record(ids)
    recorder.append({ ...slice(0, 100, sample => sample, 2), spikes: [Float64Array.of(1.5, 2.5)] })
    recorder.append({ ...slice(100, 50, sample => sample, 2), spikes: [Float64Array.of(3.5)] })
    recorder.appendFrame({ tMs: 0, values: Float32Array.of(-65, -64, -63) })
    await recorder.finish(end)
    store.close()
    const again = projects.open(store.path)
    expect(again.runs.get(ids.run)).toMatchObject({
      label: 'First',
      engine: 'avx2',
      state: 'finished',
      tMs: 5,
      seconds: 0.25,
      threads: 2,
      probes: [
        { label: 'v0', unit: 'mV', samples: 150 },
        { label: 'v1', unit: 'mV', samples: 150 },
      ],
    })
    expect(again.runs.model(ids.run)).toMatchObject({ version: 1 })
    expect(again.spikes.ofRun(ids.run)).toEqual([
      { label: 'spikes', timesMs: Float64Array.of(1.5, 2.5, 3.5) },
    ])
    expect(again.frames.ofRun(ids.run)).toEqual([{ tMs: 0, values: Float32Array.of(-65, -64, -63) }])
  })

  it('lists the newest run first, and never gives an id twice', async () => {
    const store = projects.fresh()
    const first = beginRun(store, 1, { label: 'a' })
    const second = beginRun(store, 1, { label: 'b' })
    expect(store.runs.list().map(({ label }) => label)).toEqual(['b', 'a'])
    store.runs.remove(second.run)
    await store.purge()
    expect(beginRun(store).run).toBeGreaterThan(Math.max(first.run, second.run))
  })

  it('does not know a run that is not there', () => {
    const store = projects.fresh()
    expect(() => store.runs.get(5)).toThrow(expect.objectContaining({ code: 'runs/not-found' }))
    expect(() => store.runs.rename(5, 'x')).toThrow(expect.objectContaining({ code: 'runs/not-found' }))
  })

  it('leaves nothing of a removed run in the file', async () => {
    const store = projects.fresh()
    const ids = beginRun(store, 3)
    const recorder = store.record(ids)
    recorder.append({ ...slice(0, 200_000, Math.sin, 3), spikes: [Float64Array.of(1, 2, 3)] })
    recorder.appendFrame({ tMs: 0, values: new Float32Array(3) })
    await recorder.finish(end)
    store.runs.remove(ids.run)
    await store.purge()
    const reader = openDatabaseToRead(store.path)
    const tables = ['runs', 'probes', 'trace_chunks', 'trace_levels', 'spike_trains', 'spikes', 'frames']
    const rows = tables.map(table => reader.connection.prepare(`SELECT count(*) FROM ${table}`).pluck().get())
    reader.close()
    expect(rows).toEqual([0, 0, 0, 0, 0, 0, 0])
  })

  it('keeps what an interrupted run had recorded, and says that it was interrupted', async () => {
    const store = projects.fresh()
    const ids = beginRun(store)
    const recorder = store.record(ids)
    recorder.append(slice(0, 70_000, sample => sample))
    await recorder.flush({ tMs: 1750, seconds: 1 })
    recorder.append(slice(70_000, 500, sample => sample))
    await recorder.flush({ tMs: 1762, seconds: 1 })
    store.close()
    const again = projects.open(store.path)
    expect(again.runs.get(ids.run)).toMatchObject({
      state: 'failed',
      diagnostics: [{ code: 'run/interrupted' }],
      probes: [{ samples: 70_500 }],
    })
    const probe = ids.probes[0] ?? -1
    const window = again.traces.window({ probe, fromMs: 0, toMs: 1e6, maxPoints: 100 })
    expect([window.low[0], window.high.at(-1)]).toEqual([0, 70_499])
  })

  it('fails a flush when the disk does, and writes the samples with the next', async () => {
    const store = projects.fresh()
    const ids = beginRun(store)
    const recorder = store.record(ids)
    recorder.append(slice(0, 100, sample => sample))
    const bad = { tMs: 'not a number' as unknown as number, seconds: 0 }
    await expect(recorder.flush(bad)).rejects.toThrow()
    expect(readProjectInfo(store.path).samples).toBe(0)
    await recorder.flush({ tMs: 2.5, seconds: 0 })
    expect(readProjectInfo(store.path).samples).toBe(100)
  })
})
