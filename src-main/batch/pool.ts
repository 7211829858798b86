import { type Servant, spawnServant, type ThreadName } from '../host/spawnThread.ts'

/** Tasks, and the threads that see to them. */
export interface Dealing<Task> {
  readonly thread: ThreadName
  readonly tasks: readonly Task[]
  readonly threads: number
  /** Once aborted no further task is begun; those under way are waited for. */
  readonly signal: AbortSignal
}

/**
 * Deals tasks to threads: each takes the next as soon as it has answered. A thread that dies takes its one task with it,
 * whose answer is then the error, and another takes its place.
 */
export async function dealOut<Task, Answer>(
  { thread, tasks, threads, signal }: Dealing<Task>,
  answered: (index: number, answer: Answer | Error) => void,
): Promise<void> {
  let next = 0
  const serve = async () => {
    let servant: Servant<Task, Answer> | undefined
    while (next < tasks.length && !signal.aborted) {
      const index = next++
      servant ??= spawnServant(thread)
      try {
        answered(index, await servant.ask(tasks[index]!))
      } catch (error) {
        answered(index, error instanceof Error ? error : new Error(String(error)))
        servant.stop()
        servant = undefined
      }
    }
    servant?.stop()
  }
  await Promise.all(Array.from({ length: Math.min(threads, tasks.length) }, serve))
}
