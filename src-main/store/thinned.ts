import { createBinCollector } from './repositories/binCollector.ts'
import { timeWindow } from './timeWindow.ts'

/** A whole trace: samples dt apart, unless they have times of their own. */
export interface WholeTrace {
  readonly samples: Float64Array
  readonly timesMs: Float64Array | undefined
  readonly startMs: number
  readonly dtMs: number
}

/** A trace in at most so many points, each the lowest and highest of its samples. */
export function thinned({ samples, timesMs, startMs, dtMs }: WholeTrace, maxPoints: number) {
  if (timesMs) {
    const whole = { first: 0, count: samples.length, t0Ms: timesMs[0] ?? startMs }
    const part = { ...whole, read: () => ({ timesMs, samples }), bins: () => undefined }
    return timeWindow([part], { fromMs: -Infinity, toMs: Infinity, maxPoints })
  }
  const width = Math.max(1, Math.ceil(samples.length / maxPoints))
  const collector = createBinCollector({ first: 0, last: samples.length - 1, width, dtMs, startMs })
  collector.addSamples(0, samples)
  return collector.finish()
}
