import type { TraceWindow } from '../../../src-main/contract/index.ts'
import type { TimeSpan } from '../plottedTrace.ts'
import { covers } from './timeSpan.ts'

/** A window with the span that was asked for: it may hold less, where the trace ends. */
export interface FetchedWindow {
  readonly asked: TimeSpan
  readonly window: TraceWindow
  /** Points that were asked for, for each millisecond; the host may have had reasons to give fewer. */
  readonly pointsPerMs: number
}

/** What is at hand for one probe. */
export interface ProbeWindows {
  readonly whole: FetchedWindow | undefined
  readonly detail: FetchedWindow | undefined
}

/** How far around the visible stretch a request reaches, in widths of it: small pans then need no request. */
const margin = 0.5

/** Share of the wanted points that is as good as all of them: small zooms then need no request. */
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

/**
 * Whether asking again would give nothing better. What counts is what was asked for: a pyramid has only some
 * resolutions, and an answer with half the points may be the best that there is.
 */
function isFine(
  { asked, window, pointsPerMs }: FetchedWindow,
  visible: TimeSpan,
  pointsWanted: number,
): boolean {
  if (!covers(asked, visible)) return false
  return window.samplesPerPoint <= 1 || pointsPerMs * (visible.toMs - visible.fromMs) >= pointsWanted * enough
}
