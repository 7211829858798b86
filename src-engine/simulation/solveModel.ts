import { type Checked, checked, hasErrors, refused } from '../core/checked.ts'
import { diagnose } from '../core/diagnostics/catalogue.ts'
import type { Diagnostic } from '../core/diagnostics/diagnostic.ts'
import type { Machine } from '../kernel/machine.ts'
import type { CompiledMechanism } from '../kernel/compiledMechanism.ts'
import { emptyModel } from '../model/document.ts'
import type { ModelPlan } from './modelRuns.ts'
import { prepareModel } from './prepareModel.ts'
import { printedMessages } from './printing.ts'
import { startRun } from './run.ts'
import { solveMessages } from './solveDiagnostics.ts'

/** What one run of a model gave. */
export interface Solution {
  /** In the model's unit of time; one sample where the model has no time. */
  readonly times: Float64Array
  /** One for each recorded number of the plan, as long as `times`. */
  readonly traces: readonly Float64Array[]
}

/** How one run of a plan is made. */
export interface SolveOptions {
  readonly machine: Machine
  readonly parameters: Readonly<Record<string, number>>
  /** Keeps every so many samples, counted from the first. */
  readonly every?: number
}

/** Most numbers kept of all runs of a plan: a quarter of a gigabyte. */
export const mostSamples = 32_000_000

/** Steps of a stretch between two looks at what has been recorded. */
const stepsAtOnce = 100_000

/**
 * Runs a model without a membrane from beginning to end. A number that is none ends the run as a fault does: nothing
 * else would notice, where there is no voltage.
 */
export async function solveModel(
  mechanism: CompiledMechanism,
  { stretch, recorded, timeUnit, runs }: ModelPlan,
  { machine, parameters, every = 1 }: SolveOptions,
): Promise<Checked<Solution>> {
  const { from = 0, until = 0, dt = 1 } = stretch ?? {}
  const ofOne = (Math.floor((until - from) / dt / every) + 1) * (recorded.length + 1)
  const samples = ofOne * runs.length
  if (samples > mostSamples)
    return refused([diagnose(solveMessages, 'solve/too-many-samples', { samples, most: mostSamples })])
  const run = { ...emptyModel('').run, dtMs: dt, tStopMs: until - from }
  const record = [...new Set(recorded.map(({ name }) => name))]
  const prepared = prepareModel(mechanism, { run, parameters, record }, { threads: 1, machine })
  if (!prepared.value) return refused(prepared.diagnostics)
  const handle = startRun(prepared.value, machine, { startMs: from })
  const times: number[] = []
  const traces: number[][] = record.map(() => [])
  const found: Diagnostic[] = [...prepared.diagnostics]
  try {
    for (let finished = false; !finished && !hasErrors(found);) {
      const slice = await handle.advance(stepsAtOnce)
      found.push(...printedMessages(slice.printed), ...slice.diagnostics)
      const first = (every - (slice.firstSample % every)) % every
      for (let sample = first; sample < slice.timesMs.length; sample += every) {
        times.push(slice.timesMs[sample] ?? NaN)
        slice.traces.forEach((trace, index) => traces[index]?.push(trace[sample] ?? NaN))
      }
      const wrong = !hasErrors(slice.diagnostics) && firstNotFinite(slice.traces)
      if (wrong) {
        const variable = record[wrong.trace] ?? ''
        const at = stretch ? `at t = ${slice.timesMs[wrong.sample]} ${timeUnit}` : 'in the solution'
        found.push(diagnose(solveMessages, 'solve/not-finite', { name: mechanism.name, variable, at }))
      }
      finished = slice.finished
    }
  } finally {
    const { printed, notKept, diagnostics } = handle.close()
    found.push(...printedMessages(printed, notKept), ...diagnostics)
  }
  const ordered = recorded.map(({ name }) => Float64Array.from(traces[record.indexOf(name)] ?? []))
  return checked({ times: Float64Array.from(times), traces: ordered }, found)
}

/** The earliest sample of any trace that is not a number. */
function firstNotFinite(traces: readonly Float64Array[]) {
  let found: { readonly trace: number; readonly sample: number } | undefined
  traces.forEach((values, trace) => {
    const sample = values.findIndex(value => !Number.isFinite(value))
    if (sample >= 0 && sample < (found?.sample ?? Infinity)) found = { trace, sample }
  })
  return found
}
