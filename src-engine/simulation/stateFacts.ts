import { accepted, type Checked, refused } from '../core/checked.ts'
import { diagnose } from '../core/diagnostics/catalogue.ts'
import { runMessages } from './diagnostics.ts'
import { readRunState } from './runState.ts'

/** What a saved state tells of itself, before there is a run that could take it over. */
export interface StateFacts {
  /** The moment [ms]. */
  readonly tMs: number
  /** Threads by which the model was divided into groups: a run that shall take the state over is prepared for as many. */
  readonly layoutThreads: number
  /** Processes that were to have a group each then. */
  readonly layoutRanks: number
}

/** Reads what a state tells of itself; refused where the bytes are none, or are damaged there. */
export function readStateFacts(bytes: Uint8Array): Checked<StateFacts> {
  const state = readRunState(bytes)
  if (typeof state === 'string')
    return refused([diagnose(runMessages, 'run/state-refused', { reason: state })])
  const { tMs, layoutThreads, layoutRanks = 1 } = state.progress
  return accepted({ tMs, layoutThreads, layoutRanks })
}
