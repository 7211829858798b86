import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Worker, type WorkerOptions } from 'node:worker_threads'

/** Threads of the host by the name of their entry: where each lies in the sources. */
const sources = {
  integrityThread: '../store/integrityThread.ts',
  mediumThread: '../jobs/mediumThread.ts',
  convertThread: '../batch/convertThread.ts',
  morphologyThread: '../engine/morphologyThread.ts',
  hdf5Thread: '../hdf5/hdf5Thread.ts',
} as const

export type ThreadName = keyof typeof sources

/** A thread that was started: its one answer, and the way to stop waiting for it. */
export interface Thread<Answer> {
  readonly answer: Promise<Answer>
  stop(): void
}

/**
 * Starts a worker thread that answers once. It never keeps the process alive. The only place that starts one.
 * A built program has each entry beside its other files; from the sources they run as they are.
 */
export function spawnThread<Answer>(name: ThreadName, data: unknown): Thread<Answer> {
  const worker = startWorker(name, data)
  worker.unref()
  const answer = new Promise<Answer>((resolve, reject) => {
    worker.once('message', (value: Answer) => resolve(value))
    worker.once('error', reject)
    worker.once('exit', () => reject(new Error(`The thread "${name}" ended without an answer.`)))
  })
  // Nobody need be waiting any more when a stopped thread ends.
  answer.catch(() => undefined)
  return { answer, stop: () => void worker.terminate() }
}

/** A thread that answers every task that it is given, one after the other. */
export interface Servant<Task, Answer> {
  /** Rejects where the thread ends before it has answered. */
  ask(task: Task): Promise<Answer>
  stop(): void
}

/** Starts a worker thread that serves until it is stopped: it answers every message with one. */
export function spawnServant<Task, Answer>(name: ThreadName): Servant<Task, Answer> {
  const worker = startWorker(name, undefined)
  const waiting: { resolve: (answer: Answer) => void; reject: (error: Error) => void }[] = []
  let ended: Error | undefined
  const end = (error: Error) => {
    ended ??= error
    for (const { reject } of waiting.splice(0)) reject(ended)
  }
  worker.on('message', (answer: Answer) => waiting.shift()?.resolve(answer))
  worker.once('error', end)
  worker.once('exit', () => end(new Error(`The thread "${name}" has ended.`)))
  return {
    ask: task => {
      if (ended) return Promise.reject(ended)
      return new Promise((resolve, reject) => {
        waiting.push({ resolve, reject })
        worker.postMessage(task)
      })
    },
    stop: () => void worker.terminate(),
  }
}

/** Starts the worker of a name. For the kinds of threads of this folder. */
export function startWorker(
  name: ThreadName,
  data: unknown,
  options: Pick<WorkerOptions, 'transferList' | 'stderr'> = {},
): Worker {
  const built = new URL(`./${name}.js`, import.meta.url)
  const entry = existsSync(fileURLToPath(built)) ? built : new URL(sources[name], import.meta.url)
  return new Worker(entry, { workerData: data, ...options })
}
