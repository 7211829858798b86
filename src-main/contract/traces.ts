import * as v from 'valibot'
import type { HostEvent, HostMethod, ServiceSpec } from '../rpc/spec.ts'

/**
 * A piece of a trace, small enough to draw. Where the window holds more samples than asked for, each point is a
 * bin: `low` and `high` are its extremes. Otherwise points are samples, and `low` equals `high`. Samples that are dt apart
 * make bins of as many each; those with times of their own bins of equal width in time, and no point where there is no
 * sample.
 */
export interface TraceWindow {
  readonly probe: number
  readonly timesMs: Float64Array
  readonly low: Float64Array
  readonly high: Float64Array
  /** At most. */
  readonly samplesPerPoint: number
  /** Extent of the whole trace so far. */
  readonly fromMs: number
  readonly toMs: number
}

export interface TracesService {
  /** An hour costs the same as a second: bins come from a pyramid. One sample more on either side, if there is one. */
  window: HostMethod<
    { readonly probe: number; readonly fromMs: number; readonly toMs: number; readonly maxPoints: number },
    TraceWindow
  >
  /**
   * Every sample of the probes, with a header row that names time and units. Traces that were sampled at the same times
   * share a column of times before them; several such groups stand side by side.
   */
  exportCsv: HostMethod<
    { readonly probes: readonly number[] },
    { readonly name: string; readonly text: string }
  >
  /** Newly recorded samples of a running simulation, thinned, at most 30 times a second. */
  onGrow: HostEvent<{ readonly probe: number; readonly samples: number; readonly toMs: number }>
}

export const tracesSpec = {
  window: {
    kind: 'call',
    arg: v.object({
      probe: v.pipe(v.number(), v.integer()),
      fromMs: v.number(),
      toMs: v.number(),
      maxPoints: v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(100_000)),
    }),
  },
  exportCsv: { kind: 'call', arg: v.object({ probes: v.array(v.pipe(v.number(), v.integer())) }) },
  onGrow: { kind: 'event', arg: v.void() },
} as const satisfies ServiceSpec<TracesService>
