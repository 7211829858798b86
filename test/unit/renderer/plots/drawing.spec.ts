import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rasterTicks } from '../../../../src-renderer/plots/drawing/rasterTicks.ts'
import { snapToColumns, tracePoints, valueRange } from '../../../../src-renderer/plots/drawing/tracePoints.ts'
import { exampleSample, makePyramid, windowOf } from '../../../support/fakeRuns.ts'

const frame = { x: 10, y: 5, width: 300, height: 100, span: { fromMs: 0, toMs: 1000 }, low: -100, high: 100 }
const trace = (timesMs: readonly number[], values: readonly number[]) => ({
  probe: 1,
  timesMs: Float64Array.from(timesMs),
  low: Float64Array.from(values),
  high: Float64Array.from(values),
  samplesPerPoint: 1,
  fromMs: timesMs[0] ?? 0,
  toMs: timesMs.at(-1) ?? 0,
})

describe('plots trace points', () => {
  it('puts samples where the axes say', () => {
    const { points, count } = tracePoints(trace([0, 500, 1000], [-100, 0, 100]), frame)
    expect([...points.subarray(0, 2 * count)]).toEqual([10, 105, 160, 55, 310, 5])
  })

  it('draws at most four numbers for each pixel column, however long the window', () => {
    const pyramid = makePyramid(1_000_000, 0.001, i => exampleSample(i, 0.025))
    const { count } = tracePoints(windowOf(pyramid, 1, 0, 1000, 100_000), frame)
    expect(count).toBeLessThanOrEqual(2 * (frame.width + 3))
  })

  it('keeps the extremes of every column', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 2, maxLength: 3000 }),
        values => {
          const times = values.map((_, i) => (1000 * i) / (values.length - 1))
          const { points, count } = tracePoints(trace(times, values), frame)
          const ys = Array.from({ length: count }, (_, i) => points[2 * i + 1] as number)
          const y = (value: number) => 105 - (value + 100) / 2
          // A quarter of a pixel is where a bin becomes a point; the rest is 32-bit rounding.
          expect(Math.min(...ys)).toBeCloseTo(y(Math.max(...values)), 0)
          expect(Math.max(...ys)).toBeCloseTo(y(Math.min(...values)), 0)
        },
      ),
      { seed: 7, numRuns: 60 },
    )
  })

  it('cuts the line just out of sight where its neighbours are far away', () => {
    const far = tracePoints(trace([-1e9, 1e9], [-100, 100]), { ...frame, span: { fromMs: 0, toMs: 1 } })
    const xs = Array.from({ length: far.count }, (_, i) => far.points[2 * i] as number)
    expect(Math.min(...xs)).toBeGreaterThan(0)
    expect(Math.max(...xs)).toBeLessThan(320)
    expect(far.points[1]).toBeCloseTo(55, 3)
  })

  it('draws nothing of nothing', () => {
    expect(tracePoints(trace([], []), frame).count).toBe(0)
    expect(valueRange(trace([], []), frame.span)).toBeUndefined()
  })

  it('moves points to the middle of their columns', () => {
    const line = tracePoints(trace([0, 500.9, 1000], [0, 1, 2]), frame)
    snapToColumns(line, 1)
    expect([line.points[0], line.points[2], line.points[4]]).toEqual([10.5, 160.5, 310.5])
  })
})

describe('plots spike raster', () => {
  it('draws at most one tick for each pixel column', () => {
    const times = Float64Array.from({ length: 200_000 }, (_, i) => i * 0.005)
    expect(rasterTicks(times, frame)).toHaveLength(300)
  })

  it('draws each spike of a sparse train, and none outside', () => {
    expect([...rasterTicks(Float64Array.of(-5, 0, 500, 1200), frame)]).toEqual([10.5, 160.5])
  })
})
