import { parentPort } from 'node:worker_threads'
import { keepCompiledCode } from '../host/codeCache.ts'
import type { MorphologyWorkName } from './morphologyWork.ts'

/** A piece of work as it crosses to the thread. */
export interface MorphologyTask {
  readonly name: MorphologyWorkName
  readonly args: readonly unknown[]
}

/** Its answer, or why there is none. */
export type MorphologyAnswer = { readonly value: unknown } | { readonly fault: string }

// A worker thread: does one piece of work after the other.
keepCompiledCode()
const { morphologyWork } = await import('./morphologyWork.ts')
parentPort?.on('message', ({ name, args }: MorphologyTask) => {
  const work = morphologyWork[name] as (...args: readonly unknown[]) => unknown
  void answer(() => work(...args)).then(one => parentPort?.postMessage(one))
})

async function answer(work: () => unknown): Promise<MorphologyAnswer> {
  try {
    return { value: await work() }
  } catch (error) {
    return { fault: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}
