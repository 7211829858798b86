import type { RunSlice } from '../simulation/runHandle.ts'

/** What a recorded variable did during a run. */
export interface ProbeSummary {
  readonly id: string
  readonly lowest: number
  readonly highest: number
  /** Over all samples alike. */
  readonly mean: number
  readonly last: number
}

/** Adds slices up; the same numbers however a run is cut into slices. */
export class SummaryBuilder {
  private count = 0
  private sum = 0
  private lowest = Infinity
  private highest = -Infinity
  private last = NaN

  add(samples: Float64Array): void {
    for (const sample of samples) {
      this.sum += sample
      if (sample < this.lowest) this.lowest = sample
      if (sample > this.highest) this.highest = sample
    }
    this.count += samples.length
    this.last = samples.at(-1) ?? this.last
  }

  of(id: string): ProbeSummary {
    const { lowest, highest, last, sum, count } = this
    return { id, lowest, highest, mean: sum / count, last }
  }
}

/** Everything that a run recorded, probe by probe, put together from its slices. */
export class RunRecord {
  readonly summaries: readonly SummaryBuilder[]
  readonly spikes: readonly number[][]
  readonly traces: readonly Float64Array[][]
  private readonly keepsTraces: boolean

  constructor(probes: number, spikes: number, keepsTraces: boolean) {
    this.keepsTraces = keepsTraces
    this.summaries = Array.from({ length: probes }, () => new SummaryBuilder())
    this.spikes = Array.from({ length: spikes }, () => [])
    this.traces = Array.from({ length: probes }, () => [])
  }

  add({ traces, spikes }: RunSlice): void {
    traces.forEach((samples, probe) => {
      this.summaries[probe]!.add(samples)
      if (this.keepsTraces) this.traces[probe]!.push(samples)
    })
    spikes.forEach((times, train) => this.spikes[train]!.push(...times))
  }
}
