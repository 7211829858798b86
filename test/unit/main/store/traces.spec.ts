import { describe, expect, it } from 'vitest'
import type { ProjectStore } from '../../../../src-main/store/projectStore.ts'
import type { StoredWindow } from '../../../../src-main/store/repositories/traces.ts'
import { beginRun, slice, useProjects } from './projects.ts'

const dtMs = 0.025
/** Anything that is not periodic and not monotonic. */
const wave = (sample: number): number => Math.sin(sample * 0.7) * 40 + ((sample * 7919) % 1009) / 100
const finished = { tMs: 1, seconds: 1, state: 'finished', diagnostics: [] } as const

/** Lowest and highest of the samples from `begin` to before `end`, the obvious way. */
function extremesOf(begin: number, end: number): readonly [number, number] {
  let low = Infinity
  let high = -Infinity
  for (let sample = begin; sample < end; sample++) {
    low = Math.min(low, wave(sample))
    high = Math.max(high, wave(sample))
  }
  return [low, high]
}

/** Every point of a window must be the extremes of the samples in its bin, which follow one another without a gap. */
function expectTrueBins(window: StoredWindow, count: number): void {
  const { samplesPerPoint, timesMs, low, high } = window
  const first = samplesPerPoint * Math.floor((timesMs[0] ?? 0) / dtMs / samplesPerPoint + 1e-9)
  for (const [point, timeMs] of timesMs.entries()) {
    const begin = first + point * samplesPerPoint
    const end = Math.min(count, begin + samplesPerPoint)
    expect([low[point], high[point]]).toEqual(extremesOf(begin, end))
    expect(timeMs).toBeCloseTo(((begin + end - 1) / 2) * dtMs, 6)
  }
}

describe('store traces', () => {
  const projects = useProjects()

  async function recorded(count: number, step = 10_000): Promise<{ store: ProjectStore; probe: number }> {
    const store = projects.fresh()
    const ids = beginRun(store)
    const recorder = store.record(ids)
    for (let first = 0; first < count; first += step) {
      recorder.append(slice(first, Math.min(step, count - first), wave))
      if (first % (3 * step) === 0) await recorder.flush({ tMs: first * dtMs, seconds: 0 })
    }
    await recorder.finish(finished)
    return { store, probe: ids.probes[0] ?? -1 }
  }

  it('gives samples as they are where they fit', async () => {
    const { store, probe } = await recorded(200_000)
    const window = store.traces.window({ probe, fromMs: 1638, toMs: 1639, maxPoints: 1000 })
    expect(window.samplesPerPoint).toBe(1)
    // One more on either side of 65,520 … 65,560, across a chunk's border.
    expect(window.timesMs.length).toBe(43)
    expect(window.low).toEqual(window.high)
    expectTrueBins(window, 200_000)
  })

  it.each([
    [0, 5000, 2000],
    [0, 5000, 20],
    [0, 5000, 2],
    [123.4, 4321, 500],
    [1600, 1700, 100],
    [4990, 9999, 100],
    [-100, 10, 50],
  ])('gives true extremes from %d to %d ms in %d points', async (fromMs, toMs, maxPoints) => {
    const { store, probe } = await recorded(200_000)
    const window = store.traces.window({ probe, fromMs, toMs, maxPoints })
    expect(window.timesMs.length).toBeLessThanOrEqual(maxPoints)
    expect(window.timesMs.length).toBeGreaterThan(0)
    expectTrueBins(window, 200_000)
    const begin = Math.max(0, Math.ceil(fromMs / dtMs))
    const [low, high] = extremesOf(begin, Math.min(200_000, Math.floor(toMs / dtMs)))
    expect(Math.min(...window.low)).toBeLessThanOrEqual(low)
    expect(Math.max(...window.high)).toBeGreaterThanOrEqual(high)
  })

  it('gives the same while a run is under way, wherever its samples are', async () => {
    const store = projects.fresh()
    const ids = beginRun(store)
    const probe = ids.probes[0] ?? -1
    const recorder = store.record(ids)
    for (let first = 0; first < 150_000; first += 5000) {
      recorder.append(slice(first, 5000, wave))
      if (first === 50_000 || first === 100_000) await recorder.flush({ tMs: 0, seconds: 0 })
    }
    const request = { probe, fromMs: 0, toMs: 1e9, maxPoints: 300 }
    const growing = store.traces.window(request)
    expectTrueBins(growing, 150_000)
    await recorder.finish(finished)
    expect(store.traces.window(request)).toEqual(growing)
  })

  it.each([
    [NaN, 10],
    [0, NaN],
    [10, 5],
    [1e12, 2e12],
    [-10, -5],
  ])('gives no points from %d to %d ms', async (fromMs, toMs) => {
    const { store, probe } = await recorded(1000)
    const { timesMs, toMs: extent } = store.traces.window({ probe, fromMs, toMs, maxPoints: 100 })
    expect([timesMs.length, extent]).toEqual([0, 999 * dtMs])
  })

  it('reads the whole line of time for infinite bounds', async () => {
    const { store, probe } = await recorded(1000)
    const window = store.traces.window({ probe, fromMs: -Infinity, toMs: Infinity, maxPoints: 2000 })
    expect(window.timesMs.length).toBe(1000)
  })

  it('shows a hole where samples are not numbers', async () => {
    const store = projects.fresh()
    const ids = beginRun(store)
    const recorder = store.record(ids)
    recorder.append(slice(0, 1024, sample => (sample < 512 ? 1 : NaN)))
    await recorder.finish(finished)
    const window = store.traces.window({ probe: ids.probes[0] ?? -1, fromMs: 0, toMs: 99, maxPoints: 33 })
    const bins = Math.floor(window.low.length / 2)
    expect([window.low[0], window.high[bins - 1], window.low.at(-1)]).toEqual([1, 1, NaN])
  })

  it('gives every sample back, chunk by chunk, with exact bits', async () => {
    const { store, probe } = await recorded(140_000, 7001)
    let next = 0
    for (const { first, samples } of store.traces.chunks(probe)) {
      expect(first).toBe(next)
      next += samples.length
      expect(samples.every((value, index) => Object.is(value, wave(first + index)))).toBe(true)
    }
    expect(next).toBe(140_000)
  })

  it('does not know the traces of a removed run', async () => {
    const { store, probe } = await recorded(1000)
    store.runs.remove(1)
    expect(() => store.traces.info(probe)).toThrow(expect.objectContaining({ code: 'traces/not-found' }))
    const before = store.bytes()
    await store.purge()
    expect(store.bytes()).toBeGreaterThan(0)
    expect(before).toBeGreaterThan(0)
    expect(store.runs.list()).toEqual([])
  })
})
