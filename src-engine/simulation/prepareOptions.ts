import type { Machine } from '../kernel/machine.ts'

/** How a simulation is to be run. */
export interface PrepareOptions {
  /** Native threads to prepare for; they change the time that a run takes, never its numbers. */
  readonly threads: number
  /** Threads by which to divide the model into groups, so that the state of a run on other threads fits; else `threads`. */
  readonly layoutThreads?: number | undefined
  /** … and processes; else those that share the model. */
  readonly layoutRanks?: number | undefined
  /** Nodes that a group of cells holds at most, where it can; no numbers depend on it either. */
  readonly mostNodesOfGroup?: number
  /** Tells where an arena begins in its buffer, and how many processes share the model. */
  readonly machine: Pick<Machine, 'arenaOffset' | 'ranks'>
  /** Whether every variable can be found while it runs, not only those that somebody records or computes with. */
  readonly keepAll?: boolean
  /** Whether small changes around where a run stands will be asked about (impedance/). */
  readonly linearise?: boolean
}
