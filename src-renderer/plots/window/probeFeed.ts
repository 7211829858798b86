import type { TracesService, TraceWindow } from '../../../src-main/contract/index.ts'
import { valueRange } from '../drawing/tracePoints.ts'
import type { TimeSpan } from '../plottedTrace.ts'
import { sameSpan } from './timeSpan.ts'
import { bestWindow, detailRequest, type FetchedWindow } from './traceRequest.ts'

/** Rest before a finer window is asked for [ms]: shorter than one notices, longer than between two wheel clicks. */
const restMs = 60
/** Shortest time between two windows of a growing trace [ms]. */
const growthMs = 50
/** All that there is. */
const everything: TimeSpan = { fromMs: 0, toMs: 1e12 }

/** Whom a feed tells. */
export interface FeedListener {
  readonly arrived: () => void
  readonly failed: (error: unknown) => void
}

/** Keeps one probe's coarse whole and its visible detail up to date. Plain object: nothing in it is reactive. */
export class ProbeFeed {
  readonly #source: Pick<TracesService, 'window'>
  readonly #probe: number
  readonly #told: FeedListener
  #whole: FetchedWindow | undefined
  #detail: FetchedWindow | undefined
  #range: readonly [number, number] | undefined
  #span: TimeSpan = everything
  #points = 0
  #samples = -1
  #live = false
  #stale = false
  #detailStale = false
  #wholeCall: AbortController | undefined
  #detailCall: AbortController | undefined
  #detailTimer: ReturnType<typeof setTimeout> | undefined
  #growthTimer: ReturnType<typeof setTimeout> | undefined

  constructor(source: Pick<TracesService, 'window'>, probe: number, told: FeedListener) {
    this.#source = source
    this.#probe = probe
    this.#told = told
  }

  /** The best window at hand for the visible span. */
  window(span: TimeSpan): TraceWindow | undefined {
    return bestWindow({ whole: this.#whole, detail: this.#detail }, span)
  }

  /** Lowest and highest value of the whole trace so far. */
  get range(): readonly [low: number, high: number] | undefined {
    return this.#range
  }

  /** Says what is visible, and on how many points. Finer data follow when the user has come to rest. */
  show(span: TimeSpan, points: number): void {
    const wider = points > this.#points * 1.5
    // A growing run says the same thing again and again: that must not put the detail off.
    const moved = points !== this.#points || !sameSpan(span, this.#span)
    this.#span = span
    this.#points = points
    if (points < 2) return
    if (!this.#whole || wider) {
      if (moved || !this.#wholeCall) this.#askWhole()
    }
    if (moved) this.#askDetailSoon()
  }

  /** Says how long the trace has become. */
  follow({ samples, live }: { readonly samples: number; readonly live: boolean }): void {
    if (samples === this.#samples && live === this.#live) return
    // The run has gone back: what is in sight may be there no longer, or be another.
    if (samples < this.#samples) {
      this.#detail = undefined
      this.#detailStale = true
    }
    this.#samples = samples
    this.#live = live
    if (this.#whole || this.#wholeCall) this.#growSoon()
  }

  /** Fetches everything anew, e.g. after a failure. */
  refresh(): void {
    this.#askWhole()
    this.#askDetailSoon()
  }

  /** Cancels what is under way. */
  close(): void {
    this.#wholeCall?.abort()
    this.#detailCall?.abort()
    clearTimeout(this.#detailTimer)
    clearTimeout(this.#growthTimer)
  }

  #growSoon(): void {
    this.#stale = true
    if (this.#growthTimer !== undefined || this.#wholeCall) return
    this.#growthTimer = setTimeout(() => {
      this.#growthTimer = undefined
      this.#askWhole()
      const end = this.#detail?.window.toMs
      // The end of the trace as it was lies in sight: what is new belongs there.
      if (end !== undefined && end < this.#span.toMs) {
        this.#detailStale = true
        this.#askDetailSoon(0)
      }
    }, growthMs)
  }

  #askWhole(): void {
    if (this.#points < 2) return
    this.#wholeCall?.abort()
    this.#stale = false
    const points = this.#points
    const call = (this.#wholeCall = new AbortController())
    this.#ask(everything, points, call, window => {
      this.#wholeCall = undefined
      this.#whole = { asked: everything, window, pointsPerMs: points / (window.toMs - window.fromMs) }
      this.#range = valueRange(window, everything)
      this.#askDetailSoon(0)
      if (this.#stale) this.#growSoon()
    })
  }

  #askDetailSoon(afterMs = restMs): void {
    clearTimeout(this.#detailTimer)
    this.#detailTimer = setTimeout(() => {
      const detail = this.#detailStale ? undefined : this.#detail
      const wanted = detailRequest({ whole: this.#whole, detail }, this.#span, this.#points)
      if (!wanted || !this.#whole) return
      this.#detailCall?.abort()
      const call = (this.#detailCall = new AbortController())
      this.#ask(wanted, wanted.maxPoints, call, window => {
        this.#detailCall = undefined
        this.#detailStale = false
        const { fromMs, toMs, maxPoints } = wanted
        this.#detail = { asked: { fromMs, toMs }, window, pointsPerMs: maxPoints / (toMs - fromMs) }
      })
    }, afterMs)
  }

  #ask(
    { fromMs, toMs }: TimeSpan,
    maxPoints: number,
    call: AbortController,
    take: (window: TraceWindow) => void,
  ): void {
    this.#source.window({ probe: this.#probe, fromMs, toMs, maxPoints }, { signal: call.signal }).then(
      window => {
        if (call.signal.aborted) return
        take(window)
        this.#told.arrived()
      },
      (error: unknown) => {
        if (call.signal.aborted) return
        if (this.#wholeCall === call) this.#wholeCall = undefined
        if (this.#detailCall === call) this.#detailCall = undefined
        this.#told.failed(error)
      },
    )
  }
}
