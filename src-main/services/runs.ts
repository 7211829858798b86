import { hasErrors } from '../../src-engine/core/checked.ts'
import { needWholeTrace, prepareRun, startRun } from '../../src-engine/index.ts'
import type { Machine } from '../../src-engine/kernel/abi.ts'
import type { PreparedRun } from '../../src-engine/simulation/preparedRun.ts'
import type { Job } from '../contract/jobs.ts'
import type { RunId, RunsService, RunSummary, VoltageFrames } from '../contract/runs.ts'
import type { RunSessions } from '../engine/engineSessions.ts'
import { createThrottle } from '../host/throttle.ts'
import { version } from '../host/version.ts'
import { runModel } from '../jobs/kinds/runModel.ts'
import type { JobQueue } from '../jobs/queue.ts'
import { RpcError } from '../rpc/errors.ts'
import type { ProjectStore } from '../store/projectStore.ts'
import type { RunIds, StoredRun } from '../store/repositories/runs.ts'
import type { ProjectCells } from './cells.ts'
import type { ProjectMechanisms } from './mechanisms.ts'
import type { ProjectModel } from './models.ts'
import type { Workspace } from './workspace.ts'

/** What the service works with. */
export interface RunParts {
  readonly workspace: Workspace
  readonly cells: ProjectCells
  readonly mechanisms: ProjectMechanisms
  readonly model: ProjectModel
  readonly sessions: RunSessions
  readonly queue: JobQueue
  /** Threads to use where the window does not say. */
  threads(): number
  readonly engineProblem: string | undefined
}

/** Least time between two tellings of a growing run [ms]. */
const changeInterval = 100
const growInterval = 1000 / 30

/** Starting and following simulations. */
export function createRunsService(parts: RunParts): RunsService {
  const { workspace, sessions, queue } = parts

  const tell = (run: RunId): void => sessions.emitChange({ run: toSummary(workspace.store.runs.get(run)) })

  const start = ({ label, threads }: { label?: string | undefined; threads?: number | undefined }) => {
    const machine = machineOf(parts)
    const prepared = prepare(parts, machine, threads ?? parts.threads())
    const { store } = workspace
    const ids = store.runs.begin({
      label: label ?? freeLabel(store),
      model: prepared.document,
      engine: `${version} ${machine.info.isa} ${machine.info.lanes} lanes`,
      fingerprints: fingerprintsOf(prepared, parts.mechanisms, machine),
      compartments: prepared.compartments.count,
      threads: prepared.threads,
      probes: prepared.probes,
      spikes: prepared.spikes,
    })
    const job = queue.add(createRunWork(parts, { prepared, machine, store, ids, tell }))
    tell(ids.run)
    return { job, run: ids.run }
  }

  return {
    start: async request => start(request),
    list: async () => workspace.store.runs.list().map(toSummary),
    model: async ({ run }) => workspace.store.runs.model(run),
    spikes: async ({ run }) => workspace.store.spikes.ofRun(workspace.store.runs.get(run).id),
    frames: async ({ run }) => joinFrames(workspace.store, run),
    rename: async ({ run, label }) => {
      workspace.store.runs.rename(run, label)
      tell(run)
    },
    remove: async ({ run }) => {
      const { store } = workspace
      const { state } = store.runs.get(run)
      if (state === 'running' || state === 'paused') {
        throw new RpcError('runs/still-running', 'Cancel the run before removing it.')
      }
      store.runs.remove(run)
      sessions.emitChange({ removed: run })
      await store.purge()
    },
    onChange: listener => sessions.onChange(listener),
    onFrame: listener => sessions.onFrame(listener),
  }
}

function machineOf({ sessions, engineProblem }: RunParts): Machine {
  if (sessions.machine) return sessions.machine
  throw new RpcError('runs/no-engine', engineProblem ?? 'The engine is missing: install the program again.')
}

function prepare({ model, cells, mechanisms }: RunParts, machine: Machine, threads: number): PreparedRun {
  const { document, diagnostics } = model.state()
  if (!document) {
    throw new RpcError('runs/no-model', 'There is no cell yet. Import one, or open a sample.', diagnostics)
  }
  const morphology = cells.morphology(document.morphology)
  const prepared = prepareRun(
    document,
    { morphology, catalogue: mechanisms.catalogue() },
    { threads, machine },
  )
  const [sampled] = prepared.value?.sampled ?? []
  if (sampled)
    throw new RpcError(
      'runs/own-sample-times',
      `The probe "${sampled.id}" is recorded at times of its own, and a project keeps traces of every step only. Remove its interval or its times, or run the model on the command line.`,
      [],
    )
  const [electrode] = needWholeTrace(prepared.value?.electrodes ?? [])
  if (electrode)
    throw new RpcError(
      'runs/medium-needs-whole-trace',
      `The electrode "${electrode.id}" lies in a medium that depends on frequency, whose effect is known only when a run has ended. Give it a resistive medium, or run the model on the command line.`,
      [],
    )
  if (prepared.value && !hasErrors(prepared.diagnostics)) return prepared.value
  const errors = prepared.diagnostics.filter(({ severity }) => severity === 'error')
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : ''
  throw new RpcError(
    'runs/model-not-ready',
    `The model cannot run yet: ${errors[0]?.message ?? ''}${more}`,
    prepared.diagnostics,
  )
}

interface Started {
  readonly prepared: PreparedRun
  readonly machine: Machine
  readonly store: ProjectStore
  readonly ids: RunIds
  readonly tell: (run: RunId) => void
}

function createRunWork({ sessions }: RunParts, { prepared, machine, store, ids, tell }: Started) {
  const { document } = prepared
  const changed = createThrottle<void>(changeInterval, () => tell(ids.run))
  const grown = createThrottle<{ tMs: number; samples: number }>(growInterval, ({ tMs, samples }) => {
    for (const probe of ids.probes) sessions.emitGrow({ probe, samples, toMs: tMs })
  })
  return {
    kind: 'run' as const,
    title: store.runs.get(ids.run).label,
    total: document.run.tStopMs,
    unit: 'ms',
    run: ids.run,
    execute: (context: Parameters<typeof runModel>[1]) =>
      runModel(
        {
          handle: startRun(prepared, machine),
          recorder: store.record(ids),
          compartments: prepared.compartments.count,
          watched: () => sessions.watched,
          onGrow: (tMs, samples) => {
            grown.push({ tMs, samples })
            changed.push()
          },
          onFrame: (tMs, values) => sessions.emitFrame({ run: ids.run, tMs, values }),
        },
        context,
      ),
    onState: (state: Job['state']) => {
      grown.flush()
      changed.cancel()
      const row = state === 'queued' ? 'running' : state
      const before = store.runs.get(ids.run).state
      // How a run ended is written with its last samples; only what never began, or failed before, is left.
      if (before === 'running' || before === 'paused') store.runs.setState(ids.run, row)
      tell(ids.run)
    },
  }
}

/** What determined the numbers besides the model document: the text and compiler of each mechanism, the machine. */
function fingerprintsOf(
  { document }: PreparedRun,
  mechanisms: ProjectMechanisms,
  machine: Machine,
): Record<string, string> {
  const used = new Set([...document.mechanisms, ...document.pointProcesses].map(({ mechanism }) => mechanism))
  const all = mechanisms.all().filter(({ compiled }) => used.has(compiled.name))
  return {
    program: version,
    abi: String(machine.info.abi),
    compiler: machine.info.compiler,
    ...Object.fromEntries(all.map(({ compiled }) => [`mechanism ${compiled.name}`, compiled.fingerprint])),
  }
}

function freeLabel(store: ProjectStore): string {
  const taken = new Set(store.runs.list().map(({ label }) => label))
  for (let number = taken.size + 1; ; number++) {
    if (!taken.has(`Run ${number}`)) return `Run ${number}`
  }
}

function toSummary(run: StoredRun): RunSummary {
  const { id, label, state, startedAt, tMs, tStopMs, dtMs, compartments, seconds, engine, probes } = run
  return {
    id,
    label,
    state,
    startedAt,
    tMs,
    tStopMs,
    dtMs,
    compartments,
    seconds,
    engine,
    probes: probes.map(({ id: probe, label: name, unit, samples }) => ({
      probe,
      label: name,
      unit,
      samples,
    })),
  }
}

function joinFrames(store: ProjectStore, run: RunId): VoltageFrames {
  const { compartments } = store.runs.get(run)
  const frames = store.frames.ofRun(run)
  const values = new Float32Array(frames.length * compartments)
  for (const [index, frame] of frames.entries()) values.set(frame.values, index * compartments)
  return { timesMs: Float64Array.from(frames, ({ tMs }) => tMs), compartments, values }
}
