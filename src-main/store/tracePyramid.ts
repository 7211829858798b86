/** Samples in one chunk: 512 KiB, so that one is written in a few ms and read in a fraction of one. */
export const chunkSamples = 65_536

/** Samples to a bin at each level. A window's bins are made of at most 16 stored ones each. */
export const levelFactors = [16, 256, 4096, 65_536] as const

/** Lowest and highest of each bin, in turns: low₀, high₀, low₁, high₁ … NaN where a bin holds no number. */
export type Bins = Float64Array<ArrayBuffer>

/** The bins of `factor` samples each; the last one may hold less. */
export function binSamples(samples: Float64Array, factor: number): Bins {
  const bins = new Float64Array(2 * Math.ceil(samples.length / factor))
  // hot
  for (let bin = 0; 2 * bin < bins.length; bin++) {
    const end = Math.min(samples.length, (bin + 1) * factor)
    let low = Infinity
    let high = -Infinity
    for (let sample = bin * factor; sample < end; sample++) {
      const value = samples[sample]! // in range by `end`
      if (value < low) low = value
      if (value > high) high = value
    }
    bins[2 * bin] = low <= high ? low : NaN
    bins[2 * bin + 1] = low <= high ? high : NaN
  }
  return bins
}

/** The bins of the next coarser level: `ratio` bins to one. */
export function mergeBins(finer: Bins, ratio: number): Bins {
  const bins = new Float64Array(2 * Math.ceil(finer.length / 2 / ratio))
  for (let bin = 0; 2 * bin < bins.length; bin++) {
    const end = Math.min(finer.length / 2, (bin + 1) * ratio)
    let low = Infinity
    let high = -Infinity
    for (let one = bin * ratio; one < end; one++) {
      const lowOne = finer[2 * one]! // in range by `end`
      const highOne = finer[2 * one + 1]!
      if (lowOne < low) low = lowOne
      if (highOne > high) high = highOne
    }
    bins[2 * bin] = low <= high ? low : NaN
    bins[2 * bin + 1] = low <= high ? high : NaN
  }
  return bins
}

/** The levels of one chunk, in the order of `levelFactors`. */
export function buildPyramid(samples: Float64Array): readonly Bins[] {
  const levels: Bins[] = []
  for (const [level, factor] of levelFactors.entries()) {
    const finer = levels[level - 1]
    levels.push(
      finer ? mergeBins(finer, factor / (levelFactors[level - 1] ?? factor)) : binSamples(samples, factor),
    )
  }
  return levels
}
