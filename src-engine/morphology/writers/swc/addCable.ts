import { pointsWithPlaces } from '../sectionPoints.ts'
import type { SwcLayout } from './laySwc.ts'

/** The rows that a section was given. */
export interface LaidCable {
  /** Row of its first point: its own, or the parent's that stands for it. */
  readonly first: number
  readonly last: number
  /** Rows of the places that were asked for. */
  readonly at: ReadonlyMap<number, number>
}

/** Adds the samples of a section from one on, and points between them at places 0…1 where branches hang. */
export function addCable(
  layout: SwcLayout,
  section: number,
  from: 0 | 1,
  places: readonly number[],
): LaidCable {
  const { morphology, samples, rows, hook } = layout
  const { firstSample, type } = morphology.sections
  const { points, rowOf } = pointsWithPlaces(
    samples,
    firstSample[section]!,
    firstSample[section + 1]!,
    places,
  )
  const up = hook[section]!
  const before = rows.points.count - from
  for (let point: number = from; point < points.count; point++) {
    rows.add(type[section]!, point === from ? up : before + point - 1, {
      x: points.x[point]!,
      y: points.y[point]!,
      z: points.z[point]!,
      diameter: points.diameter[point]!,
    })
  }
  const lineOf = (point: number) => (point < from ? up : before + point)
  const at = new Map([...rowOf].map(([place, point]) => [place, lineOf(point)]))
  return { first: lineOf(0), last: lineOf(points.count - 1), at }
}
