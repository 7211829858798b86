/** Tukey's box of a sample: quartiles, and whiskers to the outermost values within 1.5 times their distance. */
export interface Box {
  readonly lower: number
  readonly median: number
  readonly upper: number
  readonly low: number
  readonly high: number
}

/** The box of what is finite; undefined where nothing is. Quartiles lie linearly between the values (type 7). */
export function boxOf(values: readonly number[]): Box | undefined {
  const sorted = values.filter(Number.isFinite).toSorted((one, other) => one - other)
  if (sorted.length === 0) return undefined
  const at = (share: number): number => {
    const place = share * (sorted.length - 1)
    const below = sorted[Math.floor(place)] ?? NaN
    const above = sorted[Math.ceil(place)] ?? NaN
    return below + (place - Math.floor(place)) * (above - below)
  }
  const [lower, upper] = [at(0.25), at(0.75)]
  const reach = 1.5 * (upper - lower)
  return {
    lower,
    median: at(0.5),
    upper,
    low: sorted.find(value => value >= lower - reach) ?? lower,
    high: sorted.findLast(value => value <= upper + reach) ?? upper,
  }
}
