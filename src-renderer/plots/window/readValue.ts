import type { TraceWindow } from '../../../src-main/contract/index.ts'
import { lowerBound } from '../drawing/tracePoints.ts'

/** What a trace is worth at a moment: one value, or the extremes of the bin that the moment lies in. */
export interface TraceReading {
  readonly low: number
  readonly high: number
  /** False where only the extremes around the moment are known. */
  readonly exact: boolean
}

/** Reads a window at a moment [ms], between samples by a straight line; undefined outside the trace. */
export function readValue(window: TraceWindow, atMs: number): TraceReading | undefined {
  const { timesMs, low, high, samplesPerPoint } = window
  const count = timesMs.length
  if (count === 0 || atMs < window.fromMs || atMs > window.toMs) return undefined
  const after = Math.min(count - 1, lowerBound(timesMs, atMs))
  const before = Math.max(0, (timesMs[after] as number) > atMs ? after - 1 : after)
  if (samplesPerPoint > 1) {
    const near = atMs - (timesMs[before] as number) <= (timesMs[after] as number) - atMs ? before : after
    return { low: low[near] as number, high: high[near] as number, exact: false }
  }
  const width = (timesMs[after] as number) - (timesMs[before] as number)
  const share = width > 0 ? Math.min(1, Math.max(0, (atMs - (timesMs[before] as number)) / width)) : 0
  const value = (low[before] as number) + share * ((low[after] as number) - (low[before] as number))
  return { low: value, high: value, exact: true }
}
