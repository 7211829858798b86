/** Where straight segments meet spheres around a place, all by squares of distances. */
export interface SegmentToCentre {
  /** Distances of the ends from the centre [µm]. */
  readonly near: number
  readonly far: number
  /** Smallest distance of the segment from the centre [µm], and how far from the first end it lies, 0…1. */
  readonly least: number
  readonly leastAt: number
}

/** How a segment lies to a centre. @param start, end from the centre [µm] */
export function segmentToCentre(
  start: readonly [number, number, number],
  end: readonly [number, number, number],
): SegmentToCentre {
  const length = (a: readonly number[]) => Math.sqrt(a[0]! * a[0]! + a[1]! * a[1]! + a[2]! * a[2]!)
  const along = [end[0] - start[0], end[1] - start[1], end[2] - start[2]] as const
  const squared = along[0] * along[0] + along[1] * along[1] + along[2] * along[2]
  const towards = -(start[0] * along[0] + start[1] * along[1] + start[2] * along[2])
  const leastAt = squared > 0 ? Math.max(0, Math.min(1, towards / squared)) : 0
  const foot = start.map((value, k) => value + leastAt * along[k]!)
  // At an end the foot is that end, without the rounding of the product.
  const [near, far] = [length(start), length(end)]
  const least = leastAt === 0 ? near : leastAt === 1 ? far : Math.min(length(foot), near, far)
  return { near, far, least, leastAt }
}

/**
 * How often a segment crosses a sphere: 0, 1 or 2 times. A point on the sphere counts with what lies outside of it, so that
 * a crossing in a point that two segments share counts once, and touching from inside or from outside counts as nothing or
 * as two.
 */
export function crossingsOf({ near, far, least }: SegmentToCentre, radius: number): number {
  const [startsInside, endsInside] = [near < radius, far < radius]
  if (startsInside !== endsInside) return 1
  return !startsInside && least < radius ? 2 : 0
}
