import { measureRun } from './linkArea.ts'
import type { NtscableOptions } from './options.ts'
import type { PointTree } from './pointTree.ts'

/** A model with more segments is a mistake in the options. */
export const mostSegments = 2_000_000

/** How long a segment may be. */
export interface SegmentLimits {
  /** [µm] */
  readonly maxLength: number
  /** Multiples of the mean diameter; 0 for no limit. */
  readonly maxDiameters: number
  readonly area: NtscableOptions['area']
}

/** The limits that the options set for neurites of a total length [µm]: the smallest counts. */
export function segmentLimits(options: NtscableOptions, totalLength: number): SegmentLimits {
  const byCount = totalLength / options.segments
  const maxLength = options.maxLengthUm > 0 ? Math.min(byCount, options.maxLengthUm) : byCount
  return { maxLength, maxDiameters: options.maxDiameters, area: options.area }
}

/** A run of points and the fewest equal segments that it is cut into; none for a run without length. */
export interface CutRun {
  readonly length: number
  /** π times it is the area [µm²]. */
  readonly areaOverPi: number
  readonly segments: number
}

/** Cuts the run from the parent of the first point to the last. */
export function cutRun(tree: PointTree, first: number, last: number, limits: SegmentLimits): CutRun {
  const { length, areaOverHalfPi } = measureRun(tree, first, last, limits.area)
  if (length === 0) return { length, areaOverPi: areaOverHalfPi / 2, segments: 0 }
  const byDiameter = limits.maxDiameters * (areaOverHalfPi / (2 * length))
  const most = byDiameter > 0 ? Math.min(byDiameter, limits.maxLength) : limits.maxLength
  // One more than allowed is enough to be refused; counting on could take for ever.
  const segments = Math.min(Math.ceil(length / most), mostSegments + 1)
  return { length, areaOverPi: areaOverHalfPi / 2, segments }
}
