import { binNumbers, finestLevel, levelWidth, levelWithin, TimeBinBuilder } from './timePyramid.ts'

/** One chunk of a trace whose samples have times of their own. */
export interface TimedPart {
  /** Number of its first sample, how many there are, and the time of the first [ms]. */
  readonly first: number
  readonly count: number
  readonly t0Ms: number
  read(): { readonly timesMs: Float64Array; readonly samples: Float64Array }
  /** Its bins at this level or at the next finer one that it has; undefined where there are none so fine. */
  bins(level: number): Float64Array | undefined
}

/** Points of a stretch of time; see `TraceWindow` in the contract. */
export interface TimePoints {
  readonly timesMs: Float64Array
  readonly low: Float64Array
  readonly high: Float64Array
  readonly samplesPerPoint: number
}

const noPoints: TimePoints = {
  timesMs: new Float64Array(0),
  low: new Float64Array(0),
  high: new Float64Array(0),
  samplesPerPoint: 1,
}

/** Samples that a window shows, and one more on each side. */
interface Edges {
  /** Numbers of the outermost samples, and their times; inner ones lie in the window itself. */
  readonly begin: number
  readonly end: number
  readonly beginMs: number
  readonly endMs: number
  /** Undefined where no sample lies between the two bounds. */
  readonly inner: { readonly firstMs: number; readonly lastMs: number } | undefined
}

/**
 * The samples from one time to another and one more on each side, so that a line through them leaves the window on
 * both; or, where those are more than `maxPoints`, bins of equal width, each with the lowest and the highest of its
 * samples, at the middle between the first and the last of them. Bins lie at multiples of their width, a power of
 * two, so that they stay the same while the window moves; where there is no sample there is no point.
 *
 * @param parts in order, without a gap
 */
export function timeWindow(
  parts: readonly TimedPart[],
  { fromMs, toMs, maxPoints }: { readonly fromMs: number; readonly toMs: number; readonly maxPoints: number },
): TimePoints {
  if (!(fromMs <= toMs)) return noPoints
  const edges = edgesOf(parts, fromMs, toMs)
  if (!edges) return noPoints
  if (edges.end - edges.begin + 1 <= maxPoints) return samplesBetween(parts, edges)
  const width = binWidth(edges, maxPoints)
  const bins = binsBetween(parts, edges, width)
  const count = bins.length / binNumbers
  const points = {
    timesMs: new Float64Array(count),
    low: new Float64Array(count),
    high: new Float64Array(count),
  }
  let samplesPerPoint = 1
  for (let point = 0; point < count; point++) {
    const at = point * binNumbers
    points.timesMs[point] = (bins[at]! + bins[at + 1]!) / 2
    points.low[point] = bins[at + 2]!
    points.high[point] = bins[at + 3]!
    samplesPerPoint = Math.max(samplesPerPoint, bins[at + 4]!)
  }
  return { ...points, samplesPerPoint }
}

/** Time of the last sample. */
export function lastTime(parts: readonly TimedPart[]): number | undefined {
  return parts.at(-1)?.read().timesMs.at(-1)
}

function edgesOf(parts: readonly TimedPart[], fromMs: number, toMs: number): Edges | undefined {
  const start = parts[0]
  if (!start || toMs < start.t0Ms) return undefined
  const before = parts.findLast(part => part.t0Ms < fromMs) ?? start
  const beforeTimes = before.read().timesMs
  const innerFirst = before.first + lowerBound(beforeTimes, fromMs)
  const within = parts.findLast(part => part.t0Ms <= toMs) ?? start
  const withinTimes = within.read().timesMs
  const innerEnd = within.first + upperBound(withinTimes, toMs)
  const samples = (parts.at(-1)?.first ?? 0) + (parts.at(-1)?.count ?? 0)
  if (innerFirst >= samples) return undefined
  // Either neighbour and either outermost inner sample lie in these two chunks or begin the chunk that follows.
  const timeOf = (sample: number): number => {
    for (const [part, times] of [
      [before, beforeTimes],
      [within, withinTimes],
    ] as const)
      if (sample >= part.first && sample < part.first + part.count) return times[sample - part.first]!
    return parts.find(({ first }) => first === sample)?.t0Ms ?? NaN
  }
  const begin = Math.max(0, innerFirst - 1)
  const end = Math.min(samples - 1, innerEnd)
  const inner =
    innerFirst < innerEnd ? { firstMs: timeOf(innerFirst), lastMs: timeOf(innerEnd - 1) } : undefined
  return { begin, end, beginMs: timeOf(begin), endMs: timeOf(end), inner }
}

function samplesBetween(parts: readonly TimedPart[], { begin, end }: Edges): TimePoints {
  const timesMs = new Float64Array(end - begin + 1)
  const values = new Float64Array(end - begin + 1)
  for (const part of parts) {
    const from = Math.max(begin, part.first)
    const to = Math.min(end, part.first + part.count - 1)
    if (from > to) continue
    const { timesMs: times, samples } = part.read()
    timesMs.set(times.subarray(from - part.first, to - part.first + 1), from - begin)
    values.set(samples.subarray(from - part.first, to - part.first + 1), from - begin)
  }
  return { timesMs, low: values, high: values.slice(), samplesPerPoint: 1 }
}

/** The narrowest bins of which no more than `maxPoints` hold a sample that is shown. */
function binWidth({ beginMs, endMs, inner }: Edges, maxPoints: number): number {
  for (let width = levelWidth(finestLevel); ; width *= 2) {
    const bin = (timeMs: number) => Math.floor(timeMs / width)
    const points = inner
      ? bin(inner.lastMs) -
        bin(inner.firstMs) +
        1 +
        (bin(beginMs) < bin(inner.firstMs) ? 1 : 0) +
        (bin(endMs) > bin(inner.lastMs) ? 1 : 0)
      : 2
    if (points <= maxPoints || width === Infinity) return width
  }
}

/** All that lies in the bins of the outermost samples and between them. */
function binsBetween(parts: readonly TimedPart[], { beginMs, endMs }: Edges, width: number): Float64Array {
  const firstBin = Math.floor(beginMs / width)
  const lastBin = Math.floor(endMs / width)
  const level = levelWithin(width)
  const builder = new TimeBinBuilder(width)
  const isIn = (timeMs: number) => Math.floor(timeMs / width) >= firstBin
  const isBeyond = (timeMs: number) => Math.floor(timeMs / width) > lastBin
  for (const [index, part] of parts.entries()) {
    const next = parts[index + 1]
    if (next && !isIn(next.t0Ms)) continue
    if (isBeyond(part.t0Ms)) break
    const bins = part.bins(level)
    if (bins) {
      const timeOf = (bin: number) => bins[bin * binNumbers]!
      const count = bins.length / binNumbers
      builder.addBins(bins, firstWhere(count, bin => isIn(timeOf(bin))), firstWhere(count, bin => isBeyond(timeOf(bin)))) // prettier-ignore
    } else {
      const { timesMs, samples } = part.read()
      const count = timesMs.length
      builder.addSamples(timesMs, samples, firstWhere(count, one => isIn(timesMs[one]!)), firstWhere(count, one => isBeyond(timesMs[one]!))) // prettier-ignore
    }
  }
  return builder.finish()
}

/** The first number below `count` for which something is true that stays true from there on; `count` if there is none. */
function firstWhere(count: number, isTrue: (index: number) => boolean): number {
  let from = 0
  let to = count
  while (from < to) {
    const middle = (from + to) >> 1
    if (isTrue(middle)) to = middle
    else from = middle + 1
  }
  return from
}

const lowerBound = (sorted: Float64Array, wanted: number) =>
  firstWhere(sorted.length, index => sorted[index]! >= wanted)
const upperBound = (sorted: Float64Array, wanted: number) =>
  firstWhere(sorted.length, index => sorted[index]! > wanted)
