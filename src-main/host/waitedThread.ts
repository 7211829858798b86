import {
  MessageChannel,
  parentPort,
  receiveMessageOnPort,
  workerData,
  type MessagePort,
} from 'node:worker_threads'
import { startWorker, type ThreadName } from './spawnThread.ts'

/** A thread that the caller stands still for: for libraries that start asynchronously where an answer is needed at once. */
export interface WaitedThread<Task, Answer> {
  /** Undefined where the thread failed or took too long; it then begins anew with the next task. */
  ask(task: Task): Answer | undefined
}

interface Channel {
  readonly port: MessagePort
  /** 1 once the answer is there. */
  readonly answered: Int32Array
}

/** A thread that starts with its first task and never keeps the process alive. */
export function createWaitedThread<Task, Answer>(
  name: ThreadName,
  longestMs: number,
): WaitedThread<Task, Answer> {
  let running: (Channel & { stop(): void }) | undefined

  const start = () => {
    const { port1, port2 } = new MessageChannel()
    const answered = new Int32Array(new SharedArrayBuffer(4))
    const worker = startWorker(name, { port: port2, answered } satisfies Channel, {
      transferList: [port2],
      // What a library prints of a damaged file is not for people: the reader says it.
      stderr: true,
    })
    worker.unref()
    port1.unref()
    // A thread that fails gives no answer, which is noticed by who waits for it.
    worker.on('error', () => undefined)
    return { port: port1, answered, stop: () => void worker.terminate() }
  }

  return {
    ask: task => {
      const thread = (running ??= start())
      Atomics.store(thread.answered, 0, 0)
      thread.port.postMessage(task)
      Atomics.wait(thread.answered, 0, 0, longestMs)
      const answer = receiveMessageOnPort(thread.port) as { message: { value?: Answer } } | undefined
      if (answer?.message.value !== undefined) return answer.message.value
      thread.stop()
      running = undefined
      return undefined
    },
  }
}

/** What the thread itself does: answers each task that comes. */
export function answerTasks<Task, Answer>(work: (task: Task) => Promise<Answer>): void {
  if (!parentPort) return
  const { port, answered } = workerData as Channel
  const give = (message: { value?: Answer }): void => {
    port.postMessage(message)
    Atomics.store(answered, 0, 1)
    Atomics.notify(answered, 0)
  }
  port.on('message', (task: Task) => {
    work(task).then(
      value => give({ value }),
      () => give({}),
    )
  })
}
