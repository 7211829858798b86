import { hasErrors } from '../../src-engine/core/checked.ts'
import {
  checkTargets,
  createSourceText,
  designTable,
  checkSweepStart,
  planSweep,
  recordedProbes,
  prepareRun,
  readSweepList,
  stepCount,
  variantOf,
} from '../../src-engine/index.ts'
import type { ModelDocument, SampleTimes } from '../../src-engine/model/document.ts'
import type { SweepUse } from '../../src-engine/model/sweepUse.ts'
import type { SweepId, SweepPreview, SweepsService, SweepSummary, VariantTrace } from '../contract/sweeps.ts'
import { writeSweepCsv } from '../files/sweepCsv.ts'
import { createEmitter } from '../host/emitter.ts'
import { createThrottle } from '../host/throttle.ts'
import { version } from '../host/version.ts'
import { runSweep } from '../jobs/kinds/runSweep.ts'
import type { Work } from '../jobs/job.ts'
import type { JobQueue } from '../jobs/queue.ts'
import { RpcError } from '../rpc/errors.ts'
import { thinned } from '../store/thinned.ts'
import type { ProjectStore } from '../store/projectStore.ts'
import type { StoredSweep } from '../store/repositories/sweeps.ts'
import { type ProjectConditions, startOfRuns } from './conditions.ts'
import type { ProjectModel } from './models.ts'
import {
  changedMechanisms,
  fingerprintsOf,
  machineOf,
  mechanismFingerprints,
  prepareForProject,
  type PrepareParts,
} from './preparing.ts'
import { measureColumns, parameterColumns, sweepTable, unitOfTarget } from './sweepColumns.ts'
import type { Workspace } from './workspace.ts'

/** What the service works with. */
export interface SweepParts extends PrepareParts {
  readonly workspace: Workspace
  readonly model: ProjectModel
  readonly conditions: ProjectConditions
  readonly queue: JobQueue
  threads(): number
}

type Change = { readonly sweep: SweepSummary } | { readonly removed: SweepId }

/** Least time between two tellings of a sweep that comes on [ms]. */
const changeInterval = 200

/** Rows that a table in a file can have at most. */
const mostCsvRows = 1_000_000

/** The project's model with many sets of parameters. */
export function createSweepsService(parts: SweepParts): SweepsService {
  const { workspace, mechanisms, queue } = parts
  const changes = createEmitter<Change>()

  const summaryOf = (sweep: StoredSweep, store = workspace.store): SweepSummary => {
    const { id, label, state, startedAt, variants, done, failed, seconds, recorded, keepsTraces } = sweep
    return {
      id,
      label,
      state,
      startedAt,
      variants,
      done,
      failed,
      seconds,
      parameters: parameterColumns(store.sweeps.model(id), mechanisms.catalogue()),
      probes: recorded.probes,
      spikes: recorded.spikes.map(spikes => spikes.label),
      keepsTraces,
    }
  }
  const tell = (id: SweepId, store: ProjectStore): void =>
    changes.emit({ sweep: summaryOf(store.sweeps.get(id), store) })
  const add = (id: SweepId, document: ModelDocument, threads: number): string =>
    queue.add(createWork(parts, { id, document, threads, store: workspace.store, tell }))
  const isUnderWay = (id: SweepId): boolean =>
    queue.list().some(({ sweep, state }) => sweep === id && ['queued', 'running', 'paused'].includes(state))
  const results = (id: SweepId, mostRows: number) => {
    const { store } = workspace
    const parameters = parameterColumns(store.sweeps.model(id), mechanisms.catalogue())
    return sweepTable(store, id, parameters, mostRows)
  }

  return {
    preview: async ({ sweep, most }) => preview(parts, sweep, most),
    readList: async ({ name, text }) => {
      const { value, diagnostics } = readSweepList(createSourceText(name, text), modelOf(parts))
      return { sweep: value, diagnostics }
    },
    start: async ({ label, threads = parts.threads(), keepTraces }) => {
      const document = modelOf(parts)
      const begins = startOfRuns(parts.conditions, document)
      const { planned, prepared } = plan(parts, document, threads, begins?.state)
      const { store } = workspace
      const machine = machineOf(parts)
      const id = store.sweeps.begin({
        label: label ?? freeLabel(store),
        model: document,
        design: planned.table,
        recorded: {
          probes: recordedProbes(prepared, document).map(probe => ({ label: probe.label, unit: probe.unit })),
          spikes: prepared.spikes.map(spikes => ({ label: spikes.label })),
        },
        keepsTraces: keepTraces,
        start: begins,
        engine: `${version} ${machine.info.isa} ${machine.info.lanes} lanes`,
        fingerprints: fingerprintsOf(document, mechanisms, machine),
        threads,
      })
      const job = add(id, document, threads)
      tell(id, store)
      return { job, sweep: id }
    },
    resume: async ({ sweep, threads = parts.threads() }) => {
      const { store } = workspace
      const { label, fingerprints, done, variants } = store.sweeps.get(sweep)
      if (isUnderWay(sweep)) throw new RpcError('sweeps/under-way', `“${label}” is under way.`)
      if (done === variants) throw new RpcError('sweeps/nothing-left', `“${label}” has come to its end.`)
      const document = store.sweeps.model(sweep)
      const changed = changedMechanisms(fingerprints, mechanismFingerprints(document, mechanisms))
      if (changed.length > 0)
        throw new RpcError(
          'sweeps/mechanisms-changed',
          `“${label}” cannot go on: the text of ${changed.map(name => `"${name}"`).join(', ')} has changed since it began. Start it anew.`,
        )
      plan(parts, document, threads, store.sweeps.startState(sweep))
      return { job: add(sweep, document, threads) }
    },
    list: async () => workspace.store.sweeps.list().map(sweep => summaryOf(sweep)),
    results: async ({ sweep, mostRows }) => results(sweep, mostRows),
    traces: async ({ sweep, probe, variants, maxPoints }) => {
      const { store } = workspace
      const { dtMs, startMs } = store.sweeps.get(sweep)
      return variants.flatMap((variant): VariantTrace[] => {
        const trace = store.sweeps.trace(sweep, variant, probe)
        if (!trace) return []
        const { timesMs, low, high } = thinned({ ...trace, dtMs, startMs }, maxPoints)
        return [{ variant, timesMs, low, high }]
      })
    },
    variant: async ({ sweep, variant }) => {
      const { store } = workspace
      const document = store.sweeps.model(sweep)
      const width = document.sweep?.parameters.length ?? 0
      const values = store.sweeps.design(sweep).subarray(variant * width, (variant + 1) * width)
      if (!document.sweep || values.length < width)
        throw new RpcError('sweeps/no-such-variant', `The sweep has no variant ${variant + 1}.`)
      return { ...variantOf(document, document.sweep, values), sweep: document.sweep }
    },
    exportCsv: async ({ sweep }) => {
      const { label } = workspace.store.sweeps.get(sweep)
      return {
        name: `${label.replace(/[^\p{L}\p{N}._-]+/gu, '-')}.csv`,
        text: writeSweepCsv(results(sweep, mostCsvRows)),
      }
    },
    rename: async ({ sweep, label }) => {
      workspace.store.sweeps.rename(sweep, label)
      tell(sweep, workspace.store)
    },
    remove: async ({ sweep }) => {
      const { store } = workspace
      store.sweeps.get(sweep)
      if (isUnderWay(sweep))
        throw new RpcError('sweeps/still-running', 'Cancel the sweep before removing it.')
      store.sweeps.remove(sweep)
      changes.emit({ removed: sweep })
      await store.purge()
    },
    onChange: listener => changes.on(listener),
  }
}

function modelOf({ model }: SweepParts): ModelDocument {
  const { document, diagnostics } = model.state()
  if (document) return document
  throw new RpcError('runs/no-model', 'There is no cell yet. Import one, or open a sample.', diagnostics)
}

/** Looks a sweep through and prepares its model. @throws RpcError where it cannot run */
function plan(parts: SweepParts, document: ModelDocument, threads: number, state: Uint8Array | undefined) {
  if (!document.sweep)
    throw new RpcError('sweeps/nothing-to-vary', 'The model says nothing that is to be varied.')
  const prepared = prepareForProject(parts, document, threads, state)
  const morphology = parts.cells.morphology(document.morphology)
  const surroundings = { morphology, catalogue: parts.mechanisms.catalogue() }
  const { value, diagnostics } = planSweep(
    document,
    document.sweep,
    surroundings,
    machineOf(parts),
    state && { bytes: state, keepAll: true },
  )
  if (value && !hasErrors(diagnostics)) return { planned: value, prepared }
  const [first] = diagnostics.filter(({ severity }) => severity === 'error')
  throw new RpcError('sweeps/not-ready', `The sweep cannot run yet: ${first?.message ?? ''}`, diagnostics)
}

function preview(parts: SweepParts, sweep: SweepUse, most: number): SweepPreview {
  const document = { ...modelOf(parts), sweep }
  const { value, diagnostics } = designTable(sweep)
  const catalogue = parts.mechanisms.catalogue()
  const found = [...diagnostics, ...checkTargets(document, sweep), ...checkStart(parts, document, sweep)]
  const parameters = sweep.parameters.map(({ id, target }) => ({
    label: id,
    unit: unitOfTarget(target, document, catalogue),
  }))
  const count = value?.count ?? 0
  // A variant at one end of the table stands for all: values that no model can have are seen before hours have passed.
  if (value && !hasErrors(found)) {
    const morphology = parts.cells.morphology(document.morphology)
    const width = parameters.length
    for (const row of new Set([0, count - 1])) {
      const variant = variantOf(document, sweep, value.values.subarray(row * width, (row + 1) * width))
      if (!parts.machine || found.length > 0) break
      const options = { threads: 1, machine: parts.machine }
      found.push(...prepareRun(variant, { morphology, catalogue }, options).diagnostics)
    }
  }
  return {
    count,
    parameters,
    values: value ? value.values.slice(0, most * parameters.length) : new Float64Array(0),
    diagnostics: found,
    traceBytes: count * numbersOf(document) * Float64Array.BYTES_PER_ELEMENT,
  }
}

/** What keeps a sweep from beginning where the model's runs do. */
function checkStart({ conditions }: SweepParts, document: ModelDocument, sweep: SweepUse) {
  if (document.run.startFrom === undefined) return []
  return [...conditions.check(document), ...checkSweepStart(document, sweep)]
}

/** About how many numbers all traces of a variant are. Of steps of any length nobody knows: then as of those of dt. */
function numbersOf({ probes, processProbes = [], electrodes = [], run }: ModelDocument): number {
  const { tStopMs, dtMs, method, adaptive } = run
  const steps = stepCount(tStopMs, dtMs) + 1
  const isOpen = method === 'adaptive' && adaptive?.samples === 'every-step'
  return [...probes, ...processProbes, ...electrodes.map(() => ({}))].reduce<number>(
    (sum, { everyMs, timesMs }: SampleTimes) => {
      if (timesMs) return sum + 2 * timesMs.length
      if (everyMs !== undefined) return sum + 2 * (Math.floor(tStopMs / everyMs) + 1)
      return sum + (isOpen ? 2 * steps : steps)
    },
    0,
  )
}

interface StartedSweep {
  readonly id: SweepId
  readonly document: ModelDocument
  readonly threads: number
  readonly store: ProjectStore
  readonly tell: (id: SweepId, store: ProjectStore) => void
}

function createWork(parts: SweepParts, { id, document, threads, store, tell }: StartedSweep): Work {
  const { label, variants, keepsTraces, recorded } = store.sweeps.get(id)
  const changed = createThrottle<void>(changeInterval, () => tell(id, store))
  return {
    kind: 'sweep',
    title: label,
    total: variants,
    unit: 'variants',
    run: undefined,
    sweep: id,
    execute: context => {
      const { planned, prepared } = plan(parts, document, threads, store.sweeps.startState(id))
      return runSweep(
        {
          planned,
          machine: machineOf(parts),
          threads,
          keepsTraces,
          compartments: prepared.compartments.count,
          samples: (prepared.steps + 1) * Math.max(1, measureColumns(recorded).length),
          done: store.sweeps.done(id),
          onResults: (results, seconds) => {
            store.sweeps.add(id, results, seconds)
            changed.push()
          },
        },
        context,
      )
    },
    onState: state => {
      changed.cancel()
      store.sweeps.setState(id, state === 'queued' ? 'running' : state)
      tell(id, store)
    },
  }
}

function freeLabel(store: ProjectStore): string {
  const taken = new Set(store.sweeps.list().map(({ label }) => label))
  for (let number = taken.size + 1; ; number++) {
    if (!taken.has(`Sweep ${number}`)) return `Sweep ${number}`
  }
}
