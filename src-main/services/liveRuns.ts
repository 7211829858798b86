import type { RunHandle, RunSnapshot } from '../../src-engine/index.ts'
import type { RunId } from '../contract/runs.ts'
import type { RunControl } from '../jobs/kinds/runControl.ts'
import type { RunStanding } from '../jobs/kinds/runStepping.ts'
import { RpcError } from '../rpc/errors.ts'

/** Runs that are under way, so that others may act on them. */
export interface LiveRuns {
  add(run: RunId, control: RunControl<RunStanding>): void
  remove(run: RunId): void
  has(run: RunId): boolean
  /** Where a run stands. */
  snapshot(run: RunId): Promise<RunSnapshot>
  /** The newest state that is kept of a run at or before a time. */
  keptBefore(run: RunId, tMs: number): Promise<RunSnapshot | undefined>
  /** See `RunStanding.goBack`. */
  goBack(run: RunId, toMs: number, over?: (state: Uint8Array) => RunHandle): Promise<number>
}

/** No run is under way. */
export function createLiveRuns(): LiveRuns {
  const live = new Map<RunId, RunControl<RunStanding>>()
  const control = (run: RunId): RunControl<RunStanding> => {
    const found = live.get(run)
    if (found) return found
    throw new RpcError('runs/not-under-way', 'This run has ended.')
  }
  return {
    add: (run, one) => void live.set(run, one),
    remove: run => void live.delete(run),
    has: run => live.has(run),
    snapshot: run => control(run).perform(({ handle }) => handle.snapshot()),
    keptBefore: (run, tMs) => control(run).perform(({ kept }) => kept.before(tMs)),
    goBack: (run, toMs, over) => control(run).perform(standing => standing.goBack(toMs, over)),
  }
}
