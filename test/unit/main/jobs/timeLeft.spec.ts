import { describe, expect, it } from 'vitest'
import { createTimeLeft } from '../../../../src-main/jobs/timeLeft.ts'

/** A clock that a test sets. */
function clocked() {
  let now = 0
  return { left: createTimeLeft(() => now), at: (seconds: number) => void (now = seconds) }
}

describe('jobs timeLeft', () => {
  it('says nothing before there is enough to go by', () => {
    const { left, at } = clocked()
    left.note(0)
    at(0.1)
    left.note(10)
    expect(left.seconds(100)).toBeUndefined()
  })

  it('is exact for work that goes at an even pace', () => {
    const { left, at } = clocked()
    for (let second = 0; second <= 4; second += 0.25) {
      at(second)
      left.note(second * 10)
    }
    expect(left.seconds(100)).toBeCloseTo(6, 9)
  })

  it('does not count the time of a pause', () => {
    const { left, at } = clocked()
    for (const second of [0, 1, 2]) {
      at(second)
      left.note(second * 10)
    }
    left.rest()
    for (const second of [100, 101]) {
      at(second)
      left.note((second - 98) * 10)
    }
    expect(left.seconds(100)).toBeCloseTo(7, 9)
  })

  it('follows work that becomes slower', () => {
    const { left, at } = clocked()
    let done = 0
    for (let second = 0; second < 40; second++) {
      at(second)
      left.note((done += second < 5 ? 10 : 1))
    }
    const seconds = left.seconds(done + 100) ?? 0
    expect(seconds).toBeGreaterThan(90)
    expect(seconds).toBeLessThan(101)
  })
})
