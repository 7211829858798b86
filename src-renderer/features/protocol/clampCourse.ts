/** The time course of a current clamp, as a line to draw. */
export interface ClampCourse {
  /** Corners: time [ms] and current [nA]. */
  readonly corners: readonly (readonly [tMs: number, nA: number])[]
  /** True where the step does not lie within the run at all. */
  readonly outside: boolean
}

/** A step of `amp` [nA] from `del` for `dur` [ms], over a run of `tStopMs`. */
export function clampCourse(del: number, dur: number, amp: number, tStopMs: number): ClampCourse {
  const start = Math.max(0, Math.min(tStopMs, del))
  const end = Math.max(start, Math.min(tStopMs, del + Math.max(0, dur)))
  const outside = end <= start || amp === 0
  return {
    corners: outside ? [[0, 0], [tStopMs, 0]] : [[0, 0], [start, 0], [start, amp], [end, amp], [end, 0], [tStopMs, 0]],
    outside,
  } // prettier-ignore
}

/** The course as SVG points in a box of this size, with zero current a little above the lower edge, or below the upper one. */
export function coursePoints({ corners }: ClampCourse, width: number, height: number): string {
  const tStopMs = corners.at(-1)?.[0] ?? 0
  const low = Math.min(0, ...corners.map(([, nA]) => nA))
  const high = Math.max(0, ...corners.map(([, nA]) => nA))
  const room = 3
  const scale = high > low ? (height - 2 * room) / (high - low) : 0
  const y = (nA: number) => (high > low ? height - room - (nA - low) * scale : height - room)
  return corners
    .map(([tMs, nA]) => `${((tMs / (tStopMs || 1)) * width).toFixed(1)},${y(nA).toFixed(1)}`)
    .join(' ')
}
