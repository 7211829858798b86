import {
  CancelledError,
  type Machine,
  type PlannedSweep,
  type VariantResult,
} from '../../../src-engine/index.ts'
import type { JobContext, JobOutcome } from '../job.ts'

/** What running a sweep needs, and whom it tells. */
export interface SweepWork {
  readonly planned: PlannedSweep
  readonly machine: Machine
  readonly threads: number
  readonly keepsTraces: boolean
  /** Compartments of one variant, and samples of one that are kept. */
  readonly compartments: number
  readonly samples: number
  /** Variants whose results are there already. */
  readonly done: ReadonlySet<number>
  /** Results are on the disk when it returns. */
  onResults(results: readonly VariantResult[], seconds: number): void
}

/** Compartments that lie side by side at most: enough to fill every lane and thread, few enough for progress to be seen. */
const mostCompartments = 16_384

/** Samples of one batch that wait in memory at most. */
const mostSamples = 16_000_000

/** Runs what is left of a sweep, batch after batch. */
export async function runSweep(work: SweepWork, context: JobContext): Promise<JobOutcome> {
  const { planned, machine, threads, keepsTraces, done, onResults } = work
  const batch = Math.max(
    1,
    Math.min(
      1024,
      Math.floor(mostCompartments / Math.max(1, work.compartments)),
      keepsTraces ? Math.floor(mostSamples / Math.max(1, work.samples)) : Infinity,
    ),
  )
  let finished = done.size
  let began = performance.now()
  context.progress(finished)
  const results = planned.run({
    machine,
    threads,
    batch,
    traces: keepsTraces,
    isDone: variant => done.has(variant),
    isCancelled: () => context.signal.aborted,
    pass: async share => {
      await context.whenRunning()
      if (context.signal.aborted) throw new CancelledError()
      context.progress(finished + share * Math.min(batch, planned.table.count - finished))
    },
  })
  for await (const some of results) {
    onResults(some, (performance.now() - began) / 1000)
    began = performance.now()
    finished += some.length
    context.progress(finished)
  }
  return { diagnostics: [] }
}
