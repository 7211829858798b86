/** A histogram of numbers: bins of one width, from the smallest to the largest. */
export interface Histogram {
  readonly low: number
  readonly width: number
  readonly counts: Int32Array
  /** The bin of each number; -1 where it is not finite. */
  readonly bins: Int32Array
}

const fewest = 5
const most = 60

/** How many bins: Freedman and Diaconis (1981), 2·IQR/∛n wide, but never a handful nor too many to see. */
function binsFor(sorted: Float64Array, isWhole: boolean): number {
  const n = sorted.length
  const [low = 0, high = 0] = [sorted[0], sorted[n - 1]]
  if (isWhole && high - low < most) return high - low + 1
  const quartile = (share: number): number => sorted[Math.floor(share * (n - 1))] ?? 0
  const wide = (2 * (quartile(0.75) - quartile(0.25))) / Math.cbrt(n)
  return wide > 0 ? Math.min(most, Math.max(fewest, Math.ceil((high - low) / wide))) : fewest
}

/** Sorts numbers into bins. Whole numbers of a small range each have a bin of their own. */
export function histogramOf(values: Float64Array): Histogram | undefined {
  const finite = values.filter(value => Number.isFinite(value)).sort()
  const [low, high] = [finite[0], finite.at(-1)]
  if (low === undefined || high === undefined) return undefined
  const isWhole = finite.every(Number.isInteger)
  const count = low === high ? 1 : binsFor(finite, isWhole)
  const isCounted = isWhole && count === high - low + 1
  const width = isCounted || low === high ? 1 : (high - low) / count
  const from = isCounted || low === high ? low - 0.5 : low
  const counts = new Int32Array(count)
  const bins = Int32Array.from(values, value => {
    if (!Number.isFinite(value)) return -1
    const bin = Math.min(count - 1, Math.floor((value - from) / width))
    counts[bin]!++
    return bin
  })
  return { low: from, width, counts, bins }
}
