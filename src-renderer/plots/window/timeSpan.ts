import type { TimeSpan } from '../plottedTrace.ts'

/** Narrowest stretch worth showing [ms]: far below any time step in use. */
export const narrowestMs = 1e-4

/** The span moved and shrunk so that it lies inside `whole`, and is never narrower than `narrowestMs`. */
export function clampSpan(span: TimeSpan, whole: TimeSpan): TimeSpan {
  const wholeWidth = Math.max(narrowestMs, whole.toMs - whole.fromMs)
  const width = Math.min(wholeWidth, Math.max(narrowestMs, span.toMs - span.fromMs))
  const middle = (span.fromMs + span.toMs) / 2
  const fromMs = Math.min(Math.max(whole.fromMs, middle - width / 2), whole.fromMs + wholeWidth - width)
  return { fromMs, toMs: fromMs + width }
}

/** Zooms by `factor` (below 1 is closer) so that the time under the pointer stays there. */
export function zoomSpan(span: TimeSpan, aroundMs: number, factor: number, whole: TimeSpan): TimeSpan {
  const width = span.toMs - span.fromMs
  const wanted = Math.min(
    Math.max(narrowestMs, width * factor),
    Math.max(narrowestMs, whole.toMs - whole.fromMs),
  )
  const share = width > 0 ? (aroundMs - span.fromMs) / width : 0.5
  const fromMs = aroundMs - share * wanted
  return clampSpan({ fromMs, toMs: fromMs + wanted }, whole)
}

/** Moves the span by a share of its own width: 0.1 is a tenth to the right. */
export function panSpan(span: TimeSpan, share: number, whole: TimeSpan): TimeSpan {
  const by = (span.toMs - span.fromMs) * share
  return clampSpan({ fromMs: span.fromMs + by, toMs: span.toMs + by }, whole)
}

/** Whether `outer` holds all of `inner`, up to rounding. */
export function covers(outer: TimeSpan, inner: TimeSpan): boolean {
  const slack = (inner.toMs - inner.fromMs) * 1e-9
  return outer.fromMs <= inner.fromMs + slack && outer.toMs >= inner.toMs - slack
}

/** Whether two spans are the same, up to rounding. */
export function sameSpan(a: TimeSpan, b: TimeSpan): boolean {
  return covers(a, b) && covers(b, a)
}
