import { describe, expect, it } from 'vitest'
import type { PlayUse } from '../../../../src-engine/model/document.ts'
import {
  frameOf,
  linePoints,
  withinRun,
  type CoursePoint,
} from '../../../../src-renderer/features/protocol/courses/courseLines.ts'
import { playCourse } from '../../../../src-renderer/features/protocol/courses/playCourse.ts'
import {
  rowsOf,
  withRows,
  withTable,
  withTimes,
} from '../../../../src-renderer/features/protocol/courses/playEdits.ts'
import { stimulusCourse } from '../../../../src-renderer/features/protocol/stimuli/stimulusCourse.ts'

const course = (mechanism: string, parameters: Readonly<Record<string, number>>, toMs = 40, values: readonly number[] = []) =>
  stimulusCourse(mechanism, { parameter: name => parameters[name] ?? 0, series: () => values }, toMs) // prettier-ignore
const play = (change: Partial<PlayUse> = {}): PlayUse => ({
  ...{ id: 'course1', targets: [], values: [0, 1, 0], timesMs: [0, 10, 20], course: 'linear' },
  ...change,
})
const line = (of: PlayUse, toMs: number) => playCourse(of, toMs, '').lines[0]

describe('protocol stimulus course', () => {
  it('steps up and down within the run', () => {
    const step = course('IClamp', { del: 5, dur: 10, amp: 0.5 })
    expect(step?.lines[0]).toEqual([[0, 0], [5, 0], [5, 0.5], [15, 0.5], [15, 0], [40, 0]]) // prettier-ignore
    expect(course('IClamp', { del: 35, dur: 10, amp: 0.5 })?.lines[0]?.at(-1)).toEqual([40, 0.5])
  })

  it('says when no current flows within the run', () => {
    expect(course('IClamp', { del: 50, dur: 10, amp: 0.5 })?.quiet).toBe(true)
    expect(course('IClamp', { del: 5, dur: 10, amp: 0 })?.quiet).toBe(true)
    expect(course('IClamp', { del: 5, dur: 10, amp: -1 })?.quiet).toBe(false)
  })

  it('follows a sine, a sweep of frequencies and a ramp by their formulas', () => {
    const sine = course('SinClamp', { del: 10, dur: 100, amp: 2, freq: 25, phase: 0, offset: 1 })
    const at = (tMs: number) => sine?.lines[0]?.find(([time]) => Math.abs(time - tMs) < 1e-9)?.[1]
    expect(at(20)).toBeCloseTo(3, 6)
    const zap = course('ZapClamp', { del: 0, dur: 1000, amp: 1, f0: 0, f1: 100 }, 1000)?.lines[0] ?? []
    const turns = zap.filter(([, value], i) => value >= 0 && (zap[i - 1]?.[1] ?? 0) < 0).length
    // ∫₀¹ 100·t dt = 50 periods.
    expect(turns).toBeGreaterThanOrEqual(49)
    expect(turns).toBeLessThanOrEqual(51)
    expect(course('RampClamp', { del: 10, dur: 20, amp0: 0, amp1: 2 })?.lines[0]).toContainEqual([30, 2])
  })

  it('draws levels of voltage clamps one after another, and nothing when they are off', () => {
    const levels = course('SEClamp', { dur1: 5, amp1: -65, dur2: 10, amp2: -20, dur3: 5, amp3: -80 })
    expect(levels?.lines[0]).toEqual([[0, -65], [5, -65], [5, -20], [15, -20], [15, -80], [20, -80]]) // prettier-ignore
    expect(course('VClamp', { 'dur[0]': 5, 'amp[0]': -65 })?.lines[0]).toEqual([[0, -65], [5, -65]]) // prettier-ignore
    expect(course('SEClamp', {})?.quiet).toBe(true)
  })

  it('shows noise as its mean between its deviations, and data as their numbers', () => {
    const noise = course('NoiseClamp', { del: 0, dur: 40, mean: 0.3, std: 0.1 })
    expect(noise?.band?.map(band => band[2]?.[1])).toEqual([0.3 - 0.1, 0.3 + 0.1])
    const data = course('DataClamp', { del: 1, interval: 2, scale: 10 }, 40, [0, 1, 0.5])
    expect(data?.lines[0]).toContainEqual([3, 10])
  })

  it('knows none of a mechanism that has none', () => {
    expect(course('ExpSyn', {})).toBeUndefined()
  })
})

describe('protocol courses', () => {
  it('goes in straight lines or in steps', () => {
    expect(line(play(), 20)).toEqual([[0, 0], [10, 1], [20, 0]]) // prettier-ignore
    expect(line(play({ course: 'stepped' }), 20)).toEqual([[0, 0], [10, 0], [10, 1], [20, 1], [20, 0]]) // prettier-ignore
  })

  it('holds its last value, or goes on where its last line leads', () => {
    expect(line(play(), 40)?.at(-1)).toEqual([40, 0])
    expect(line(play({ beyond: 'extrapolate' }), 40)?.at(-1)).toEqual([40, -2])
  })

  it('is cut to the run where it is longer', () => {
    expect(line(play(), 15)).toEqual([[0, 0], [10, 1], [15, 0.5]]) // prettier-ignore
    expect(withinRun([[-10, 0], [10, 2]], 5)).toEqual([[0, 1], [5, 1.5]]) // prettier-ignore
  })

  it('keeps its values whether their times are given one by one or evenly', () => {
    const even = withTimes(play(), 'interval')
    expect(even.timesMs).toEqual({ intervalMs: 10 })
    expect(rowsOf(even)).toEqual([[0, 0], [10, 1], [20, 0]]) // prettier-ignore
    expect(withTimes(even, 'times').timesMs).toEqual([0, 10, 20])
    expect(withRows(even, [[0, 5], [10, 6]]).values).toEqual([5, 6]) // prettier-ignore
  })

  it('takes a table of times and values, or of values alone', () => {
    const table = (columns: number[][]) => ({ columns, names: [], wrong: [] })
    expect(withTable(play(), table([[0, 1], [5, 6]]))).toMatchObject({ timesMs: [0, 1], values: [5, 6] }) // prettier-ignore
    expect(withTable(play(), table([[5, 6]]))).toMatchObject({ timesMs: { intervalMs: 1 }, values: [5, 6] })
  })
})

describe('protocol course lines', () => {
  const size = { width: 100, height: 40 }
  const points = (text: string) => text.split(' ').map(pair => pair.split(',').map(Number))

  it('draw negative values downwards, with 0 in sight', () => {
    const down: readonly CoursePoint[] = [[0, 0], [10, -1]] // prettier-ignore
    const frame = frameOf({ unit: 'nA', lines: [down], quiet: false }, 10)
    expect(points(linePoints(down, frame, size))).toEqual([[0, 3], [100, 37]]) // prettier-ignore
    expect(frameOf({ unit: 'mV', lines: [[[0, -70], [1, -60]]], quiet: false }, 10)).toMatchObject({ low: -70, high: -60 }) // prettier-ignore
  })

  it('keep the extremes of a long course in few points', () => {
    const long = Array.from(
      { length: 100_000 },
      (_, i) => [i / 1000, i === 50_123 ? 7 : Math.sin(i)] as const,
    )
    const drawn = points(linePoints(long, { toMs: 100, low: -1, high: 7 }, size))
    expect(drawn.length).toBeLessThanOrEqual(4 * 101)
    expect(Math.min(...drawn.map(([, y]) => y ?? NaN))).toBe(3)
  })
})
