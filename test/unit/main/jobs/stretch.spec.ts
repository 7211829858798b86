import { describe, expect, it } from 'vitest'
import type { RunHandle, RunSlice } from '../../../../src-engine/simulation/runHandle.ts'
import { createStretch } from '../../../../src-main/jobs/kinds/stretch.ts'

/** A run of so many steps, each of which takes a known time. */
function timedRun(steps: number, stepMs: number): RunHandle & { readonly asked: number[]; now(): number } {
  let done = 0
  let now = 0
  const asked: number[] = []
  return {
    asked,
    now: () => now,
    steps,
    isOpen: false,
    get stepsDone() {
      return done
    },
    advance: async many => {
      asked.push(many)
      now += many * stepMs
      done += many
      return { finished: done >= steps, timesMs: Float64Array.of(done) } as Partial<RunSlice> as RunSlice
    },
    stop: () => undefined,
    readVoltages: () => undefined,
    values: { read: () => 0, write: () => undefined },
    snapshot: () => ({ tMs: done, stepsDone: done, bytes: new Uint8Array() }),
    restore: () => undefined,
    close: () => ({ printed: [], notKept: 0, diagnostics: [], series: [] }),
  }
}

describe('jobs stretch', () => {
  it('grows from a careful beginning to about thirty milliseconds', async () => {
    const run = timedRun(1e9, 0.01)
    const stretch = createStretch({ steps: 1e9, ms: 1e9 }, run.now)
    for (let turn = 0; turn < 12; turn++) await stretch.advance(run)
    expect(run.asked[0]).toBe(64)
    expect(run.asked.at(-1)).toBe(3000)
  })

  it('shrinks where steps are slow, down to single ones', async () => {
    const run = timedRun(1e9, 20)
    const stretch = createStretch({ steps: 1e9, ms: 1e9 }, run.now)
    for (let turn = 0; turn < 10; turn++) await stretch.advance(run)
    expect(run.asked.slice(0, 3)).toEqual([64, 16, 4])
    expect(run.asked.at(-1)).toBeLessThanOrEqual(2)
  })

  it('takes frames by time where steps have any length', async () => {
    const lengths = (step: number) => (step < 40 ? 0.01 : 1)
    let done = 0
    let tMs = 0
    const run = {
      ...timedRun(1e9, 0),
      isOpen: true,
      get stepsDone() {
        return done
      },
      advance: async (many: number) => {
        const timesMs: number[] = []
        for (let one = 0; one < many && tMs < 100; one++) timesMs.push((tMs += lengths(done++)))
        return { finished: tMs >= 100, timesMs: Float64Array.from(timesMs) } as Partial<RunSlice> as RunSlice
      },
    }
    const stretch = createStretch({ steps: 1e9, ms: 10 }, () => 0)
    const frames: number[] = []
    for (let finished = false; !finished;) {
      finished = (await stretch.advance(run)).finished
      if (stretch.atFrame(run)) frames.push(tMs)
    }
    expect(frames.length).toBeGreaterThan(8)
    expect(frames.length).toBeLessThan(13)
    expect(frames.at(-1)).toBeCloseTo(100.4, 6)
  })

  it('ends stretches where frames are taken, and at the end', async () => {
    const run = timedRun(250, 0)
    const stretch = createStretch({ steps: 100, ms: 100 }, run.now)
    const frames: number[] = []
    while (run.stepsDone < 250) {
      await stretch.advance(run)
      if (stretch.atFrame(run)) frames.push(run.stepsDone)
    }
    expect(frames).toEqual([100, 200, 250])
  })
})
