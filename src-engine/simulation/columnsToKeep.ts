import { type Network, processVariable } from '../model/checkEvents.ts'
import type { CellPlan } from './cellPlan.ts'
import type { NetworkPlan } from './networkPlan.ts'
import { compartmentOf } from './places.ts'
import { variablesOfPointers } from './pointerSets.ts'
import { type PlayPlan, processColumnsPlayed, variablesPlayed } from './playSets.ts'
import { columnsOfTransfers, variablesOfTransfers } from './transferSets.ts'
import { columnsOfVariables, resolveIn, type ResolvedVariable, scopeOf } from './variablePlaces.ts'

/** Own and ion columns that somebody reads although no program may need them. */
export function columnsToKeep(
  probes: readonly ResolvedVariable[],
  plans: readonly CellPlan[],
  network: Network,
  networkPlan: NetworkPlan,
  playPlan: PlayPlan,
): ReadonlySet<string> {
  const { connections, processes } = networkPlan
  const detectors = connections.flatMap(({ source }) => {
    const plan = source.kind === 'threshold' ? plans[source.cell] : undefined
    if (!plan || source.kind !== 'threshold') return []
    return resolveIn(scopeOf(plan, compartmentOf(source.at, plan.shape)), source.variable) ?? []
  })
  const columns = columnsOfVariables([
    ...probes,
    ...detectors,
    ...variablesOfPointers(plans),
    ...variablesPlayed(playPlan),
    ...variablesOfTransfers(plans, networkPlan),
  ])
  for (const column of processColumnsPlayed(playPlan, networkPlan)) columns.add(column)
  if (network.electrodes?.length) columns.add('i_membrane_')
  for (const column of columnsOfTransfers(networkPlan)) columns.add(column)
  const mechanisms = new Map(processes.map(({ id, mechanism }) => [id, mechanism]))
  for (const { variable } of network.processProbes ?? []) {
    const found = processVariable(variable, mechanisms)
    if (found && found.field.scope !== 'global') columns.add(`${found.mechanism.name}.${found.column}`)
  }
  return columns
}
