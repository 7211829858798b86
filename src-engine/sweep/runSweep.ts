import { accepted, type Checked, refused } from '../core/checked.ts'
import type { Machine } from '../kernel/machine.ts'
import type { ModelDocument } from '../model/document.ts'
import { prepareCells, prepareRun, type PrepareSurroundings } from '../simulation/prepare.ts'
import type { PreparedCells } from '../simulation/preparedRun.ts'
import { hasOpenSteps, startRun } from '../simulation/run.ts'
import { designTable, type DesignTable } from './design.ts'
import { runsSideBySide } from './sideBySide.ts'
import {
  type Beginning,
  checkSweepStart,
  misfitOf,
  readBeginning,
  type SweepStart,
  takingOver,
} from './start.ts'
import { recordedProbes } from './recordedProbes.ts'
import { type ProbeSummary, RunRecord, type VariantTrace } from './summary.ts'
import type { SweepUse } from '../model/sweepUse.ts'
import { checkTargets, variantOf } from './variant.ts'

/** What came of one variant. */
export interface VariantResult {
  /** Row of the design table. */
  readonly variant: number
  readonly values: readonly number[]
  /** Why it could not be run to its end, in words; then there is nothing else. */
  readonly failure?: string
  readonly probes: readonly ProbeSummary[]
  readonly spikes: readonly { readonly id: string; readonly timesMs: readonly number[] }[]
  /** One for each of `probes`, where they are asked for. */
  readonly traces?: readonly VariantTrace[]
}

/** Processes that run a sweep together: each takes every so-manieth batch, and all get all results. */
export interface SweepSharing {
  readonly rank: number
  readonly ranks: number
  /** Gives the results of one batch, or none, and gets those of all processes, in their order. */
  gather(own: readonly VariantResult[]): readonly (readonly VariantResult[])[]
}

export interface SweepOptions {
  readonly machine: Machine
  readonly threads: number
  /** Variants that are run at once; results do not depend on it. */
  readonly batch?: number
  readonly traces?: boolean
  /** Whether a variant's result is there already. */
  readonly isDone?: (variant: number) => boolean
  readonly isCancelled?: () => boolean
  /**
   * Awaited from time to time while a batch runs, with the part of it that is done; where it throws, the batch is given up.
   */
  readonly pass?: (share: number) => Promise<void>
  readonly sharing?: SweepSharing | undefined
}

/** A sweep that has been looked through: its table, the order in which its variants are run, and the running itself. */
export interface PlannedSweep {
  readonly table: DesignTable
  /** Variants with the same GLOBALs and run settings together, otherwise in the table's order. */
  readonly order: Int32Array
  run(options: SweepOptions): AsyncGenerator<readonly VariantResult[]>
}

const usualBatch = 1024

/** Into how many stretches a batch is cut where somebody wants to pass between them. */
const stretches = 100

/** Checks a sweep of a model, and makes its table. @param start initial values if not given */
export function planSweep(
  document: ModelDocument,
  sweep: SweepUse,
  surroundings: PrepareSurroundings,
  machine: Machine,
  start?: SweepStart,
): Checked<PlannedSweep> {
  const table = designTable(sweep)
  const targets = [...checkTargets(document, sweep), ...(start ? checkSweepStart(document, sweep) : [])]
  if (!table.value || targets.length > 0) return refused([...table.diagnostics, ...targets])
  const beginning = start ? readBeginning(start) : accepted(undefined)
  if (beginning.diagnostics.length > 0) return refused(beginning.diagnostics)
  // What is wrong with the model itself, or with the state for it, is said once.
  const alone = prepareRun(document, surroundings, { threads: 1, machine, ...beginning.value?.layout })
  if (!alone.value) return refused(alone.diagnostics)
  const misfit = beginning.value && misfitOf(alone.value, machine, beginning.value)
  if (misfit) return refused([misfit])
  const variants = new Variants(document, sweep, table.value, beginning.value)
  const order = variants.inOrder()
  return accepted(
    { table: table.value, order, run: options => runAll(variants, order, surroundings, options) },
    alone.diagnostics,
  )
}

/** The models of a sweep's variants, and what they begin with. */
class Variants {
  readonly document: ModelDocument
  readonly sweep: SweepUse
  readonly table: DesignTable
  readonly beginning: Beginning | undefined

  constructor(
    document: ModelDocument,
    sweep: SweepUse,
    table: DesignTable,
    beginning: Beginning | undefined,
  ) {
    this.document = document
    this.sweep = sweep
    this.table = table
    this.beginning = beginning
  }

  values(variant: number): Float64Array {
    const width = this.table.parameters.length
    return this.table.values.subarray(variant * width, (variant + 1) * width)
  }

  model(variant: number): ModelDocument {
    return variantOf(this.document, this.sweep, this.values(variant))
  }

  /** What all variants of a batch must share. */
  key(variant: number): string {
    const shared = this.sweep.parameters.flatMap(({ target }, k) =>
      target.kind === 'global' || target.kind === 'run' ? [this.values(variant)[k]] : [],
    )
    return shared.join()
  }

  inOrder(): Int32Array {
    const groups = new Map<string, number[]>()
    for (let variant = 0; variant < this.table.count; variant++) {
      const key = this.key(variant)
      const group = groups.get(key)
      if (group) group.push(variant)
      else groups.set(key, [variant])
    }
    return Int32Array.from([...groups.values()].flat())
  }
}

async function* runAll(
  variants: Variants,
  order: Int32Array,
  surroundings: PrepareSurroundings,
  options: SweepOptions,
): AsyncGenerator<readonly VariantResult[]> {
  const { isCancelled = () => false, sharing } = options
  const { document, beginning } = variants
  // A state is that of one cell alone.
  const sideBySide = !beginning && runsSideBySide(document, name => surroundings.catalogue.get(name))
  const batches = [...batchesOf(variants, order, sideBySide, options)]
  const { rank, ranks } = sharing ?? { rank: 0, ranks: 1 }
  for (let round = 0; round < batches.length; round += ranks) {
    if (isCancelled()) return
    const mine = batches[round + rank]
    const results = mine ? await runBatch(variants, mine, surroundings, options) : []
    yield sharing ? sharing.gather(results).flat() : results
  }
}

/** The variants that are still to be run, in their order, so many at once as lie side by side and are wanted. */
function* batchesOf(
  variants: Variants,
  order: Int32Array,
  sideBySide: boolean,
  { batch = usualBatch, isDone = () => false, sharing }: SweepOptions,
): Generator<readonly number[]> {
  const waiting = [...order].filter(variant => !isDone(variant))
  const most = Math.min(batch, Math.ceil(waiting.length / (sharing?.ranks ?? 1)))
  let next: number[] = []
  for (const [place, variant] of waiting.entries()) {
    next.push(variant)
    const following = waiting[place + 1]
    const ends = following === undefined || variants.key(following) !== variants.key(variant)
    if (!(ends || !sideBySide || next.length >= most)) continue
    yield next
    next = []
  }
}

/** Runs some variants at once; where that does not go well, its halves, until it is clear which is to blame. */
async function runBatch(
  variants: Variants,
  batch: readonly number[],
  surroundings: PrepareSurroundings,
  options: SweepOptions,
): Promise<readonly VariantResult[]> {
  const prepared = prepareBatch(variants, batch, surroundings, options)
  const wrong = prepared.value
    ? await record(prepared.value, variants, batch.length, options)
    : prepared.diagnostics.find(({ severity }) => severity === 'error')!.message
  if (wrong instanceof RunRecord) {
    const all = wrong.results()
    const perVariant = all.length / batch.length
    return batch.map((_, place) =>
      resultOf(variants, batch, place, { results: all.slice(place * perVariant, (place + 1) * perVariant), spikes: wrong.spikes }, options),
    ) // prettier-ignore
  }
  if (batch.length === 1) {
    const [variant = 0] = batch
    return [{ variant, values: [...variants.values(variant)], failure: wrong, probes: [], spikes: [] }]
  }
  const half = batch.length >> 1
  return [
    ...(await runBatch(variants, batch.slice(0, half), surroundings, options)),
    ...(await runBatch(variants, batch.slice(half), surroundings, options)),
  ]
}

function prepareBatch(
  variants: Variants,
  batch: readonly number[],
  surroundings: PrepareSurroundings,
  { machine, threads }: SweepOptions,
): Checked<PreparedCells> {
  const [first = 0] = batch
  if (batch.length === 1)
    return prepareRun(variants.model(first), surroundings, {
      machine,
      threads,
      ...variants.beginning?.layout,
    })
  const { run, globals, functionTables } = variants.model(first)
  return prepareCells(
    batch.map(variant => ({
      name: `variant${variant}`,
      morphology: surroundings.morphology,
      description: variants.model(variant),
    })),
    { run, globals, network: { functionTables: functionTables ?? [] } },
    surroundings.catalogue,
    { machine, threads },
  )
}

/** Runs to the end, or says why not. */
async function record(
  prepared: PreparedCells,
  { document, beginning }: Variants,
  places: number,
  { machine, traces = false, pass }: SweepOptions,
): Promise<RunRecord | string> {
  const { dtMs, tStopMs } = prepared.run
  const probes = Array.from({ length: places }, (_, place) =>
    recordedProbes(prepared, document, { place, places }),
  )
  const keeping = { keepsTraces: traces, isOpen: hasOpenSteps(prepared), dtMs }
  const kept = new RunRecord(probes.flat(), prepared.spikes.length, keeping)
  const run = startRun(prepared, machine)
  try {
    const refusal = beginning && run.restore(beginning.bytes, takingOver)
    if (refusal) return refusal.message
    for (let finished = false; !finished;) {
      const slice = await run.advance(pass ? Math.max(1, Math.ceil(run.steps / stretches)) : run.steps)
      const wrong = slice.diagnostics.find(({ severity }) => severity === 'error')
      if (wrong) return wrong.message
      kept.add(slice)
      finished = slice.finished
      await pass?.(finished ? 1 : Math.min(1, (slice.timesMs.at(-1) ?? 0) / tStopMs))
    }
    return kept
  } finally {
    run.close()
  }
}

function resultOf(
  variants: Variants,
  batch: readonly number[],
  place: number,
  {
    results,
    spikes,
  }: { readonly results: ReturnType<RunRecord['results']>; readonly spikes: RunRecord['spikes'] },
  options: SweepOptions,
): VariantResult {
  const { document } = variants
  const spikeIds = [...document.spikes, ...(document.processSpikes ?? [])].map(({ id }) => id)
  const variant = batch[place]!
  return {
    variant,
    values: [...variants.values(variant)],
    probes: results.map(({ summary }) => summary),
    spikes: spikeIds.map((id, index) => ({ id, timesMs: spikes[place * spikeIds.length + index]! })),
    ...(options.traces ? { traces: results.map(({ trace }) => trace!) } : {}),
  }
}
