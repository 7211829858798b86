/** Points of a window as they come together out of samples and stored bins. */
export interface BinCollector {
  /** Samples from number `start` on; those outside the window are left out. */
  addSamples(start: number, samples: Float64Array): void
  /** Bins of `factor` samples, the first of which begins at sample number `start`. */
  addBins(start: number, factor: number, bins: Float64Array): void
  finish(): { readonly timesMs: Float64Array; readonly low: Float64Array; readonly high: Float64Array }
}

/** The samples that are asked for, from `first` (a multiple of `width`) to `last`, and how many of them make a point. */
export interface BinRange {
  readonly first: number
  readonly last: number
  readonly width: number
  readonly dtMs: number
  /** Time of sample 0. */
  readonly startMs: number
}

/** Bins lie at multiples of `width`. A bin that holds no number is NaN. */
export function createBinCollector({ first, last, width, dtMs, startMs }: BinRange): BinCollector {
  const firstBin = Math.floor(first / width)
  const count = Math.floor(last / width) - firstBin + 1
  const low = new Float64Array(count).fill(Infinity)
  const high = new Float64Array(count).fill(-Infinity)
  const take = (bin: number, lowest: number, highest: number): void => {
    if (lowest < low[bin]!) low[bin] = lowest // in range: the callers clip to the window
    if (highest > high[bin]!) high[bin] = highest
  }
  return {
    addSamples: (start, samples) => {
      const from = Math.max(first, start)
      const to = Math.min(last, start + samples.length - 1)
      // hot
      for (let sample = from; sample <= to; sample++) {
        const value = samples[sample - start]!
        take(Math.floor(sample / width) - firstBin, value, value)
      }
    },
    addBins: (start, factor, bins) => {
      const from = Math.max(0, Math.ceil((first - start) / factor))
      const to = Math.min(bins.length / 2 - 1, Math.floor((last - start) / factor))
      // hot
      for (let bin = from; bin <= to; bin++) {
        take(Math.floor((start + bin * factor) / width) - firstBin, bins[2 * bin]!, bins[2 * bin + 1]!)
      }
    },
    finish: () => {
      const timesMs = new Float64Array(count)
      for (let bin = 0; bin < count; bin++) {
        const begin = Math.max(first, (firstBin + bin) * width)
        const end = Math.min(last, (firstBin + bin + 1) * width - 1)
        timesMs[bin] = startMs + ((begin + end) / 2) * dtMs
        if (low[bin]! > high[bin]!) low[bin] = high[bin] = NaN
      }
      return { timesMs, low, high }
    },
  }
}
