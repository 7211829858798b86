import type { PointColumns } from './pointColumns.ts'
import type { PointRange } from './traced/tracedCell.ts'

/** A box in the plane of the slice [µm]. */
export interface BoundsXy {
  readonly left: number
  readonly right: number
  readonly low: number
  readonly high: number
}

/** The box around a run of points. */
export function boundsInXy(points: PointColumns, range: PointRange): BoundsXy {
  let left = Infinity
  let right = -Infinity
  let low = Infinity
  let high = -Infinity
  for (let i = range.start; i < range.end; i++) {
    left = Math.min(left, points.x[i]!)
    right = Math.max(right, points.x[i]!)
    low = Math.min(low, points.y[i]!)
    high = Math.max(high, points.y[i]!)
  }
  return { left, right, low, high }
}

/** Whether two boxes share a place; touching counts. */
export function overlapInXy(a: BoundsXy, b: BoundsXy): boolean {
  return a.left <= b.right && b.left <= a.right && a.low <= b.high && b.low <= a.high
}
