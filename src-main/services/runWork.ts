import { type RunHandle, startRun } from '../../src-engine/index.ts'
import type { Machine } from '../../src-engine/kernel/machine.ts'
import type { PreparedRun } from '../../src-engine/simulation/preparedRun.ts'
import type { Job } from '../contract/jobs.ts'
import type { RunId } from '../contract/runs.ts'
import type { RunSessions } from '../engine/engineSessions.ts'
import { createThrottle } from '../host/throttle.ts'
import type { Work } from '../jobs/job.ts'
import { createKeptStates } from '../jobs/keptStates.ts'
import { createRunControl } from '../jobs/kinds/runControl.ts'
import { runModel } from '../jobs/kinds/runModel.ts'
import type { RunStanding } from '../jobs/kinds/runStepping.ts'
import type { ProjectStore } from '../store/projectStore.ts'
import type { RunIds } from '../store/repositories/runs.ts'
import type { LiveRuns } from './liveRuns.ts'
import { refusedState } from './preparing.ts'

/** Least time between two tellings of a growing run [ms]. */
const changeInterval = 100
const growInterval = 1000 / 30

/** Largest state that is kept of a run that has ended [bytes]. */
const mostStateBytes = 64 * 1024 * 1024

/** A run that has been prepared and has its rows in the project. */
export interface StartedRun {
  readonly prepared: PreparedRun
  readonly machine: Machine
  readonly store: ProjectStore
  readonly ids: RunIds
  /** The state that it begins with, if not its initial values. */
  readonly start: Uint8Array | undefined
  /** Memory for states to go back to [bytes]. */
  readonly rewindBytes: number
  tell(run: RunId): void
  /** All that it recorded is on the disk. */
  onRecorded(): Promise<void>
}

/**
 * Starts a run, standing at its beginning.
 *
 * @param state that it takes over, with the model's own parameters
 * @throws RpcError `runs/state-refused`
 */
export function beginRun(prepared: PreparedRun, machine: Machine, state: Uint8Array | undefined): RunHandle {
  const handle = startRun(prepared, machine)
  const refusal = state && handle.restore(state, { parameters: 'model', samplesAgain: true })
  if (!refusal) return handle
  handle.close()
  throw refusedState(refusal)
}

/** The job that steps a run, and what others can do with it meanwhile. */
export function createRunWork(sessions: RunSessions, live: LiveRuns, started: StartedRun): Work {
  const { prepared, machine, store, ids, start, tell } = started
  const { run: id } = ids
  const changed = createThrottle<void>(changeInterval, () => tell(id))
  const grown = createThrottle<{ tMs: number; samples: readonly number[] }>(
    growInterval,
    ({ tMs, samples }) => {
      for (const [index, { probe }] of ids.recorded.entries())
        if (probe === ids.probes[index]) sessions.emitGrow({ probe, samples: samples[index] ?? 0, toMs: tMs })
    },
  )
  const control = createRunControl<RunStanding>()
  return {
    kind: 'run',
    title: store.runs.get(id).label,
    total: prepared.document.run.tStopMs,
    unit: 'ms',
    run: id,
    execute: context => {
      live.add(id, control)
      return runModel(
        {
          handle: beginRun(prepared, machine, start),
          recorder: store.record(ids),
          compartments: prepared.compartments.count,
          dtMs: prepared.run.dtMs,
          tStopMs: prepared.run.tStopMs,
          kept: createKeptStates(started.rewindBytes),
          control,
          watched: () => sessions.watched,
          onGrow: (tMs, samples) => {
            grown.push({ tMs, samples })
            changed.push()
          },
          onFrame: (tMs, values) => sessions.emitFrame({ run: id, tMs, values }),
          onEnd: state => {
            if (state.bytes.length <= mostStateBytes) store.runStates.keep(id, state)
          },
          onRecorded: started.onRecorded,
        },
        context,
      )
    },
    onState: (state: Job['state']) => {
      if (state !== 'running' && state !== 'paused' && state !== 'queued') live.remove(id)
      grown.flush()
      changed.cancel()
      const row = state === 'queued' ? 'running' : state
      const before = store.runs.get(id).state
      // How a run ended is written with its last samples; only what never began, or failed before, is left.
      if (before === 'running' || before === 'paused') store.runs.setState(id, row)
      tell(id)
    },
  }
}
