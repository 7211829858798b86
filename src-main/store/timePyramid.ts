/** Finest and coarsest level that is kept; a bin of level n is 16ⁿ ms wide. */
export const finestLevel = -8
const coarsestLevel = 10

/** A level is kept where it has at most one bin for so many samples: as short as the samples, or shorter. */
const samplesToABin = 8

/** Numbers of one bin: times of its first and of its last sample [ms], lowest, highest, number of samples. */
export const binNumbers = 5

/** Bins of one level that hold any sample, in order of time. */
export interface TimeBins {
  readonly level: number
  readonly bins: Float64Array<ArrayBuffer>
}

/**
 * Width of the bins of a level [ms]. A power of two: the number of the bin in which a time lies is a quotient without
 * rounding, so that a bin of one level is exactly 16 of the level below.
 */
export function levelWidth(level: number): number {
  let width = 1
  for (let up = 0; up < level; up++) width *= 16
  for (let down = 0; down > level; down--) width /= 16
  return width
}

/** The coarsest level whose bins are not wider than this [ms]. */
export function levelWithin(widthMs: number): number {
  let level = coarsestLevel
  while (level > finestLevel && levelWidth(level) > widthMs) level--
  return level
}

/** The levels from this one down to the finest. */
export function* levelsFrom(level: number): Iterable<number> {
  for (let one = level; one >= finestLevel; one--) yield one
}

/** Points as they come together out of samples and of narrower bins, which come in order of time. */
export class TimeBinBuilder {
  readonly #widthMs: number
  #numbers = new Float64Array(64 * binNumbers)
  #used = 0
  #bin = NaN

  /** @param widthMs width of the bins, which lie at its multiples */
  constructor(widthMs: number) {
    this.#widthMs = widthMs
  }

  get count(): number {
    return this.#used / binNumbers
  }

  /** Samples from one number to before another. */
  addSamples(timesMs: Float64Array, samples: Float64Array, from = 0, to = timesMs.length): void {
    // hot: callers give numbers within both arrays
    for (let sample = from; sample < to; sample++) {
      const timeMs = timesMs[sample]!
      const value = samples[sample]!
      this.#add(timeMs, timeMs, value, value, 1)
    }
  }

  /** Bins that are as wide or narrower, from one number to before another. */
  addBins(bins: Float64Array, from = 0, to = bins.length / binNumbers): void {
    for (let at = from * binNumbers; at < to * binNumbers; at += binNumbers)
      this.#add(bins[at]!, bins[at + 1]!, bins[at + 2]!, bins[at + 3]!, bins[at + 4]!)
  }

  /** All bins; those that hold no number have NaN for the lowest and the highest. */
  finish(): Float64Array<ArrayBuffer> {
    const numbers = this.#numbers.slice(0, this.#used)
    for (let at = 2; at < numbers.length; at += binNumbers)
      if (numbers[at]! > numbers[at + 1]!) numbers[at] = numbers[at + 1] = NaN
    return numbers
  }

  #add(firstMs: number, lastMs: number, low: number, high: number, count: number): void {
    const bin = Math.floor(firstMs / this.#widthMs)
    if (bin !== this.#bin) {
      this.#bin = bin
      this.#begin(firstMs)
    }
    const numbers = this.#numbers
    const at = this.#used - binNumbers
    numbers[at + 1] = lastMs
    if (low < numbers[at + 2]!) numbers[at + 2] = low
    if (high > numbers[at + 3]!) numbers[at + 3] = high
    numbers[at + 4]! += count
  }

  #begin(firstMs: number): void {
    if (this.#used === this.#numbers.length) {
      const wider = new Float64Array(2 * this.#used)
      wider.set(this.#numbers)
      this.#numbers = wider
    }
    this.#numbers.set([firstMs, firstMs, Infinity, -Infinity, 0], this.#used)
    this.#used += binNumbers
  }
}

/**
 * The levels of one chunk, coarsest first: from the one that has it in one or two bins to the finest that is worth
 * its room. Levels are by time and not by number, because steps of adaptive length lie close where much happens and
 * far apart where nothing does, and a plot is as wide as the time.
 */
export function buildTimePyramid(timesMs: Float64Array, samples: Float64Array): readonly TimeBins[] {
  const first = timesMs[0] ?? 0
  const last = timesMs.at(-1) ?? 0
  let level = finestLevel
  const isSplit = (width: number) => Math.floor(last / width) - Math.floor(first / width) > 1
  while (level < coarsestLevel && isSplit(levelWidth(level))) level++
  const levels: TimeBins[] = []
  for (const one of levelsFrom(level)) {
    const builder = new TimeBinBuilder(levelWidth(one))
    builder.addSamples(timesMs, samples)
    if (levels.length > 0 && builder.count * samplesToABin > samples.length) break
    levels.push({ level: one, bins: builder.finish() })
  }
  return levels
}
