import { hasErrors } from '../../src-engine/core/checked.ts'
import type { Diagnostic } from '../../src-engine/core/diagnostics/diagnostic.ts'
import type { Job, JobId } from '../contract/jobs.ts'
import { createDeferred, type Deferred } from '../host/deferred.ts'
import type { Log } from '../host/log.ts'
import { createThrottle } from '../host/throttle.ts'
import { RpcError, isCancelled } from '../rpc/errors.ts'
import { diagnosticsOf } from './diagnostics.ts'
import { isOver, type Work } from './job.ts'
import { createTimeLeft } from './timeLeft.ts'

/** One job: queued → running ⇄ paused → finished | failed | cancelled. */
export interface JobRunner {
  job(): Job
  start(): void
  pause(): void
  resume(): void
  cancel(): void
  /** Resolves when the work has let go of everything. */
  readonly ended: Promise<void>
}

/** What a runner tells. */
export interface RunnerOptions {
  readonly log: Log
  onUpdate(job: Job, stateChanged: boolean): void
}

/** Least time between two reports of progress [ms]. */
const progressInterval = 100

/** Wraps work as a job that waits to be started. */
export function createJobRunner(id: JobId, work: Work, { log, onUpdate }: RunnerOptions): JobRunner {
  const abort = new AbortController()
  const timeLeft = createTimeLeft(() => performance.now() / 1000)
  const gate = createGate()
  const end = createDeferred<void>()
  let state: Job['state'] = 'queued'
  let done = 0
  let diagnostics: readonly Diagnostic[] = []
  const startedAt = new Date().toISOString()
  const { kind, title, total, unit, run, sweep } = work
  // Let go when the job is over: it stays in the list long after, and a run's work holds a whole model.
  let live: Work | undefined = work

  const job = (): Job => ({
    id,
    kind,
    title,
    state,
    progress: { done, total, unit },
    secondsLeft: state === 'running' || state === 'paused' ? timeLeft.seconds(total) : undefined,
    startedAt,
    diagnostics,
    run,
    sweep,
  })
  const progress = createThrottle<void>(progressInterval, () => onUpdate(job(), false))

  const change = (to: Job['state']): void => {
    state = to
    progress.cancel()
    try {
      live?.onState(to)
    } catch (error) {
      // The disk may be full; the job must end all the same.
      log('the state of a job could not be kept', error)
    }
    if (isOver(to)) live = undefined
    onUpdate(job(), true)
  }

  const execute = async (): Promise<void> => {
    let outcome: Job['state'] = 'finished'
    try {
      const result = await live?.execute({
        signal: abort.signal,
        progress: newDone => {
          // Work that has gone back says nothing about its speed.
          if (newDone < done) timeLeft.rest()
          done = newDone
          timeLeft.note(newDone)
          progress.push()
        },
        whenRunning: () => gate.open(),
      })
      diagnostics = result?.diagnostics ?? []
      if (hasErrors(diagnostics)) outcome = 'failed'
      else if (abort.signal.aborted) outcome = 'cancelled'
    } catch (error) {
      outcome = isCancelled(error) ? 'cancelled' : 'failed'
      if (outcome === 'failed') {
        if (!(error instanceof RpcError)) log('a job failed', error)
        diagnostics = diagnosticsOf(error)
      }
    }
    change(outcome)
    end.resolve()
  }

  return {
    job,
    ended: end.promise,
    start: () => {
      if (state !== 'queued') return
      change('running')
      void execute()
    },
    pause: () => {
      if (state !== 'running') return
      gate.shut()
      timeLeft.rest()
      change('paused')
    },
    resume: () => {
      if (state !== 'paused') return
      change('running')
      gate.release()
    },
    cancel: () => {
      if (isOver(state) || abort.signal.aborted) return
      abort.abort()
      gate.release()
      if (state !== 'queued') return
      change('cancelled')
      end.resolve()
    },
  }
}

/** A gate that work passes between stretches: open, or shut until it is released. */
function createGate() {
  let shut: Deferred<void> | undefined
  return {
    open: (): Promise<void> => shut?.promise ?? Promise.resolve(),
    shut: (): void => void (shut ??= createDeferred<void>()),
    release: (): void => {
      shut?.resolve()
      shut = undefined
    },
  }
}
