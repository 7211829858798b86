import type { NativeGroup, NativeModel } from '../../src-engine/kernel/abi.ts'
import type { NativePlay } from '../../src-engine/kernel/plays.ts'
import type { TakenSamples } from '../../src-engine/kernel/samplings.ts'

function intervalOf(interval: number | 'steps'): number {
  if (interval === 'steps') throw new Error('the oracle has steps of one length')
  return interval
}

/** Plays and samplings of one group, as kernel/plays.ts and kernel/samplings.ts say: nothing remembered but counts. */
export class OracleTimes {
  readonly #values: Float64Array
  readonly #model: NativeModel
  readonly #group: NativeGroup
  #passed: number[] = []
  /** The last sample of each sampling: how many there were, and when the next is due. */
  #sampled: { count: number; due: number; rows: number[] }[] = []
  #start = 0

  constructor(values: Float64Array, model: NativeModel, group: NativeGroup) {
    this.#values = values
    this.#model = model
    this.#group = group
  }

  begin(start: number): void {
    this.#start = start
    this.#passed = (this.#group.plays ?? []).map(() => 0)
    this.#sampled = []
    this.pass(start)
  }

  beginSampling(): void {
    this.#sampled = (this.#group.samplings ?? []).map(({ intervalMs, timesMs }) => ({
      count: 0,
      due: intervalOf(intervalMs) > 0 ? this.#start : (timesMs[0] ?? Infinity),
      rows: [],
    }))
    this.pass(this.#start)
  }

  /** Samples due are taken, then points due passed. */
  pass(until: number): void {
    this.#sampled.forEach((one, index) => {
      const { timesMs, addresses, ...of } = this.#group.samplings![index]!
      const intervalMs = intervalOf(of.intervalMs)
      while (one.due <= until) {
        const time = intervalMs > 0 ? this.#start + one.count * intervalMs : one.due
        one.rows.push(time, ...Array.from(addresses, address => this.#values[address]!))
        one.count++
        one.due = intervalMs > 0 ? one.due + intervalMs : (timesMs[one.count] ?? Infinity)
      }
    })
    for (const [index, play] of (this.#group.plays ?? []).entries()) {
      const { timesMs, values } = this.#model.waveforms![play.waveform]!
      for (let next = this.#passed[index]!; next < timesMs.length && timesMs[next]! <= until; next++) {
        this.#passed[index] = next + 1
        this.#write(play, play.stepped ? values[next]! : this.#at(play, index, timesMs[next]!))
      }
    }
  }

  follow(t: number): void {
    for (const [index, play] of (this.#group.plays ?? []).entries())
      if (!play.stepped) this.#write(play, this.#at(play, index, t))
  }

  taken(group: number, until = -Infinity): TakenSamples[] {
    this.pass(until)
    return this.#sampled.flatMap((one, sampling) => {
      const rows = Float64Array.from(one.rows)
      one.rows = []
      return rows.length === 0 ? [] : [{ group, sampling, rows }]
    })
  }

  #write({ addresses, scales }: NativePlay, value: number): void {
    addresses.forEach((address, index) => (this.#values[address] = scales[index]! * value))
  }

  /** The line to the first point beyond t; but none beyond the first that has not been passed. */
  #at({ waveform, extrapolates }: NativePlay, play: number, t: number): number {
    const { timesMs, values } = this.#model.waveforms![waveform]!
    const last = timesMs.length - 1
    const limit = Math.min(this.#passed[play]!, last)
    if (t >= timesMs[limit]! && (limit === 0 || (limit === last && !extrapolates))) return values[limit]!
    if (t <= timesMs[0]! && t < timesMs[limit]!) return values[0]!
    const beyond = timesMs.findIndex(time => time > t)
    const to = t >= timesMs[limit]! ? limit : beyond
    const [from, width] = [to - 1, timesMs[to]! - timesMs[to - 1]!]
    if (width === 0) return (values[from]! + values[to]!) / 2
    return values[from]! + (values[to]! - values[from]!) * ((t - timesMs[from]!) / width)
  }
}
