import type { Job, RunSummary } from '../../../src-main/contract/index.ts'
import { formatMeasure } from '../../format/quantity.ts'
import { formatSeconds } from '../../format/time.ts'

/** A run under way, in words for the bar at the bottom. Parts that are not known yet are left out. */
export interface RunProgress {
  /** 0…1. */
  readonly share: number
  /** `412 of 1000 ms`: message key and names. */
  readonly done: { readonly done: string; readonly total: string }
  /** `38`: simulated seconds for each second of stepping. */
  readonly timesRealTime: string | undefined
  /** `2.0 s`. */
  readonly left: string | undefined
}

/** How far a run has come. */
export function runProgress(job: Job, run: RunSummary | undefined): RunProgress {
  const { done, total } = job.progress
  const speed = run && run.seconds > 0 ? run.tMs / 1000 / run.seconds : undefined
  return {
    share: total > 0 ? Math.min(1, done / total) : 0,
    done:
      job.progress.unit === 'ms'
        ? { done: plain(done, total), total: plain(total, total) }
        : { done: String(Math.floor(done)), total: String(total) },
    timesRealTime: speed === undefined || speed <= 0 ? undefined : formatMeasure(speed, speed >= 10 ? 2 : 1),
    left: job.secondsLeft === undefined ? undefined : formatSeconds(job.secondsLeft),
  }
}

/** Whole milliseconds for long runs, tenths for short ones: the text keeps its width while it counts. */
function plain(ms: number, total: number): string {
  return total >= 100 ? String(Math.floor(ms)) : ms.toFixed(1)
}

/** The time that a run's stepping took, and how fast that was. */
export function runSpeed(run: RunSummary): {
  readonly seconds: string
  readonly timesRealTime: string | undefined
} {
  const speed = run.seconds > 0 ? run.tMs / 1000 / run.seconds : undefined
  return {
    seconds: formatSeconds(run.seconds),
    timesRealTime: speed === undefined ? undefined : formatMeasure(speed, 2),
  }
}
