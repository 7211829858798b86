import type { Medium } from '../../src-engine/model/medium.ts'
import { spawnThread, type Thread } from '../host/spawnThread.ts'
import type { ProjectStore } from '../store/projectStore.ts'

/** What `mediumThread.ts` is given. */
export interface MediumWork {
  readonly trace: Float64Array
  readonly dtMs: number
  readonly medium: Medium
}

/** Makes the traces of electrodes whose media need the whole trace. */
export interface SeenThroughMedium {
  /** Of all runs of a project that have ended. @returns the runs that have got traces */
  settle(store: ProjectStore): Promise<readonly number[]>
  /** The project is going to be closed: what is not done yet is left to the next time that it is opened. */
  leave(store: ProjectStore): void
}

/** One trace after the other, on a thread of its own: some hundred thousand samples take seconds. */
export function createSeenThroughMedium(): SeenThroughMedium {
  const left = new WeakSet<ProjectStore>()
  let thread: Thread<Float64Array> | undefined
  const settleAll = async (store: ProjectStore): Promise<readonly number[]> => {
    const runs = new Set<number>()
    while (!left.has(store)) {
      const [trace] = store.rawTraces.ended()
      if (!trace) break
      const { dtMs, medium } = trace
      const work: MediumWork = { trace: store.rawTraces.samples(trace), dtMs, medium }
      thread = spawnThread<Float64Array>('mediumThread', work)
      try {
        const seen = await thread.answer
        if (left.has(store)) break
        await store.rawTraces.settle(trace, seen)
        runs.add(trace.run)
      } catch (error) {
        if (left.has(store)) break
        throw error
      }
    }
    return [...runs]
  }
  // One after the other: two at once would find the same traces.
  let last: Promise<unknown> = Promise.resolve()
  return {
    settle: store => {
      const next = last.catch(() => undefined).then(() => settleAll(store))
      last = next
      return next
    },
    leave: store => {
      left.add(store)
      thread?.stop()
    },
  }
}
