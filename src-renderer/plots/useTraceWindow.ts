import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import type { TracesService } from '../../src-main/contract/index.ts'
import { isCancelled } from '../../src-main/rpc/errors.ts'
import { describeFault, type Fault } from '../host/fault.ts'
import type { PlottedTrace, TimeSpan } from './plottedTrace.ts'
import { ProbeFeed } from './window/probeFeed.ts'

/** The part of the `traces` service that plots live on. */
export type TraceSource = Pick<TracesService, 'window' | 'onGrow'>

/** What a plot shows, as functions of reactive state. */
export interface TraceView {
  readonly traces: () => readonly PlottedTrace[]
  readonly span: () => TimeSpan
  /** Points that the visible span should have: one or two for each pixel column. */
  readonly points: () => number
}

/** The windows of a plot's probes, and when they changed. */
export interface TraceWindows {
  readonly feedOf: (probe: number) => ProbeFeed | undefined
  /** Counts arrivals: watch it to draw anew. The arrays themselves are outside reactivity. */
  readonly arrivals: Readonly<ShallowRef<number>>
  readonly fault: Readonly<ShallowRef<Fault | undefined>>
}

/** Asks again for what failed. */
export type Retry = () => void

/**
 * Keeps a plot's probes supplied: at once with the whole trace in coarse form, then, when the user has come to
 * rest, with the visible window as finely as the screen shows. A newer request cancels the one before it.
 * Windows of growing runs are fetched again as they grow.
 */
export function useTraceWindow(
  source: TraceSource,
  view: TraceView,
): TraceWindows & { readonly retry: Retry } {
  const feeds = new Map<number, ProbeFeed>()
  const arrivals = shallowRef(0)
  const fault = shallowRef<Fault>()
  const told = {
    arrived: () => {
      fault.value = undefined
      arrivals.value++
    },
    failed: (error: unknown) => {
      if (!isCancelled(error)) fault.value = describeFault(error)
    },
  }

  const update = () => {
    const traces = view.traces()
    const wanted = new Set(traces.map(({ probe }) => probe))
    for (const [probe, feed] of feeds)
      if (!wanted.has(probe)) {
        feed.close()
        feeds.delete(probe)
      }
    for (const { probe, samples, live } of traces) {
      let feed = feeds.get(probe)
      if (!feed) feeds.set(probe, (feed = new ProbeFeed(source, probe, told)))
      feed.follow({ samples, live })
      feed.show(view.span(), view.points())
    }
  }

  watch([view.traces, view.span, view.points], update, { immediate: true })
  const stopGrowth = source.onGrow(({ probe, samples }) => feeds.get(probe)?.follow({ samples, live: true }))
  onScopeDispose(() => {
    stopGrowth()
    for (const feed of feeds.values()) feed.close()
  })

  const retry = () => {
    fault.value = undefined
    for (const feed of feeds.values()) feed.refresh()
  }
  return { feedOf: probe => feeds.get(probe), arrivals, fault, retry }
}
