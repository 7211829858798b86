import { InternalError } from '../../src-engine/index.ts'
import { spawnServant, type Servant } from '../host/spawnThread.ts'
import type { MorphologyAnswer, MorphologyTask } from './morphologyThread.ts'
import type { MorphologyWork, MorphologyWorkName } from './morphologyWork.ts'

/** Hands work on cells to a thread, which starts with the first piece. */
export interface MorphologyWorker {
  do<Name extends MorphologyWorkName>(
    name: Name,
    args: Parameters<MorphologyWork[Name]>,
    signal?: AbortSignal,
  ): Promise<Awaited<ReturnType<MorphologyWork[Name]>>>
  stop(): void
}

/** A worker without a thread yet. Work that is cancelled takes its thread with it; what waits behind begins anew. */
export function createMorphologyWorker(): MorphologyWorker {
  let servant: Servant<MorphologyTask, MorphologyAnswer> | undefined
  // One piece at a time is at the thread: so cancelling one costs none of the others.
  let last: Promise<unknown> = Promise.resolve()

  const ask = async (task: MorphologyTask, signal: AbortSignal | undefined): Promise<unknown> => {
    signal?.throwIfAborted()
    const thread = (servant ??= spawnServant('morphologyThread'))
    const stop = (): void => {
      thread.stop()
      if (servant === thread) servant = undefined
    }
    signal?.addEventListener('abort', stop, { once: true })
    try {
      const answer = await thread.ask(task)
      if ('fault' in answer) throw new InternalError(answer.fault)
      return answer.value
    } catch (error) {
      signal?.throwIfAborted()
      throw error
    } finally {
      signal?.removeEventListener('abort', stop)
    }
  }

  return {
    do: <Name extends MorphologyWorkName>(
      name: Name,
      args: Parameters<MorphologyWork[Name]>,
      signal?: AbortSignal,
    ) => {
      const answer = last.then(() => ask({ name, args }, signal))
      last = answer.catch(() => undefined)
      return answer as Promise<Awaited<ReturnType<MorphologyWork[Name]>>>
    },
    stop: () => servant?.stop(),
  }
}
