import type { Medium } from '../model/medium.ts'
import { isDispersive } from './media.ts'
import { throughMedium } from './throughMedium.ts'

/** Electrodes whose medium conducts differently at different frequencies: what they see takes the whole trace to know. */
export function needWholeTrace<T extends { readonly medium: Medium }>(
  electrodes: readonly T[],
): readonly T[] {
  return electrodes.filter(({ medium }) => isDispersive(medium))
}

/**
 * The slices of a finished run with the traces of electrodes as their media make them. A run's own slices have those of
 * media that conduct at every frequency as they do at rest.
 *
 * @param slices of the whole run, in their order; traces of electrodes stand behind all others
 */
export function withMedia<Slice extends { readonly traces: readonly Float64Array[] }>(
  slices: readonly Slice[],
  {
    electrodes,
    dtMs,
  }: { readonly electrodes: readonly { readonly medium: Medium }[]; readonly dtMs: number },
): readonly Slice[] {
  if (needWholeTrace(electrodes).length === 0) return slices
  const traces = slices.map(slice => [...slice.traces])
  const first = (traces[0]?.length ?? 0) - electrodes.length
  electrodes.forEach(({ medium }, electrode) => {
    if (!isDispersive(medium)) return
    const row = first + electrode
    const whole = new Float64Array(traces.reduce((sum, slice) => sum + slice[row]!.length, 0))
    let at = 0
    for (const slice of traces) {
      whole.set(slice[row]!, at)
      at += slice[row]!.length
    }
    const seen = throughMedium(whole, dtMs, medium)
    at = 0
    for (const slice of traces) {
      const next = at + slice[row]!.length
      slice[row] = seen.slice(at, next)
      at = next
    }
  })
  return slices.map((slice, index) => ({ ...slice, traces: traces[index]! }))
}
