import type { PlayUse } from '../../../../src-engine/model/document.ts'
import { withinRun, type Course, type CoursePoint } from './courseLines.ts'

/** The times of a play's values [ms]. */
export function timesOf({ timesMs, values }: Pick<PlayUse, 'timesMs' | 'values'>): readonly number[] {
  return 'intervalMs' in timesMs ? values.map((_, index) => index * timesMs.intervalMs) : timesMs
}

/** What a variable follows over a run, and where the course begins and ends within it. */
export function playCourse(play: PlayUse, toMs: number, unit: string): Course {
  const times = timesOf(play)
  const points = times.flatMap((tMs, index): CoursePoint[] => {
    const value = play.values[index]
    if (value === undefined) return []
    const before = play.values[index - 1]
    const step: CoursePoint[] = play.course === 'stepped' && before !== undefined ? [[tMs, before]] : []
    return [...step, [tMs, value]]
  })
  const last = points.at(-1)
  if (!last) return { unit, lines: [], quiet: true }
  const line = [...points, ...beyond(play, points, toMs)]
  const inside = withinRun(line, toMs)
  return { unit, lines: [inside], quiet: inside.length === 0 }
}

function beyond(play: PlayUse, points: readonly CoursePoint[], toMs: number): readonly CoursePoint[] {
  const [before, last] = [points.at(-2), points.at(-1)]
  if (!last || last[0] >= toMs) return []
  const goesOn = play.course === 'linear' && play.beyond === 'extrapolate'
  if (!goesOn || !before || before[0] >= last[0]) return [[toMs, last[1]]]
  const slope = (last[1] - before[1]) / (last[0] - before[0])
  return [[toMs, last[1] + slope * (toMs - last[0])]]
}
