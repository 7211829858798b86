import type { PlayTarget, PlayUse } from '../../../../src-engine/model/document.ts'
import type { ReadTable } from '../../../format/numberTable.ts'
import { timesOf } from './playCourse.ts'

/** The rows of a play's table: time [ms] and value. */
export function rowsOf(play: PlayUse): readonly (readonly number[])[] {
  return timesOf(play).map((tMs, index) => [tMs, play.values[index] ?? 0])
}

/** A play with other rows; where values come at an interval, times follow from their places. */
export function withRows(play: PlayUse, rows: readonly (readonly number[])[]): PlayUse {
  const values = rows.map(([, value]) => value ?? 0)
  return 'intervalMs' in play.timesMs
    ? { ...play, values }
    : { ...play, values, timesMs: rows.map(([tMs]) => tMs ?? 0) }
}

/** A play with a table that was read: of one column values, of more times and values. */
export function withTable(play: PlayUse, { columns }: ReadTable): PlayUse {
  const [first = [], second] = columns
  if (second) return { ...play, timesMs: first, values: second }
  if ('intervalMs' in play.timesMs) return { ...play, values: first }
  return { ...play, values: first, timesMs: { intervalMs: 1 } }
}

/** Whether the times are even, and how far apart: what an interval would have to be [ms]. */
export function evenInterval(timesMs: readonly number[]): number | undefined {
  const step = (timesMs[1] ?? 0) - (timesMs[0] ?? 0)
  if (timesMs[0] !== 0 || !(step > 0)) return undefined
  const even = timesMs.every((tMs, index) => Math.abs(tMs - index * step) <= 1e-9 * Math.abs(tMs))
  return even ? step : undefined
}

/** A play whose values come at an interval, or at times of their own. */
export function withTimes(play: PlayUse, kind: 'times' | 'interval'): PlayUse {
  if (kind === 'times') return { ...play, timesMs: timesOf(play) }
  const intervalMs = evenInterval(timesOf(play)) ?? 1
  return { ...play, timesMs: { intervalMs } }
}

/** Where a target is: of a process or of what all share, of a connection, at a place, or in a region. */
export const targetPlaces = ['own', 'connection', 'place', 'region'] as const

export type TargetWhere = (typeof targetPlaces)[number]

/** Where a target is. */
export function whereOf({ connection, at, region }: PlayTarget): TargetWhere {
  if (connection !== undefined) return 'connection'
  return at ? 'place' : region === undefined ? 'own' : 'region'
}
