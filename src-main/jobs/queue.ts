import type { Job, JobId } from '../contract/jobs.ts'
import { createEmitter } from '../host/emitter.ts'
import type { Log } from '../host/log.ts'
import { RpcError } from '../rpc/errors.ts'
import { createJobRunner, type JobRunner } from './runner.ts'
import { isOver, type Work } from './job.ts'

/** All jobs since the host started: one runs at a time, the others wait; a paused one makes room for the next. */
export interface JobQueue {
  add(work: Work): JobId
  list(): readonly Job[]
  cancel(id: JobId): void
  pause(id: JobId): void
  resume(id: JobId): void
  onUpdate(listener: (job: Job) => void): () => void
  /** Cancels all and waits until none touches the project any more. */
  cancelAll(): Promise<void>
}

/** Jobs that are over and still listed. */
const mostListed = 100

/** @param log hears of faults in the program */
export function createJobQueue(log: Log): JobQueue {
  const runners: JobRunner[] = []
  const updates = createEmitter<Job>(error => log('a listener of job updates failed', error))
  let nextId = 1

  const find = (id: JobId): JobRunner => {
    const runner = runners.find(one => one.job().id === id)
    if (!runner) throw new RpcError('jobs/not-found', `There is no job "${id}".`)
    return runner
  }

  const startNext = (): void => {
    if (runners.some(one => one.job().state === 'running')) return
    runners.find(one => one.job().state === 'queued')?.start()
  }

  const forget = (): void => {
    const over = runners.filter(one => isOver(one.job().state))
    for (const runner of over.slice(0, Math.max(0, over.length - mostListed))) {
      runners.splice(runners.indexOf(runner), 1)
    }
  }

  return {
    add: work => {
      const id = `job-${nextId++}`
      const runner = createJobRunner(id, work, {
        log,
        onUpdate: (job, stateChanged) => {
          updates.emit(job)
          if (!stateChanged) return
          startNext()
          forget()
        },
      })
      runners.push(runner)
      updates.emit(runner.job())
      startNext()
      return id
    },
    list: () => runners.map(one => one.job()).reverse(),
    cancel: id => find(id).cancel(),
    pause: id => find(id).pause(),
    resume: id => find(id).resume(),
    onUpdate: listener => updates.on(listener),
    cancelAll: async () => {
      // From the newest on, so that cancelling one does not start the next.
      for (const runner of [...runners].reverse()) runner.cancel()
      await Promise.all(runners.map(one => one.ended))
    },
  }
}
