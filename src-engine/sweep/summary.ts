import { isDispersive } from '../fieldPotential/media.ts'
import { throughMedium } from '../fieldPotential/throughMedium.ts'
import type { RunSlice, SampledTrace } from '../simulation/runHandle.ts'
import type { RecordedProbe } from './recordedProbes.ts'

/** What a recorded variable did during a run. */
export interface ProbeSummary {
  readonly id: string
  readonly lowest: number
  readonly highest: number
  /** Over all samples alike. */
  readonly mean: number
  readonly last: number
}

/** Every sample of a variable; with times [ms] where they are not dt apart. */
export interface VariantTrace {
  readonly values: Float64Array
  readonly timesMs?: Float64Array
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

  /** Numbers of nothing are none. */
  of(id: string): ProbeSummary {
    const { lowest, highest, last, sum, count } = this
    return count > 0
      ? { id, lowest, highest, mean: sum / count, last }
      : { id, lowest: NaN, highest: NaN, mean: NaN, last: NaN }
  }
}

const joined = (parts: readonly Float64Array[]) => {
  const whole = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** What is kept of a run, and what its samples are. */
export interface RecordOptions {
  readonly keepsTraces: boolean
  /** Whether all samples have times of their own: those of steps of any length. */
  readonly isOpen: boolean
  readonly dtMs: number
}

/** One variable of a run, put together from slices. */
class ProbeRecord {
  readonly probe: RecordedProbe
  readonly options: RecordOptions
  readonly summary = new SummaryBuilder()
  readonly values: Float64Array[] = []
  readonly times: Float64Array[] = []

  constructor(probe: RecordedProbe, options: RecordOptions) {
    this.probe = probe
    this.options = options
  }

  add({ values, timesMs }: SampledTrace): void {
    const { keepsTraces, isOpen } = this.options
    if (!this.isWhole()) this.summary.add(values)
    if (keepsTraces || this.isWhole()) this.values.push(values)
    if (keepsTraces && (isOpen || this.probe.in === 'sampled')) this.times.push(timesMs)
  }

  /** What its medium makes of a trace is known only when the whole trace is. */
  isWhole(): boolean {
    return this.probe.medium !== undefined && isDispersive(this.probe.medium)
  }

  result(): { readonly summary: ProbeSummary; readonly trace: VariantTrace | undefined } {
    const { probe, options, summary } = this
    let values: Float64Array = joined(this.values)
    if (probe.medium && this.isWhole()) {
      values = throughMedium(values, options.dtMs, probe.medium)
      summary.add(values)
    }
    const trace = {
      values,
      ...(options.isOpen || probe.in === 'sampled' ? { timesMs: joined(this.times) } : {}),
    }
    return { summary: summary.of(probe.id), trace: options.keepsTraces ? trace : undefined }
  }
}

/** Everything that a run recorded, probe by probe, put together from its slices. */
export class RunRecord {
  readonly spikes: readonly number[][]
  private readonly probes: readonly ProbeRecord[]

  constructor(probes: readonly RecordedProbe[], spikes: number, options: RecordOptions) {
    this.spikes = Array.from({ length: spikes }, () => [])
    this.probes = probes.map(probe => new ProbeRecord(probe, options))
  }

  add(slice: RunSlice): void {
    const { timesMs, traces, sampled, spikes } = slice
    for (const record of this.probes) {
      const { index } = record.probe
      record.add(record.probe.in === 'sampled' ? sampled[index]! : { timesMs, values: traces[index]! })
    }
    spikes.forEach((times, train) => this.spikes[train]!.push(...times))
  }

  /** Of each probe. */
  results(): readonly ReturnType<ProbeRecord['result']>[] {
    return this.probes.map(record => record.result())
  }
}
