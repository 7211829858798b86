import type { SampleTimes } from '../../../../src-engine/model/document.ts'

/** When a variable is recorded. */
export type SampleKind = 'every-step' | 'interval' | 'times'

/** When a variable is recorded: at every step if nothing is said. */
export function sampleKind({ everyMs, timesMs }: SampleTimes): SampleKind {
  if (timesMs !== undefined) return 'times'
  return everyMs === undefined ? 'every-step' : 'interval'
}

/** The same probe, recorded in another way; what is new begins with something that makes sense within the run. */
export function withSampleKind<Probe extends SampleTimes>(
  probe: Probe,
  kind: SampleKind,
  { dtMs, tStopMs }: { readonly dtMs: number; readonly tStopMs: number },
): Probe {
  const { everyMs, timesMs, ...rest } = probe
  const every = everyMs ?? Number((dtMs * 40).toPrecision(12))
  if (kind === 'interval') return { ...rest, everyMs: every } as unknown as Probe
  if (kind === 'times') return { ...rest, timesMs: timesMs ?? [tStopMs] } as unknown as Probe
  return rest as unknown as Probe
}
