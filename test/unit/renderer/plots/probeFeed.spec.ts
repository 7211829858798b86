import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ProbeFeed } from '../../../../src-renderer/plots/window/probeFeed.ts'
import { exampleSample, fakeTraces, makePyramid } from '../../../support/fakeRuns.ts'

const pyramid = makePyramid(200_000, 0.025, i => exampleSample(i, 0.025))

describe('plots probe feed', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  const feedOn = (delayMs: number, probe = 1) => {
    const source = fakeTraces(new Map([[1, pyramid]]), delayMs)
    const told = { arrived: vi.fn(), failed: vi.fn() }
    return { source, told, feed: new ProbeFeed(source, probe, told) }
  }

  it('shows the coarse whole first, and the detail when the user has come to rest', async () => {
    const { source, feed } = feedOn(5)
    feed.show({ fromMs: 0, toMs: 5000 }, 800)
    await vi.advanceTimersByTimeAsync(10)
    expect(source.asked).toHaveLength(1)
    for (let i = 0; i < 10; i++) {
      feed.show({ fromMs: 1000, toMs: 1100 - i }, 800)
      await vi.advanceTimersByTimeAsync(20)
    }
    expect(source.asked).toHaveLength(1)
    expect(feed.window({ fromMs: 1000, toMs: 1090 })?.samplesPerPoint).toBeGreaterThan(100)
    await vi.advanceTimersByTimeAsync(100)
    expect(source.asked).toHaveLength(2)
    expect(feed.window({ fromMs: 1000, toMs: 1090 })?.samplesPerPoint).toBeLessThanOrEqual(8)
  })

  it('cancels a request that a newer one has made useless', async () => {
    const { source, feed } = feedOn(500)
    feed.show({ fromMs: 0, toMs: 5000 }, 800)
    await vi.advanceTimersByTimeAsync(600)
    feed.show({ fromMs: 1000, toMs: 1100 }, 800)
    await vi.advanceTimersByTimeAsync(100)
    feed.show({ fromMs: 3000, toMs: 3100 }, 800)
    await vi.advanceTimersByTimeAsync(100)
    expect(source.cancelled).toBe(1)
    await vi.advanceTimersByTimeAsync(600)
    expect(feed.window({ fromMs: 3000, toMs: 3100 })?.samplesPerPoint).toBeLessThanOrEqual(8)
  })

  it('fetches a growing trace again, at most twenty times a second', async () => {
    const { source, feed } = feedOn(1)
    feed.follow({ samples: 1, live: true })
    feed.show({ fromMs: 0, toMs: 5000 }, 800)
    await vi.advanceTimersByTimeAsync(10)
    for (let i = 0; i < 100; i++) {
      feed.follow({ samples: 2 + i, live: true })
      await vi.advanceTimersByTimeAsync(10)
    }
    expect(source.asked.length).toBeGreaterThan(10)
    expect(source.asked.length).toBeLessThanOrEqual(21)
  })

  it('brings the detail while the trace grows all the time', async () => {
    const { source, feed } = feedOn(1)
    feed.follow({ samples: 1, live: true })
    feed.show({ fromMs: 0, toMs: 5000 }, 800)
    await vi.advanceTimersByTimeAsync(200)
    for (let i = 0; i < 20; i++) {
      feed.follow({ samples: 2 + i, live: true })
      feed.show({ fromMs: 1000, toMs: 1100 }, 800)
      await vi.advanceTimersByTimeAsync(20)
    }
    expect(source.asked.length).toBeGreaterThan(2)
    expect(feed.window({ fromMs: 1000, toMs: 1100 })?.samplesPerPoint).toBeLessThanOrEqual(8)
  })

  it('says what failed, and nothing of what it cancelled itself', async () => {
    const { feed, told } = feedOn(5, 99)
    feed.show({ fromMs: 0, toMs: 1 }, 800)
    await vi.advanceTimersByTimeAsync(10)
    expect(told.failed).toHaveBeenCalledOnce()
    const other = feedOn(100)
    other.feed.show({ fromMs: 0, toMs: 1 }, 800)
    other.feed.close()
    await vi.advanceTimersByTimeAsync(200)
    expect(other.told.failed).not.toHaveBeenCalled()
    expect(other.told.arrived).not.toHaveBeenCalled()
  })
})
