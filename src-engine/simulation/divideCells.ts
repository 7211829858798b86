import { accepted, type Checked, refused } from '../core/checked.ts'
import { diagnose } from '../core/diagnostics/catalogue.ts'
import type { RunSettings } from '../model/document.ts'
import { coupleAll, isLocal } from './adaptiveSets.ts'
import type { CellPlan } from './cellPlan.ts'
import { findCoupling } from './coupling.ts'
import type { NetworkPlan } from './networkPlan.ts'
import { groupsWithOwnSteps } from './ownSteps.ts'
import { type GroupPlan, planGroups } from './packs.ts'
import { runMessages } from './diagnostics.ts'
import type { PrepareOptions } from './prepareOptions.ts'

/** A model's division into groups, and what it was divided by. */
interface Division {
  readonly groupPlans: readonly GroupPlan[]
  readonly layoutThreads: number
  readonly layoutRanks: number
}

/** Divides a model into groups: by what belongs together, for threads and processes. */
export function divideCells(
  plans: readonly CellPlan[],
  networkPlan: NetworkPlan,
  run: RunSettings,
  options: PrepareOptions,
): Checked<Division> {
  const isAdaptive = run.method === 'adaptive'
  const { ranks = 1 } = options.machine
  const ownSteps = isLocal(run)
  if (ranks > 1 && isAdaptive && !ownSteps)
    return refused([diagnose(runMessages, 'run/adaptive-over-processes', {})])
  const coupling =
    isAdaptive && !ownSteps
      ? coupleAll(plans, networkPlan)
      : findCoupling(plans, networkPlan, ownSteps ? 'own-steps' : run.dtMs)
  const layoutThreads = ownSteps ? 1 : (options.layoutThreads ?? options.threads * ranks)
  const layoutRanks = ownSteps ? 1 : (options.layoutRanks ?? ranks)
  const groupPlans = ownSteps
    ? groupsWithOwnSteps(plans, coupling)
    : planGroups(plans, coupling, {
        threads: layoutThreads,
        dtMs: run.dtMs,
        mostNodes: options.mostNodesOfGroup,
        ranks: layoutRanks,
      })
  const busy = groupPlans.length
  const division = { groupPlans, layoutThreads, layoutRanks }
  return accepted(
    division,
    busy < ranks ? [diagnose(runMessages, 'run/idle-processes', { busy, ranks })] : [],
  )
}
