import { InternalError } from '../core/errors.ts'
import type { NativeSampling, TakenSamples } from '../kernel/samplings.ts'
import type { SampleTimes } from '../model/document.ts'
import type { PreparedSampled } from './preparedRun.ts'
import type { SampledTrace } from './runHandle.ts'

/** Whether a probe has times of its own. */
export function hasOwnTimes({ everyMs, timesMs }: SampleTimes): boolean {
  return everyMs !== undefined || timesMs !== undefined
}

/** The samplings of each group, one for all numbers that are taken at the same times. */
export function createSamplings(groups: number) {
  const ofGroup = Array.from(
    { length: groups },
    () => new Map<string, { of: SampleTimes | 'steps'; addresses: number[] }>(),
  )
  return {
    /** Where samples of a number will be found. */
    add(
      group: number,
      address: number,
      times: SampleTimes | 'steps',
    ): Pick<PreparedSampled, 'group' | 'sampling' | 'column'> {
      const all = ofGroup[group]!
      const key = times === 'steps' ? times : JSON.stringify([times.everyMs, times.timesMs])
      const known = all.get(key) ?? { of: times, addresses: [] }
      all.set(key, known)
      const column = known.addresses.push(address) - 1
      return { group, sampling: [...all.keys()].indexOf(key), column }
    },
    ofGroup: (group: number): NativeSampling[] =>
      [...ofGroup[group]!.values()].map(({ of, addresses }) => {
        const { everyMs = 0, timesMs = [] } = of === 'steps' ? {} : of
        return {
          intervalMs: of === 'steps' ? of : everyMs,
          timesMs: Float64Array.from(timesMs),
          addresses: Int32Array.from(addresses),
        }
      }),
  }
}

const none: SampledTrace = { timesMs: new Float64Array(), values: new Float64Array() }

/** What the machine has sampled, probe by probe. */
export function tracesOfSamples(
  sampled: readonly PreparedSampled[],
  widths: readonly (readonly number[])[],
  taken: readonly TakenSamples[],
): SampledTrace[] {
  if (sampled.length === 0) return []
  const found = new Map(taken.map(({ group, sampling, rows }) => [`${group}/${sampling}`, rows]))
  return sampled.map(({ group, sampling, column }) => {
    const rows = found.get(`${group}/${sampling}`)
    if (!rows) return none
    const width = 1 + (widths[group]?.[sampling] ?? 0)
    if (rows.length % width !== 0) throw new InternalError('samples break off', { group, sampling })
    const every = (first: number) =>
      Float64Array.from({ length: rows.length / width }, (_, row) => rows[row * width + first]!)
    return { timesMs: every(0), values: every(1 + column) }
  })
}
