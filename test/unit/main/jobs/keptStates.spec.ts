import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createKeptStates } from '../../../../src-main/jobs/keptStates.ts'

const state = (tMs: number, length = 10) => ({
  tMs,
  stepsDone: tMs,
  bytes: new Uint8Array(length),
  samples: [],
})

describe('jobs kept states', () => {
  it('finds the newest state at or before a time', () => {
    const kept = createKeptStates(1e6)
    for (const tMs of [0, 10, 20]) kept.add(state(tMs))
    expect([-1, 0, 9.999, 10, 15, 1e9].map(tMs => kept.before(tMs)?.tMs)).toEqual([
      undefined,
      0,
      0,
      10,
      10,
      20,
    ])
  })

  it('never takes more memory than it may, and keeps the first and the newest', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({ step: fc.integer({ min: 1, max: 50 }), bytes: fc.integer({ min: 1, max: 400 }) }),
          {
            minLength: 3,
            maxLength: 300,
          },
        ),
        list => {
          const kept = createKeptStates(2000)
          let now = 0
          kept.add(state(0))
          for (const { step, bytes } of list) {
            now += step
            kept.add(state(now, bytes))
            expect(kept.bytes).toBeLessThanOrEqual(2000)
            expect([kept.timesMs[0], kept.timesMs.at(-1)]).toEqual([0, now])
          }
        },
      ),
    )
  })

  it('is the coarser the longer ago: gaps stay in proportion to their age', () => {
    const kept = createKeptStates(200)
    for (let tMs = 0; tMs <= 10_000; tMs++) kept.add(state(tMs))
    const { timesMs } = kept
    expect(timesMs).toHaveLength(20)
    const recent = timesMs.at(-1)! - timesMs.at(-2)!
    const early = timesMs[1]! - timesMs[0]!
    expect(recent).toBeLessThan(20)
    expect(early).toBeGreaterThan(50 * recent)
    // Whoever goes back by x finds a state at most about x further back.
    for (const back of [30, 300, 3000]) {
      const found = kept.before(10_000 - back)!.tMs
      expect(10_000 - back - found).toBeLessThan(1.5 * back)
    }
  })

  it('forgets what lies behind a time', () => {
    const kept = createKeptStates(1e6)
    for (const tMs of [0, 10, 20, 30]) kept.add(state(tMs))
    kept.dropAfter(20)
    expect([kept.timesMs, kept.bytes]).toEqual([[0, 10, 20], 30])
    kept.dropAfter(-1)
    expect(kept.timesMs).toEqual([0])
  })
})
