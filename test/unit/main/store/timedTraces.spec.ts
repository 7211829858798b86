import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ProjectStore } from '../../../../src-main/store/projectStore.ts'
import type { StoredWindow } from '../../../../src-main/store/repositories/traces.ts'
import { beginRun, slice, useProjects } from './projects.ts'

interface Series {
  readonly timesMs: Float64Array
  readonly values: Float64Array
}

const finished = { tMs: 1, seconds: 1, state: 'finished', diagnostics: [] } as const

/** Stretches of steps of one length each, from a nanosecond to a second, as an integrator makes them. */
const stretches = fc.array(fc.record({ count: fc.integer({ min: 1, max: 40_000 }), step: fc.integer({ min: -6, max: 3 }) }), {
  minLength: 1,
  maxLength: 6,
}) // prettier-ignore

function seriesOf(list: readonly { readonly count: number; readonly step: number }[], startMs = 0): Series {
  const timesMs: number[] = []
  let tMs = startMs
  for (const { count, step } of list)
    for (let one = 0; one < count; one++) {
      timesMs.push(tMs)
      // Every seventh step has no length: an event stops the model where it stands.
      if (one % 7 !== 3) tMs += Number(`1e${step}`) * (1 + (one % 5))
    }
  const wave = (sample: number) => Math.sin(sample * 0.7) * 40 + ((sample * 7919) % 1009) / 100
  return {
    timesMs: Float64Array.from(timesMs),
    values: Float64Array.from(timesMs, (_, sample) => wave(sample)),
  }
}

interface Point {
  readonly timeMs: number
  readonly low: number
  readonly high: number
}

const pointsOf = ({ timesMs, low, high }: StoredWindow): Point[] =>
  [...timesMs].map((timeMs, point) => ({ timeMs, low: low[point]!, high: high[point]! }))

/** The obvious way: samples in the window and one on each side; too many of them in bins of the least width that will do. */
function scan({ timesMs, values }: Series, fromMs: number, toMs: number, maxPoints: number): Point[] {
  const numbers = [...timesMs.keys()]
  const inner = numbers.filter(sample => timesMs[sample]! >= fromMs && timesMs[sample]! <= toMs)
  const before = numbers.findLast(sample => timesMs[sample]! < fromMs)
  const after = numbers.find(sample => timesMs[sample]! > toMs)
  if ((before === undefined && inner.length === 0) || (after === undefined && inner.length === 0)) return []
  const shown = [...(before === undefined ? [] : [before]), ...inner, ...(after === undefined ? [] : [after])]
  if (shown.length <= maxPoints)
    return shown.map(sample => ({ timeMs: timesMs[sample]!, low: values[sample]!, high: values[sample]! }))
  for (let width = 1 / 2 ** 32; ; width *= 2) {
    const binOf = (sample: number) => Math.floor(timesMs[sample]! / width)
    // From the first sample of the window to the last, empty bins count: a plot has room for them.
    const [first, last] = [binOf(inner[0]!), binOf(inner.at(-1)!)]
    const outside = shown.filter(sample => binOf(sample) < first || binOf(sample) > last).length
    if (last - first + 1 + outside > maxPoints) continue
    const bins = new Map<number, number[]>()
    const ends = [binOf(shown[0]!), binOf(shown.at(-1)!)] as const
    for (const sample of numbers) {
      const bin = binOf(sample)
      if (bin < ends[0] || bin > ends[1]) continue
      const members = bins.get(bin)
      if (members) members.push(sample)
      else bins.set(bin, [sample])
    }
    return [...bins.values()].map(members => ({
      timeMs: (timesMs[members[0]!]! + timesMs[members.at(-1)!]!) / 2,
      low: members.reduce((low, sample) => Math.min(low, values[sample]!), Infinity),
      high: members.reduce((high, sample) => Math.max(high, values[sample]!), -Infinity),
    }))
  }
}

describe('store traces with times of their own', () => {
  const projects = useProjects()

  function begin(): { readonly store: ProjectStore; readonly ids: ReturnType<typeof beginRun> } {
    const store = projects.fresh()
    return { store, ids: beginRun(store, 1, { probes: [{ label: 'v', unit: 'mV', ownTimes: true }] }) }
  }
  const part = ({ timesMs, values }: Series, from: number, to: number) => ({
    ...slice(0, 0, () => 0),
    tMs: timesMs[to - 1] ?? 0,
    traces: [{ timesMs: timesMs.subarray(from, to), values: values.subarray(from, to) }],
  })

  async function recorded(series: Series, pieces: number) {
    const { store, ids } = begin()
    const recorder = store.record(ids)
    const count = series.timesMs.length
    for (let piece = 0; piece < pieces; piece++) {
      recorder.append(part(series, Math.floor((piece * count) / pieces), Math.floor(((piece + 1) * count) / pieces)))
      if (piece % 2 === 0) await recorder.flush({ tMs: 0, seconds: 0 })
    } // prettier-ignore
    return { store, probe: ids.probes[0]!, recorder }
  }

  it('are in windows of any width what a plain scan finds, under way, ended, and opened again', async () => {
    const windows = fc.array(
      fc.record({
        from: fc.nat(1000),
        width: fc.nat(1000),
        zoom: fc.nat(7),
        maxPoints: fc.constantFrom(2, 3, 10, 300, 2000),
      }),
      { minLength: 6, maxLength: 6 },
    )
    await fc.assert(
      fc.asyncProperty(stretches, windows, fc.integer({ min: 1, max: 5 }), async (list, asked, pieces) => {
        const series = seriesOf(list)
        const { store, probe, recorder } = await recorded(series, pieces)
        const { timesMs } = series
        const lastMs = timesMs.at(-1)!
        const compare = (from: ProjectStore) => {
          for (const { from: place, width, zoom, maxPoints } of asked) {
            // Around some sample, so that windows lie also where samples are close.
            const centreMs = timesMs[Math.floor((place / 1000) * (timesMs.length - 1))]!
            const half = ((width / 1000) * lastMs) / 10 ** zoom
            const [fromMs, toMs] = [centreMs - half, centreMs + half]
            const window = from.traces.window({ probe, fromMs, toMs, maxPoints })
            expect(window.timesMs.length).toBeLessThanOrEqual(maxPoints)
            expect(pointsOf(window)).toEqual(scan(series, fromMs, toMs, maxPoints))
            expect([window.fromMs, window.toMs]).toEqual([0, lastMs])
          }
        }
        compare(store)
        await recorder.finish(finished)
        compare(store)
        store.close()
        const again = projects.open(store.path)
        compare(again)
        again.close()
      }),
      { numRuns: 10 },
    )
  }, 120_000)

  it('shows a few samples far apart at their own times beside a million close together', async () => {
    const dense = Array.from({ length: 200_000 }, (_, sample) => 50 + sample * 1e-5)
    const timesMs = Float64Array.from([0, 10, 20, ...dense, 70, 90])
    const { store, probe, recorder } = await recorded({ timesMs, values: timesMs.map(Math.sin) }, 4)
    await recorder.finish(finished)
    const window = store.traces.window({ probe, fromMs: 0, toMs: 100, maxPoints: 400 })
    expect([...window.timesMs].filter(t => t < 49 || t > 53)).toEqual([0, 10, 20, 70, 90])
    expect(window.samplesPerPoint).toBeGreaterThan(1000)
  })

  it.each([
    [NaN, 10],
    [0, NaN],
    [10, 5],
    [-10, -5],
    [1e6, 2e6],
  ])('gives no points from %d to %d ms', async (fromMs, toMs) => {
    const { store, probe } = await recorded(seriesOf([{ count: 100, step: 0 }]), 1)
    expect(store.traces.window({ probe, fromMs, toMs, maxPoints: 10 }).timesMs.length).toBe(0)
  })

  it('finds the samples on both sides of a moment', async () => {
    const { store, probe } = await recorded({ timesMs: Float64Array.of(0, 1, 100), values: Float64Array.of(5, 6, 7) }, 1) // prettier-ignore
    const at = (ms: number) => [...store.traces.window({ probe, fromMs: ms, toMs: ms, maxPoints: 9 }).timesMs]
    expect([at(0.5), at(1), at(50), at(100)]).toEqual([[0, 1], [0, 1, 100], [1, 100], [1, 100]]) // prettier-ignore
  })

  it('says nothing of a trace without samples', async () => {
    const { store, ids } = begin()
    const window = store.traces.window({ probe: ids.probes[0]!, fromMs: 0, toMs: 10, maxPoints: 9 })
    expect([window.timesMs.length, window.fromMs, window.toMs]).toEqual([0, 0, 0])
  })

  it('gives every sample and its time back, after cuts too, in memory, in the file, and after a kill', async () => {
    const cuts = fc.array(fc.nat(1000), { minLength: 1, maxLength: 4 })
    await fc.assert(
      fc.asyncProperty(stretches, cuts, async (list, shares) => {
        const { store, ids } = begin()
        const recorder = store.record(ids)
        const probe = ids.probes[0]!
        let kept: Series = { timesMs: new Float64Array(), values: new Float64Array() }
        for (const share of shares) {
          const more = seriesOf(list, kept.timesMs.at(-1) ?? 0)
          recorder.append(part(more, 0, more.timesMs.length))
          await recorder.flush({ tMs: 0, seconds: 0 })
          recorder.append(part(more, 0, 0))
          const timesMs = Float64Array.from([...kept.timesMs, ...more.timesMs])
          const values = Float64Array.from([...kept.values, ...more.values])
          const end = Math.floor((share / 1000) * timesMs.length)
          await recorder.cut({ samples: [end], tMs: timesMs[end - 1] ?? 0, seconds: 0 })
          kept = { timesMs: timesMs.slice(0, end), values: values.slice(0, end) }
        }
        const expectAll = (from: ProjectStore) => {
          let next = 0
          for (const { first, samples, timesMs = new Float64Array() } of from.traces.chunks(probe)) {
            expect(first).toBe(next)
            next += samples.length
            expect(samples.every((value, index) => value === kept.values[first + index])).toBe(true)
            expect(timesMs.every((value, index) => value === kept.timesMs[first + index])).toBe(true)
            expect(timesMs.length).toBe(samples.length)
          }
          expect(next).toBe(kept.values.length)
        }
        expectAll(store)
        await recorder.flush({ tMs: 0, seconds: 0 })
        store.close()
        const again = projects.open(store.path)
        expectAll(again)
        again.close()
      }),
      { numRuns: 6 },
    )
  }, 120_000)
})
