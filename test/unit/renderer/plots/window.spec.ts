import { describe, expect, it } from 'vitest'
import { axisTicks, tickText } from '../../../../src-renderer/plots/window/axisTicks.ts'
import { readValue } from '../../../../src-renderer/plots/window/readValue.ts'
import { clampSpan, covers, panSpan, zoomSpan } from '../../../../src-renderer/plots/window/timeSpan.ts'
import { bestWindow, detailRequest } from '../../../../src-renderer/plots/window/traceRequest.ts'
import { makePyramid, windowOf } from '../../../support/fakeRuns.ts'

const whole = { fromMs: 0, toMs: 1000 }

describe('plots time span', () => {
  it('keeps the time under the pointer where it is while zooming', () => {
    const zoomed = zoomSpan({ fromMs: 200, toMs: 600 }, 300, 0.5, whole)
    expect(zoomed.toMs - zoomed.fromMs).toBeCloseTo(200, 9)
    expect((300 - zoomed.fromMs) / (zoomed.toMs - zoomed.fromMs)).toBeCloseTo(0.25, 9)
  })

  it('never leaves the whole, by panning or by zooming out', () => {
    expect(panSpan({ fromMs: 900, toMs: 1000 }, 5, whole)).toEqual({ fromMs: 900, toMs: 1000 })
    expect(panSpan({ fromMs: 0, toMs: 100 }, -1, whole)).toEqual({ fromMs: 0, toMs: 100 })
    expect(zoomSpan({ fromMs: 400, toMs: 600 }, 410, 100, whole)).toEqual(whole)
  })

  it('never gets narrower than it can show', () => {
    const { fromMs, toMs } = clampSpan({ fromMs: 5, toMs: 5 }, whole)
    expect(toMs - fromMs).toBeCloseTo(1e-4, 12)
    expect(covers(whole, { fromMs, toMs })).toBe(true)
  })
})

describe('plots axis ticks', () => {
  it('uses steps of 1, 2 and 5', () => {
    expect(axisTicks(0, 10, 5).values).toEqual([0, 2, 4, 6, 8, 10])
    expect(axisTicks(-80, 40, 4).values).toEqual([-50, 0])
    expect(axisTicks(0.1234, 0.1239, 5)).toEqual({
      values: [0.1234, 0.1235, 0.1236, 0.1237, 0.1238, 0.1239],
      decimals: 4,
    })
  })

  it('gives two numbers where one would fit, so that the scale can be read', () => {
    expect(axisTicks(-75, 42, 1).values.length).toBeGreaterThan(1)
  })

  it('gives nothing for an empty or endless range', () => {
    expect(axisTicks(1, 1, 5).values).toEqual([])
    expect(axisTicks(0, Infinity, 5).values).toEqual([])
  })

  it('writes a true minus sign and no trailing noise', () => {
    expect(tickText(-0.05, 2)).toBe('−0.05')
    expect(tickText(2e7, 0)).toBe('2e7')
  })
})

describe('plots reading a value', () => {
  const window = {
    probe: 1,
    timesMs: Float64Array.of(0, 1, 2),
    low: Float64Array.of(0, 10, 20),
    high: Float64Array.of(0, 10, 20),
    samplesPerPoint: 1,
    fromMs: 0,
    toMs: 2,
  }

  it('goes straight between samples', () => {
    expect(readValue(window, 0.25)).toEqual({ low: 2.5, high: 2.5, exact: true })
    expect(readValue(window, 2)).toEqual({ low: 20, high: 20, exact: true })
  })

  it('says that a bin is only known by its extremes', () => {
    const binned = { ...window, high: Float64Array.of(5, 15, 25), samplesPerPoint: 8 }
    expect(readValue(binned, 1.2)).toEqual({ low: 10, high: 15, exact: false })
  })

  it('says nothing outside the trace', () => {
    expect(readValue(window, 2.5)).toBeUndefined()
    expect(
      readValue(
        { ...window, timesMs: new Float64Array(), low: new Float64Array(), high: new Float64Array() },
        1,
      ),
    ).toBeUndefined()
  })
})

describe('plots asking for windows', () => {
  const pyramid = makePyramid(100_000, 0.1, i => Math.sin(i))
  const coarse = {
    asked: { fromMs: 0, toMs: 1e12 },
    window: windowOf(pyramid, 1, 0, 1e12, 1000),
    pointsPerMs: 0.1,
  }

  it('asks for nothing while the coarse whole is fine enough', () => {
    expect(
      detailRequest({ whole: coarse, detail: undefined }, { fromMs: 0, toMs: 9999.9 }, 900),
    ).toBeUndefined()
  })

  it('asks around the visible stretch after zooming in, and is then content', () => {
    const visible = { fromMs: 4000, toMs: 4100 }
    const wanted = detailRequest({ whole: coarse, detail: undefined }, visible, 1000)
    expect(wanted).toEqual({ fromMs: 3950, toMs: 4150, maxPoints: 2000 })
    const detail = {
      asked: wanted!,
      window: windowOf(pyramid, 1, wanted!.fromMs, wanted!.toMs, wanted!.maxPoints),
      pointsPerMs: 10,
    }
    expect(detailRequest({ whole: coarse, detail }, visible, 1000)).toBeUndefined()
    expect(detailRequest({ whole: coarse, detail }, { fromMs: 4020, toMs: 4120 }, 1000)).toBeUndefined()
    expect(detailRequest({ whole: coarse, detail }, { fromMs: 4080, toMs: 4180 }, 1000)).toBeDefined()
  })

  it('is content where the trace ends within sight', () => {
    const window = windowOf(pyramid, 1, 9990, 10_010, 1000)
    expect(
      detailRequest(
        { whole: undefined, detail: { asked: { fromMs: 9990, toMs: 10_010 }, window, pointsPerMs: 50 } },
        { fromMs: 9990, toMs: 10_010 },
        1000,
      ),
    ).toBeUndefined()
  })

  it('draws the detail where it holds all that is visible, and the coarse whole elsewhere', () => {
    const detail = {
      asked: { fromMs: 100, toMs: 200 },
      window: windowOf(pyramid, 1, 100, 200, 1000),
      pointsPerMs: 10,
    }
    expect(bestWindow({ whole: coarse, detail }, { fromMs: 120, toMs: 180 })).toBe(detail.window)
    expect(bestWindow({ whole: coarse, detail }, { fromMs: 50, toMs: 180 })).toBe(coarse.window)
  })
})
