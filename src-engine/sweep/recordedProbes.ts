import type { ModelDocument } from '../model/document.ts'
import type { Medium } from '../model/medium.ts'
import type { PreparedCells, PreparedProbe } from '../simulation/preparedRun.ts'

/** What one variant records, and where slices of its run have it. */
export interface RecordedProbe extends Pick<PreparedProbe, 'id' | 'label' | 'unit'> {
  /** Of `traces`, or of `sampled` where it is recorded at times of its own. */
  readonly in: 'traces' | 'sampled'
  readonly index: number
  /** Of an electrode. */
  readonly medium?: Medium
}

/**
 * What one of several variants that lie side by side records, in the order of the model: probes, probes of processes,
 * electrodes.
 */
export function recordedProbes(
  { probes, sampled }: Pick<PreparedCells, 'probes' | 'sampled'>,
  document: ModelDocument,
  { place = 0, places = 1 }: { readonly place?: number; readonly places?: number } = {},
): readonly RecordedProbe[] {
  const electrodes = document.electrodes ?? []
  let trace = (place * probes.length) / places
  let sample = (place * sampled.length) / places
  const next = (id: string): RecordedProbe => {
    const own = sampled[sample]
    const isOwn = probes[trace]?.id !== id && own?.id === id
    const { label = id, unit = '' } = (isOwn ? own : probes[trace]) ?? {}
    return isOwn
      ? { id, label, unit, in: 'sampled', index: sample++ }
      : { id, label, unit, in: 'traces', index: trace++ }
  }
  return [
    ...[...document.probes, ...(document.processProbes ?? [])].map(({ id }) => next(id)),
    ...electrodes.map(({ id, medium }) => ({ ...next(id), medium })),
  ]
}
