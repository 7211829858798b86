/** The sample at or before a time, and how far from there to the next [0, 1). */
export interface SamplePlace {
  readonly sample: number
  readonly fraction: number
}

/** So near to a sample, as a part of the step, a time is that sample's: times of steps are rounded sums. */
const near = 1e-6

/** Finds times among samples that begin at `from` and are `dt` apart. */
export function placesOf(times: Float64Array, from: number, dt: number): readonly SamplePlace[] {
  return [...times].map(time => {
    const position = (time - from) / dt
    const nearest = Math.round(position)
    if (Math.abs(position - nearest) < near) return { sample: nearest, fraction: 0 }
    return { sample: Math.floor(position), fraction: position - Math.floor(position) }
  })
}

/** A trace at places between its samples, by straight lines: the trace has no better claim to be smooth. */
export function valueAt(trace: Float64Array, { sample, fraction }: SamplePlace): number {
  const before = trace[sample] ?? NaN
  return fraction === 0 ? before : before + fraction * ((trace[sample + 1] ?? NaN) - before)
}
