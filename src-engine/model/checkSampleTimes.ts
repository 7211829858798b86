import { diagnose } from '../core/diagnostics/catalogue.ts'
import type { Diagnostic } from '../core/diagnostics/diagnostic.ts'
import { about } from './checkUses.ts'
import type { ModelDocument, SampleTimes } from './document.ts'
import { playMessages } from './playDiagnostics.ts'

/** Most samples of one variable at times of its own. */
const mostSamples = 100_000_000

function checkTimes(
  { everyMs, timesMs }: SampleTimes,
  use: string,
  { tStopMs, method, adaptive }: ModelDocument['run'],
): Diagnostic[] {
  if (everyMs === undefined && timesMs === undefined) return []
  const refuse = (why: string) => [diagnose(playMessages, 'model/sample-times', { use, why })]
  if (method === 'adaptive' && adaptive?.samples === 'every-step')
    return refuse('has times of its own, while the run records every step of adaptive length')
  if (everyMs !== undefined && timesMs !== undefined)
    return refuse('has both an interval and a list of times; it must be one of them')
  if (everyMs !== undefined) {
    if (!(Number.isFinite(everyMs) && everyMs > 0))
      return refuse(`is recorded every ${everyMs} ms; the interval must be more than 0`)
    return tStopMs / everyMs > mostSamples
      ? refuse(`would be recorded ${Math.round(tStopMs / everyMs)} times; ${mostSamples} is the most`)
      : []
  }
  if (!timesMs?.every(Number.isFinite)) return timesMs ? refuse('has a time that is not a number') : []
  const back = timesMs.findIndex((time, index) => index > 0 && time < timesMs[index - 1]!)
  return back < 0 ? [] : refuse(`has times that go back from ${timesMs[back - 1]} to ${timesMs[back]} ms`)
}

/** What is wrong with the times at which variables are recorded. */
export function checkSampleTimes({
  probes,
  processProbes = [],
  run,
}: Pick<ModelDocument, 'probes' | 'processProbes' | 'run'>): Diagnostic[] {
  const check = (list: string, all: readonly (SampleTimes & { readonly id: string })[]) =>
    all.flatMap(probe => about(`${list}.${probe.id}`, checkTimes(probe, `Probe "${probe.id}"`, run)))
  return [...check('probes', probes), ...check('processProbes', processProbes)]
}
