import type { TraceWindow } from '../../../src-main/contract/index.ts'
import type { TimeSpan } from '../plottedTrace.ts'
import { covers } from './timeSpan.ts'

/** A window with the span that was asked for: it may hold less, where the trace ends. */
export interface FetchedWindow {
  readonly asked: TimeSpan
  readonly window: TraceWindow
}

/** What is at hand for one probe. */
export interface ProbeWindows {
  readonly whole: FetchedWindow | undefined
  readonly detail: FetchedWindow | undefined
}

/** How far around the visible stretch a request reaches, in widths of it: small pans then need no request. */
const margin = 0.5

/** Points on the visible stretch that are as good as more: two for each pixel column, less a little. */
const enough = 0.6

/** The finest window that holds all of the visible span; the coarse whole where none does. */
export function bestWindow({ whole, detail }: ProbeWindows, visible: TimeSpan): TraceWindow | undefined {
  if (detail && covers(detail.asked, visible)) return detail.window
  return whole?.window ?? detail?.window
}

/**
 * What to ask for so that the visible span is drawn as finely as the screen shows, or undefined where what is at
 * hand is fine enough already.
 *
 * @param pointsWanted points that the visible span should have: one or two for each pixel column
 */
export function detailRequest(
  at: ProbeWindows,
  visible: TimeSpan,
  pointsWanted: number,
): (TimeSpan & { readonly maxPoints: number }) | undefined {
  if (at.detail && isFine(at.detail, visible, pointsWanted)) return undefined
  if (at.whole && isFine(at.whole, visible, pointsWanted)) return undefined
  const width = visible.toMs - visible.fromMs
  return {
    fromMs: visible.fromMs - width * margin,
    toMs: visible.toMs + width * margin,
    maxPoints: Math.max(2, Math.min(100_000, Math.ceil(pointsWanted * (1 + 2 * margin)))),
  }
}

function isFine({ asked, window }: FetchedWindow, visible: TimeSpan, pointsWanted: number): boolean {
  if (!covers(asked, visible)) return false
  if (window.samplesPerPoint <= 1) return true
  const points = window.timesMs.length
  const first = window.timesMs[0]
  const last = window.timesMs[points - 1]
  if (first === undefined || last === undefined || last <= first) return true
  const inSight = (points - 1) * ((visible.toMs - visible.fromMs) / (last - first))
  // Where the trace itself ends within sight, fewer points are all that there are.
  const share = Math.min(
    1,
    Math.max(0, Math.min(visible.toMs, window.toMs) - visible.fromMs) / (visible.toMs - visible.fromMs),
  )
  return inSight * share >= pointsWanted * enough * share
}
