import { hasOpenSteps, needWholeTrace, startRun } from '../../src-engine/index.ts'
import type { ModelDocument } from '../../src-engine/model/document.ts'
import type { PreparedRun } from '../../src-engine/simulation/preparedRun.ts'
import type { RunId, RunsService, RunSummary, VoltageFrames } from '../contract/runs.ts'
import type { RunSessions } from '../engine/engineSessions.ts'
import { version } from '../host/version.ts'
import type { Log } from '../host/log.ts'
import type { JobQueue } from '../jobs/queue.ts'
import type { SeenThroughMedium } from '../jobs/seenThroughMedium.ts'
import { RpcError } from '../rpc/errors.ts'
import type { ProjectStore } from '../store/projectStore.ts'
import type { NewProbe, StoredRun } from '../store/repositories/runs.ts'
import { type ProjectConditions, startOfRuns } from './conditions.ts'
import type { LiveRuns } from './liveRuns.ts'
import type { ProjectModel } from './models.ts'
import { fingerprintsOf, machineOf, prepareForProject, type PrepareParts, refusedState } from './preparing.ts'
import { beginRun, createRunWork } from './runWork.ts'
import type { Workspace } from './workspace.ts'

/** What the service works with. */
export interface RunParts extends PrepareParts {
  readonly workspace: Workspace
  readonly model: ProjectModel
  readonly conditions: ProjectConditions
  readonly sessions: RunSessions
  readonly live: LiveRuns
  readonly media: SeenThroughMedium
  readonly queue: JobQueue
  readonly log: Log
  /** Threads to use where the window does not say. */
  threads(): number
  /** Memory for states of a run that can be gone back to [bytes]. */
  rewindBytes(): number
}

/** Starting and following simulations. */
export function createRunsService(parts: RunParts): RunsService {
  const { workspace, sessions, queue, live } = parts

  const tell = (run: RunId): void => sessions.emitChange({ run: toSummary(workspace.store.runs.get(run)) })

  /** Makes the traces that are known only when their run has ended. */
  const settleMedia = async (store: ProjectStore): Promise<void> => {
    for (const run of await parts.media.settle(store)) if (workspace.store === store) tell(run)
  }
  /** Those of a run that the program did not live to see the end of. */
  const settleLeftOver = (): void => {
    settleMedia(workspace.store).catch((error: unknown) =>
      parts.log('what electrodes see could not be computed', error),
    )
  }
  settleLeftOver()
  workspace.onChange(change => {
    if (change === 'project') settleLeftOver()
  })

  const start = ({ label, threads }: { label?: string | undefined; threads?: number | undefined }) => {
    const machine = machineOf(parts)
    const document = modelToRun(parts)
    const begins = startOfRuns(parts.conditions, document)
    const state = begins?.state
    const prepared = prepareForProject(parts, document, threads ?? parts.threads(), state)
    if (state) refuseHalfTraces(prepared)
    // Whether the state fits is told to the caller, not to a job that nobody looks at.
    if (state) beginRun(prepared, machine, state).close()
    const { store } = workspace
    const ids = store.runs.begin({
      label: label ?? freeLabel(store),
      model: prepared.document,
      start: begins,
      engine: `${version} ${machine.info.isa} ${machine.info.lanes} lanes`,
      fingerprints: fingerprintsOf(document, parts.mechanisms, machine),
      compartments: prepared.compartments.count,
      threads: prepared.threads,
      probes: probesOf(prepared),
      spikes: prepared.spikes,
    })
    const rewindBytes = parts.rewindBytes()
    const work = createRunWork(sessions, live, {
      prepared,
      machine,
      store,
      ids,
      start: state,
      rewindBytes,
      tell,
      onRecorded: () => settleMedia(store),
    })
    const job = queue.add(work)
    tell(ids.run)
    return { job, run: ids.run }
  }

  return {
    start: async request => start(request),
    rewind: async ({ run, toMs, withModel = false }) => {
      const { store } = workspace
      const changed = withModel ? changedModel(parts, run) : undefined
      const tMs = await live.goBack(run, toMs, changed && (state => goOnWith(parts, changed, state)))
      store.runs.change(run, tMs, changed)
      tell(run)
      return { tMs }
    },
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

/** What a run records: what shares the times of its steps, then what has times of its own, as stretches give it. */
function probesOf(prepared: PreparedRun): readonly NewProbe[] {
  const { probes, sampled, electrodes } = prepared
  const ownTimes = hasOpenSteps(prepared)
  const needed = new Set(needWholeTrace(electrodes))
  return [
    ...probes.map(({ label, unit }, index) => {
      const electrode = electrodes[index - (probes.length - electrodes.length)]
      return {
        label,
        unit,
        ownTimes,
        medium: electrode && needed.has(electrode) ? electrode.medium : undefined,
      }
    }),
    ...sampled.map(({ label, unit }) => ({ label, unit, ownTimes: true })),
  ]
}

function modelToRun({ model }: RunParts): ModelDocument {
  const { document, diagnostics } = model.state()
  if (document) return document
  throw new RpcError('runs/no-model', 'There is no cell yet. Import one, or open a sample.', diagnostics)
}

/** @throws RpcError where an electrode's medium needs the run from its beginning */
function refuseHalfTraces({ electrodes }: PreparedRun): void {
  const [electrode] = needWholeTrace(electrodes)
  if (!electrode) return
  throw new RpcError(
    'runs/medium-needs-whole-trace',
    `The electrode "${electrode.id}" lies in a medium that depends on frequency, whose effect needs the run from its beginning. Let the run begin with initial values, or give it a resistive medium.`,
  )
}

/** The project's model as a run that is under way can go on with it: what is recorded, and when it ends, stays. */
function changedModel(parts: RunParts, run: RunId): ModelDocument {
  const before = parts.workspace.store.runs.model(run)
  const now = modelToRun(parts)
  return {
    ...now,
    probes: before.probes,
    spikes: before.spikes,
    electrodes: before.electrodes,
    processProbes: before.processProbes,
    processSpikes: before.processSpikes,
    run: { ...before.run, celsius: now.run.celsius },
  }
}

/** A run of a changed model that goes on from a state. */
function goOnWith(parts: RunParts, document: ModelDocument, state: Uint8Array) {
  const machine = machineOf(parts)
  const handle = startRun(prepareForProject(parts, document, parts.threads(), state), machine)
  const refusal = handle.restore(state, { parameters: 'model' })
  if (!refusal) return handle
  handle.close()
  throw refusedState(refusal)
}

function freeLabel(store: ProjectStore): string {
  const taken = new Set(store.runs.list().map(({ label }) => label))
  for (let number = taken.size + 1; ; number++) {
    if (!taken.has(`Run ${number}`)) return `Run ${number}`
  }
}

function toSummary(run: StoredRun): RunSummary {
  const { id, label, state, startedAt, startMs, tMs, tStopMs, dtMs, compartments, seconds, engine, probes } =
    run
  return {
    id,
    label,
    state,
    startedAt,
    startMs,
    tMs,
    tStopMs,
    dtMs,
    compartments,
    seconds,
    engine,
    changesMs: run.changesMs,
    probes: probes.map(({ id: probe, label: name, unit, samples, comesAtEnd }) => ({
      probe,
      label: name,
      unit,
      samples,
      comesAtEnd,
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
