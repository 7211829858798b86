import { chunkSamples } from './tracePyramid.ts'

/** Samples in memory, beginning at sample number `first`. */
export interface MemoryChunk {
  readonly first: number
  /** Time of its first sample [ms]. */
  readonly t0Ms: number
  readonly samples: Float64Array
  /** Times of the samples [ms], where they do not follow one another by the run's dt. */
  readonly timesMs?: Float64Array | undefined
}

/**
 * The end of a growing trace: full chunks that wait to be written, then the chunk that is filling.
 * Samples are here until their whole chunk is in the file, so that windows read them from memory.
 */
export interface TraceTail {
  append(samples: Float64Array, timesMs: Float64Array): void
  /** Sample number at which memory begins; everything before is in the file. */
  readonly first: number
  /** Samples of the whole trace so far. */
  readonly end: number
  /** Full chunks and the filling one, oldest first. */
  chunks(): readonly MemoryChunk[]
  /** Full chunks, oldest first. */
  fullChunks(): readonly MemoryChunk[]
  /** Forgets the oldest full chunk, which is in the file now. */
  dropOldestFull(): void
  /** The filling chunk from sample number `from` on. */
  unwritten(from: number): MemoryChunk | undefined
  /**
   * Forgets every sample from number `end` on.
   *
   * @param stored the chunk of the file that `end` lies in, where memory has nothing before it any more
   */
  cut(end: number, stored: MemoryChunk | undefined): void
}

/** What runs that are under way have recorded, and the file does not have yet. */
export interface LiveRuns {
  /** By probe. */
  readonly tails: Map<number, TraceTail>
  /** Time simulated by each run [ms], and seconds spent stepping. */
  readonly progress: Map<number, { readonly tMs: number; readonly seconds: number }>
}

/** No run is under way. */
export function createLiveRuns(): LiveRuns {
  return { tails: new Map(), progress: new Map() }
}

/** A short run's trace must not cost half a megabyte, so the buffer begins small and doubles. */
const smallest = 1024

/** A trace without samples. @param ownTimes whether chunks are to tell the time of every sample */
export function createTraceTail(ownTimes = false): TraceTail {
  const full: MemoryChunk[] = []
  let buffer = new Float64Array(smallest)
  let count = 0
  let first = 0
  let t0Ms = 0
  // Times of the filling chunk's samples: also for the pieces that are written before it is full.
  let times = new Float64Array(smallest)

  const grow = (): void => {
    const wider = new Float64Array(Math.min(chunkSamples, buffer.length * 2))
    wider.set(buffer)
    buffer = wider
    const widerTimes = new Float64Array(buffer.length)
    widerTimes.set(times)
    times = widerTimes
  }

  const chunkOf = (start: number): MemoryChunk => ({
    first: first + start,
    t0Ms: start === 0 ? t0Ms : (times[start] ?? t0Ms),
    samples: buffer.subarray(start, count),
    ...(ownTimes ? { timesMs: times.subarray(start, count) } : {}),
  })

  const seal = (): void => {
    full.push(chunkOf(0))
    first += chunkSamples
    buffer = new Float64Array(chunkSamples)
    times = new Float64Array(chunkSamples)
    count = 0
  }

  return {
    append: (samples, timesMs) => {
      let taken = 0
      while (taken < samples.length) {
        if (count === buffer.length && count < chunkSamples) grow()
        if (count === 0) t0Ms = timesMs[taken] ?? t0Ms
        const many = Math.min(samples.length - taken, buffer.length - count)
        buffer.set(samples.subarray(taken, taken + many), count)
        times.set(timesMs.subarray(taken, taken + many), count)
        count += many
        taken += many
        if (count === chunkSamples) seal()
      }
    },
    get first() {
      return full[0]?.first ?? first
    },
    get end() {
      return first + count
    },
    chunks: () => [...full, chunkOf(0)],
    fullChunks: () => [...full],
    dropOldestFull: () => void full.shift(),
    cut: (end, stored) => {
      if (end >= first) {
        count = Math.min(count, end - first)
        return
      }
      while (full.length > 0 && full.at(-1)!.first >= end) full.pop()
      const chunk = full.at(-1) ?? stored
      buffer = new Float64Array(chunkSamples)
      times = new Float64Array(chunkSamples)
      const isWhole = !chunk || chunk.first + chunkSamples === end
      first = isWhole ? end : chunk.first
      count = end - first
      if (isWhole) return
      full.pop()
      buffer.set(chunk.samples)
      if (chunk.timesMs) times.set(chunk.timesMs)
      t0Ms = chunk.t0Ms
    },
    unwritten: from => {
      const start = Math.max(0, from - first)
      return start < count ? chunkOf(start) : undefined
    },
  }
}
