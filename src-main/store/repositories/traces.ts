import { RpcError } from '../../rpc/errors.ts'
import type { ProjectDatabase } from '../database.ts'
import { lastTime, timeWindow, type TimedPart } from '../timeWindow.ts'
import { levelFactors } from '../tracePyramid.ts'
import type { MemoryChunk, TraceTail } from '../traceTail.ts'
import { createBinCollector, type BinCollector } from './binCollector.ts'
import type { TraceChunks } from './traceChunks.ts'

/** What is asked for: a stretch of time of one trace, in at most so many points. */
export interface WindowRequest {
  readonly probe: number
  readonly fromMs: number
  readonly toMs: number
  readonly maxPoints: number
}

/** A stretch of a trace; see `TraceWindow` in the contract. */
export interface StoredWindow {
  readonly probe: number
  readonly timesMs: Float64Array
  readonly low: Float64Array
  readonly high: Float64Array
  readonly samplesPerPoint: number
  readonly fromMs: number
  readonly toMs: number
}

/** A probe with what its run says about it. */
export interface ProbeInfo {
  readonly probe: number
  readonly run: number
  readonly label: string
  readonly unit: string
  readonly dtMs: number
  /** When the run began, and the time of the first sample, unless it has times of its own. */
  readonly startMs: number
  readonly samples: number
  /** Whether samples have times of their own; otherwise they follow one another by dt. */
  readonly ownTimes: boolean
}

/** Reading of traces, those that are still growing too. */
export interface Traces {
  info(probe: number): ProbeInfo
  window(request: WindowRequest): StoredWindow
  /** Every sample, chunk by chunk. */
  chunks(probe: number): Iterable<MemoryChunk>
}

/** Tails of the traces that are growing now, by probe. */
export type LiveTails = ReadonlyMap<number, TraceTail>

/** @param tails what is not yet in the file */
export function createTraces(database: ProjectDatabase, chunks: TraceChunks, tails: LiveTails): Traces {
  const select = database.connection.prepare(
    `SELECT probes.id AS probe, run, probes.label, unit, dt_ms AS dtMs, start_ms AS startMs, samples,
       own_times AS ownTimes
     FROM probes JOIN runs ON runs.id = probes.run WHERE probes.id = ? AND runs.state <> 'removed'`,
  )

  const info = (probe: number): ProbeInfo => {
    const row = database.read(() => select.get(probe)) as
      (Omit<ProbeInfo, 'ownTimes'> & { readonly ownTimes: number }) | undefined
    if (!row) throw new RpcError('traces/not-found', `The trace ${probe} is not in this project.`)
    const tail = tails.get(probe)
    return { ...row, ownTimes: row.ownTimes === 1, samples: tail?.end ?? row.samples }
  }

  const window = (request: WindowRequest): StoredWindow => {
    const { probe, fromMs, toMs, maxPoints } = request
    const { dtMs, startMs, samples, ownTimes } = info(probe)
    if (ownTimes) {
      const parts = timedParts(probe)
      const extent = { fromMs: parts[0]?.t0Ms ?? startMs, toMs: lastTime(parts) ?? startMs }
      return { probe, ...timeWindow(parts, request), ...extent }
    }
    const extent = { probe, fromMs: startMs, toMs: startMs + Math.max(0, samples - 1) * dtMs }
    // One sample more on each side, so that a line drawn through the points leaves the window on both sides.
    const from = Math.max(0, Math.floor((fromMs - startMs) / dtMs) - 1)
    const to = Math.min(samples - 1, Math.ceil((toMs - startMs) / dtMs) + 1)
    if (!(from <= to)) return { ...emptyWindow, ...extent }
    const samplesPerPoint = binWidth(to - from + 1, maxPoints)
    // Whole bins at both edges, so that a point does not change while the window moves over it.
    const first = Math.floor(from / samplesPerPoint) * samplesPerPoint
    const last = Math.min(samples, (Math.floor(to / samplesPerPoint) + 1) * samplesPerPoint) - 1
    const collector = createBinCollector({ first, last, width: samplesPerPoint, dtMs, startMs })
    const tail = tails.get(probe)
    const stored = Math.min(last, (tail?.first ?? samples) - 1)
    if (first <= stored) collectStored(probe, first, stored, samplesPerPoint, collector)
    for (const chunk of tail?.chunks() ?? []) collector.addSamples(chunk.first, chunk.samples)
    return { ...extent, ...collector.finish(), samplesPerPoint }
  }

  /** The chunks of a trace with times of its own, in the file and in memory. */
  const timedParts = (probe: number): readonly TimedPart[] => {
    const tail = tails.get(probe)
    const inMemory = (tail?.chunks() ?? []).filter(({ samples }) => samples.length > 0)
    return [
      ...chunks.timed(probe, tail?.first ?? Number.MAX_SAFE_INTEGER),
      ...inMemory.map(({ first, t0Ms, samples, timesMs = new Float64Array(0) }) => ({
        first,
        count: samples.length,
        t0Ms,
        read: () => ({ timesMs, samples }),
        bins: () => undefined,
      })),
    ]
  }

  const collectStored = (
    probe: number,
    first: number,
    last: number,
    width: number,
    collector: BinCollector,
  ): void => {
    const level = levelFactors.findLastIndex(factor => factor <= width)
    if (level < 0) {
      for (const chunk of chunks.chunks(probe, first, last)) collector.addSamples(chunk.first, chunk.samples)
      return
    }
    const factor = levelFactors[level] ?? 1
    for (const { first: start, bins } of chunks.bins(probe, level, first, last)) {
      collector.addBins(start, factor, bins)
    }
  }

  function* all(probe: number): Iterable<MemoryChunk> {
    const { samples } = info(probe)
    const tail = tails.get(probe)
    const stored = tail?.first ?? samples
    for (let first = 0; first < stored;) {
      const chunk = [...chunks.chunks(probe, first, first)][0]
      if (!chunk) break
      yield chunk
      first = chunk.first + chunk.samples.length
    }
    yield* tail?.chunks() ?? []
  }

  return { info, window, chunks: all }
}

const emptyWindow = {
  timesMs: new Float64Array(0),
  low: new Float64Array(0),
  high: new Float64Array(0),
  samplesPerPoint: 1,
}

/**
 * Samples to a point: 1 as long as they fit, otherwise a multiple of a level's factor. Bins lie at multiples of
 * their width, so that they stay the same while the window moves; hence one bin more may be touched than the
 * width alone says, which `maxPoints − 1` allows for.
 */
function binWidth(samples: number, maxPoints: number): number {
  if (samples <= maxPoints) return 1
  const least = Math.ceil(samples / (maxPoints - 1))
  const factor = levelFactors.findLast(one => one <= least) ?? 1
  return Math.ceil(least / factor) * factor
}
