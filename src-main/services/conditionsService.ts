import type { RunHandle } from '../../src-engine/index.ts'
import type { ModelDocument } from '../../src-engine/model/document.ts'
import type { ConditionsService, ConditionSummary } from '../contract/conditions.ts'
import type { RunId } from '../contract/runs.ts'
import { createEmitter } from '../host/emitter.ts'
import { replayRun } from '../jobs/kinds/replayRun.ts'
import type { JobQueue } from '../jobs/queue.ts'
import { RpcError } from '../rpc/errors.ts'
import type { StoredRun } from '../store/repositories/runs.ts'
import type { ProjectConditions } from './conditions.ts'
import type { LiveRuns } from './liveRuns.ts'
import type { ProjectModel } from './models.ts'
import {
  changedMechanisms,
  machineOf,
  mechanismFingerprints,
  prepareForProject,
  type PrepareParts,
} from './preparing.ts'
import { beginRun } from './runWork.ts'
import type { Workspace } from './workspace.ts'

/** What the service works with. */
export interface ConditionParts extends PrepareParts {
  readonly workspace: Workspace
  readonly conditions: ProjectConditions
  readonly model: ProjectModel
  readonly live: LiveRuns
  readonly queue: JobQueue
  threads(): number
}

/** A state at a moment. */
interface StateAt {
  readonly tMs: number
  readonly bytes: Uint8Array
}

/** States with names, for runs to begin with. */
export function createConditionsService(parts: ConditionParts): ConditionsService {
  const { workspace, conditions, model, queue } = parts
  const changes = createEmitter<readonly ConditionSummary[]>()
  const list = (): readonly ConditionSummary[] => {
    const { document, compartments } = model.state()
    return conditions.list().map(condition => ({
      id: condition.id,
      name: condition.name,
      tMs: condition.tMs,
      createdAt: condition.createdAt,
      run: condition.run,
      compartments: condition.compartments,
      misfit: document && conditions.misfit(condition, document, compartments)?.message,
    }))
  }
  workspace.onChange(change => {
    if (change !== 'file' && changes.listeners > 0) changes.emit(list())
  })

  const keep = (name: string, run: StoredRun, { tMs, bytes }: StateAt): number => {
    const { store } = workspace
    return conditions.keep(name, {
      tMs,
      run: run.label,
      model: modelAt(parts, run.id, tMs),
      fingerprints: store.runs.fingerprints(run.id),
      compartments: run.compartments,
      state: bytes,
    })
  }

  return {
    list: async () => list(),
    save: async ({ run: id, atMs, name }) => {
      const run = workspace.store.runs.get(id)
      const atHand = await stateAtHand(parts, run, atMs)
      if (atHand) return { condition: keep(name, run, atHand), job: undefined }
      const { fromMs, begin, changes: later } = await replayFrom(parts, run, atMs ?? run.tMs)
      const job = queue.add({
        kind: 'state',
        title: name,
        total: atMs ?? run.tMs,
        unit: 'ms',
        run: id,
        execute: context => {
          context.progress(fromMs)
          return replayRun(
            {
              handle: begin(),
              fromMs,
              dtMs: run.dtMs,
              atMs: atMs ?? run.tMs,
              changes: later,
              onState: state => void keep(name, run, state),
            },
            context,
          )
        },
        onState: () => undefined,
      })
      return { condition: undefined, job }
    },
    rename: async ({ condition, name }) => conditions.rename(condition, name),
    remove: async ({ condition }) => conditions.remove(condition),
    model: async ({ condition }) => conditions.get(condition).model,
    onChange: listener => changes.on(listener),
  }
}

/** The model that a run had at a time: parameters may have been changed on the way. */
function modelAt({ workspace }: ConditionParts, run: RunId, tMs: number): ModelDocument {
  const { runs } = workspace.store
  return runs.changes(run).findLast(({ fromMs }) => fromMs <= tMs)?.model ?? runs.model(run)
}

/** The state of a run at a time, or where it stands, if nothing has to be computed for it. */
async function stateAtHand(
  { workspace, live }: ConditionParts,
  run: StoredRun,
  atMs: number | undefined,
): Promise<StateAt | undefined> {
  const isAt = (state: StateAt | undefined) =>
    state && (atMs === undefined || Math.abs(state.tMs - atMs) <= run.dtMs / 2) ? state : undefined
  if (live.has(run.id)) {
    if (atMs === undefined) return live.snapshot(run.id)
    if (atMs > run.tMs + run.dtMs / 2) throw notYet(run, atMs)
    return isAt(await live.keptBefore(run.id, atMs + run.dtMs / 2))
  }
  const end = workspace.store.runStates.get(run.id)
  if (atMs !== undefined && (atMs > run.tMs + run.dtMs / 2 || atMs < run.startMs - run.dtMs / 2))
    throw notYet(run, atMs)
  return isAt(end)
}

const notYet = ({ label, startMs, tMs }: StoredRun, atMs: number) =>
  new RpcError(
    'conditions/no-such-time',
    `“${label}” goes from ${startMs} to ${Number(tMs.toFixed(6))} ms, and has no state at ${atMs} ms.`,
  )

/** How to come to a time of a run again: from the newest state before it, or from its beginning. */
async function replayFrom(parts: ConditionParts, run: StoredRun, atMs: number) {
  const { store } = parts.workspace
  const changed = changedMechanisms(
    store.runs.fingerprints(run.id),
    mechanismFingerprints(store.runs.model(run.id), parts.mechanisms),
  )
  if (changed.length > 0)
    throw new RpcError(
      'conditions/mechanisms-changed',
      `The state of “${run.label}” at ${atMs} ms would have to be computed anew, and the text of ${changed.map(name => `"${name}"`).join(', ')} has changed since. Run the model again.`,
    )
  const machine = machineOf(parts)
  const kept = parts.live.has(run.id) ? await parts.live.keptBefore(run.id, atMs) : undefined
  const fromMs = kept?.tMs ?? run.startMs
  const threads = parts.threads()
  const start = kept?.bytes ?? store.runs.startState(run.id)
  const over = (model: ModelDocument, state: Uint8Array): RunHandle =>
    beginRun(prepareForProject(parts, model, threads, state), machine, state)
  const changes = store.runs.changes(run.id)
  const first = changes.findLast(change => change.fromMs <= fromMs)?.model ?? store.runs.model(run.id)
  return {
    fromMs,
    begin: (): RunHandle => beginRun(prepareForProject(parts, first, threads, start), machine, start),
    changes: changes
      .filter(change => change.fromMs > fromMs && change.fromMs <= atMs)
      .map(({ fromMs: at, model }) => ({ fromMs: at, over: (state: Uint8Array) => over(model, state) })),
  }
}
