import { withinRun, type Course, type CoursePoint } from '../courses/courseLines.ts'

/** A number of the stimulus by its name, and its series by theirs. */
export interface StimulusNumbers {
  parameter(name: string): number
  series(name: string): readonly number[]
}

/** Points with which a curve of one period is drawn, and most of all. */
const [perPeriod, mostPoints] = [40, 4000]

type Draw = (numbers: StimulusNumbers, toMs: number) => Omit<Course, 'quiet'>

/** A current that flows from `del` for `dur` and is 0 before and after. */
function during(
  { parameter }: StimulusNumbers,
  toMs: number,
  inside: (from: number, to: number) => readonly CoursePoint[],
): readonly CoursePoint[] {
  const from = parameter('del')
  const to = from + Math.max(0, parameter('dur'))
  if (to <= from || to <= 0 || from >= toMs) return [[0, 0], [toMs, 0]] // prettier-ignore
  return [[Math.min(0, from), 0], [from, 0], ...inside(from, to), [to, 0], [Math.max(toMs, to), 0]] // prettier-ignore
}

/** Points of a function from one time to another, enough for so many periods of it. */
function sampled(
  from: number,
  to: number,
  periods: number,
  value: (tMs: number) => number,
): readonly CoursePoint[] {
  const count = Math.max(2, Math.min(mostPoints, Math.ceil(periods * perPeriod) + 1))
  return Array.from({ length: count }, (_, index) => {
    const tMs = from + ((to - from) * index) / (count - 1)
    return [tMs, value(tMs)] as const
  })
}

/** Levels one after the other from 0 on. */
function levels(steps: readonly (readonly [durationMs: number, level: number])[]): readonly CoursePoint[] {
  let end = 0
  return steps.flatMap(([duration, level]): CoursePoint[] => {
    if (duration <= 0) return []
    const from = end
    end += duration
    return [
      [from, level],
      [end, level],
    ]
  })
}

const draws: Readonly<Record<string, Draw>> = {
  IClamp: (numbers, toMs) => {
    const amp = numbers.parameter('amp')
    return { unit: 'nA', lines: [during(numbers, toMs, (from, to) => [[from, amp], [to, amp]])] } // prettier-ignore
  },
  RampClamp: (numbers, toMs) => {
    const [amp0, amp1] = [numbers.parameter('amp0'), numbers.parameter('amp1')]
    return { unit: 'nA', lines: [during(numbers, toMs, (from, to) => [[from, amp0], [to, amp1]])] } // prettier-ignore
  },
  SinClamp: (numbers, toMs) => {
    const [amp, freq, phase, offset] = (['amp', 'freq', 'phase', 'offset'] as const).map(numbers.parameter)
    const value = (sinceMs: number) =>
      (offset ?? 0) + (amp ?? 0) * Math.sin(2 * Math.PI * (freq ?? 0) * 1e-3 * sinceMs + (phase ?? 0))
    const line = during(numbers, toMs, (from, to) =>
      sampled(from, Math.min(to, toMs), ((Math.min(to, toMs) - from) * (freq ?? 0)) / 1000, tMs => value(tMs - from)),
    ) // prettier-ignore
    return { unit: 'nA', lines: [line] }
  },
  ZapClamp: (numbers, toMs) => {
    const [amp, f0, f1, dur] = (['amp', 'f0', 'f1', 'dur'] as const).map(numbers.parameter)
    const phase = (sinceMs: number) =>
      2 *
      Math.PI *
      1e-3 *
      ((f0 ?? 0) * sinceMs + (((f1 ?? 0) - (f0 ?? 0)) * sinceMs * sinceMs) / (2 * (dur || 1)))
    const line = during(numbers, toMs, (from, to) => {
      const end = Math.min(to, toMs)
      const fastest = Math.max(Math.abs(f0 ?? 0), Math.abs(f1 ?? 0))
      return sampled(from, end, ((end - from) * fastest) / 1000, tMs => (amp ?? 0) * Math.sin(phase(tMs - from)))
    }) // prettier-ignore
    return { unit: 'nA', lines: [line] }
  },
  NoiseClamp: (numbers, toMs) => {
    const [mean, std] = [numbers.parameter('mean'), numbers.parameter('std')]
    const level = (value: number) =>
      during(numbers, toMs, (from, to) => [[from, value], [to, value]]) // prettier-ignore
    return { unit: 'nA', lines: [level(mean)], band: [level(mean - std), level(mean + std)] }
  },
  DataClamp: (numbers, toMs) => {
    const [del, interval, scale] = (['del', 'interval', 'scale'] as const).map(numbers.parameter)
    const values = numbers.series('values')
    const points = values.map((value, index): CoursePoint => [
      (del ?? 0) + index * (interval ?? 0),
      value * (scale ?? 1),
    ])
    const [first, last] = [points[0], points.at(-1)]
    const line: readonly CoursePoint[] =
      first && last
        ? [[Math.min(0, first[0]), 0], [first[0], 0], ...points, [last[0], 0], [Math.max(toMs, last[0]), 0]]
        : [[0, 0], [toMs, 0]] // prettier-ignore
    return { unit: 'nA', lines: [line] }
  },
  SEClamp: ({ parameter }) => ({
    unit: 'mV',
    lines: [levels([1, 2, 3].map(n => [parameter(`dur${n}`), parameter(`amp${n}`)] as const))],
  }),
  VClamp: ({ parameter }) => ({
    unit: 'mV',
    lines: [levels([0, 1, 2].map(n => [parameter(`dur[${n}]`), parameter(`amp[${n}]`)] as const))],
  }),
  AlphaSynapse: ({ parameter }, toMs) => {
    const [onset, tau, gmax] = [parameter('onset'), parameter('tau'), parameter('gmax')]
    const g = (tMs: number) =>
      tMs < onset || tau <= 0 ? 0 : gmax * ((tMs - onset) / tau) * Math.exp(1 - (tMs - onset) / tau)
    const rise = sampled(onset, Math.max(onset, Math.min(toMs, onset + 12 * tau)), 4, g)
    return { unit: 'uS', lines: [[[Math.min(0, onset), 0], ...rise, [toMs, g(toMs)]]] }
  },
}

/** What a stimulus of the library does over a run; undefined for one that has no course of its own. */
export function stimulusCourse(
  mechanism: string,
  numbers: StimulusNumbers,
  toMs: number,
): Course | undefined {
  const drawn = draws[mechanism]?.(numbers, toMs)
  if (!drawn) return undefined
  const cut = (lines: readonly (readonly CoursePoint[])[]) => lines.map(line => withinRun(line, toMs))
  const lines = cut(drawn.lines)
  const band = drawn.band && cut(drawn.band)
  const still = [...lines, ...(band ?? [])].every(line => line.every(([, value]) => value === 0))
  const quiet = drawn.unit === 'mV' ? lines.every(line => line.length === 0) : still
  return { unit: drawn.unit, lines, quiet, ...(band ? { band } : {}) }
}
