/** Ends of a value axis. */
export interface ValueRange {
  readonly low: number
  readonly high: number
}

/** Room above and below the curves, as a share of their range. */
const headroom = 0.06

/** An axis that holds every range with a little room; a constant gets a window about itself. */
export function autoscale(ranges: readonly (readonly [low: number, high: number])[]): ValueRange {
  let low = Infinity
  let high = -Infinity
  for (const [lowest, highest] of ranges) {
    if (lowest < low) low = lowest
    if (highest > high) high = highest
  }
  if (!(low <= high)) return { low: 0, high: 1 }
  const width = high - low
  // A range below the last digits of its values is noise: show it as the constant that it is.
  if (width <= Math.max(Math.abs(low), Math.abs(high)) * 1e-12) {
    const about = Math.max(Math.abs(low) * 0.1, 1e-9)
    return low === 0 ? { low: -1, high: 1 } : { low: low - about, high: high + about }
  }
  return { low: low - width * headroom, high: high + width * headroom }
}
