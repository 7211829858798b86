import { createBinCollector } from './repositories/binCollector.ts'

/** A trace that begins at t = 0 in at most so many points, each the lowest and highest of as many samples. */
export function thinned(samples: Float64Array, dtMs: number, maxPoints: number) {
  const width = Math.max(1, Math.ceil(samples.length / maxPoints))
  const collector = createBinCollector({ first: 0, last: samples.length - 1, width, dtMs, startMs: 0 })
  collector.addSamples(0, samples)
  return collector.finish()
}
