import { availableParallelism } from 'node:os'
import type { Ranks } from '../../src-engine/native/binding.ts'

/** The number of this process among those that mpirun has started together, from 0 on; 0 where it is alone. */
export let rank = 0

/** How many processes mpirun has started together; 1 where this one is alone. */
export let ranks = 1

let joined: Ranks | undefined
let threads = 0

/** Lets the models of this process be shared with others: each of them runs the same script. */
export function shareModels(others: Ranks): void {
  joined = others
  ;({ rank, ranks } = others)
  // The division of a model follows from it, and must be the same everywhere.
  threads = others.least(availableParallelism())
}

/** The processes that share this one's models; undefined where it is alone. */
export function sharingRanks(): Ranks | undefined {
  return joined
}

/** Threads that each process has for its models, where nobody says how many. */
export function threadsOfProcess(): number {
  return threads || availableParallelism()
}
