import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { beginRun, slice, useProjects } from './projects.ts'

type Act =
  | { readonly kind: 'append'; readonly count: number }
  | { readonly kind: 'flush' }
  | { readonly kind: 'cut'; readonly share: number }

const acts: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ kind: fc.constant('append' as const), count: fc.integer({ min: 1, max: 90_000 }) }),
  fc.constant({ kind: 'flush' as const }),
  fc.record({ kind: fc.constant('cut' as const), share: fc.nat(1000).map(part => part / 1000) }),
)

describe('store traces that are cut', () => {
  const projects = useProjects()

  it('hold what is left and what came then, in memory, in the file, and after a kill', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(acts, { minLength: 2, maxLength: 8 }), async list => {
        const store = projects.fresh()
        const ids = beginRun(store)
        const probe = ids.probes[0]!
        const recorder = store.record(ids)
        let expected: number[] = []
        let written = 0
        for (const [turn, act] of [...list, { kind: 'flush' as const }].entries()) {
          const value = (sample: number) => sample + turn / 1000
          if (act.kind === 'append') {
            const first = expected.length
            recorder.append(slice(first, act.count, value))
            for (let sample = first; sample < first + act.count; sample++) expected.push(value(sample))
          } else if (act.kind === 'flush') {
            await recorder.flush({ tMs: 0, seconds: 0 })
            written = expected.length
          } else {
            const samples = Math.floor(act.share * expected.length)
            await recorder.cut({ samples: [samples], tMs: samples * 0.025, seconds: 0 })
            expected = expected.slice(0, samples)
            written = Math.min(written, samples)
          }
          const all = [...store.traces.chunks(probe)].flatMap(chunk => [...chunk.samples])
          expect(all.length).toBe(expected.length)
          expect(all.every((sample, index) => sample === expected[index])).toBe(true)
        }
        expect(written).toBe(expected.length)
        // As after a kill: opening puts the pieces together.
        store.close()
        const again = projects.open(store.path)
        const kept = [...again.traces.chunks(probe)].flatMap(chunk => [...chunk.samples])
        expect(kept.length).toBe(expected.length)
        expect(kept.every((sample, index) => sample === expected[index])).toBe(true)
        if (expected.length > 0) {
          const window = again.traces.window({ probe, fromMs: 0, toMs: 1e9, maxPoints: 10 })
          expect(Math.max(...window.high)).toBe(Math.max(...[expected.at(-1)!]))
        }
        again.close()
      }),
      { numRuns: 12 },
    )
  }, 60_000)

  it('lose spikes and frames behind the time, and take new ones', async () => {
    const store = projects.fresh()
    const ids = beginRun(store)
    const recorder = store.record(ids)
    const frame = (tMs: number) => recorder.appendFrame({ tMs, values: Float32Array.of(tMs, 0, 0) })
    recorder.append({ ...slice(0, 100, Math.sin), spikes: [Float64Array.of(0.5, 1, 2)] })
    for (const tMs of [0, 1, 2]) frame(tMs)
    await recorder.flush({ tMs: 2.5, seconds: 1 })
    recorder.append({ ...slice(100, 20, Math.sin), spikes: [Float64Array.of(2.6)] })
    frame(2.7)
    await recorder.cut({ samples: [41], tMs: 1, seconds: 2 })
    expect(store.runs.get(ids.run)).toMatchObject({ tMs: 1, seconds: 2, probes: [{ samples: 41 }] })
    recorder.append({ ...slice(41, 10, Math.cos), spikes: [Float64Array.of(1.1)] })
    frame(1.2)
    await recorder.finish({ tMs: 1.25, seconds: 3, state: 'finished', diagnostics: [] })
    expect([...(store.spikes.ofRun(ids.run)[0]?.timesMs ?? [])]).toEqual([0.5, 1, 1.1])
    expect(store.frames.ofRun(ids.run).map(({ tMs }) => tMs)).toEqual([0, 1, 1.2])
    expect(store.runs.get(ids.run).probes[0]?.samples).toBe(51)
  })
})
