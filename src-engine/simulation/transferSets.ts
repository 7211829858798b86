import { InternalError } from '../core/errors.ts'
import type { NativeTransfers } from '../kernel/transfers.ts'
import type { CellPlan } from './cellPlan.ts'
import type { NetworkPlan, TransferPlan } from './networkPlan.ts'
import { compartmentOf } from './places.ts'
import { instanceOfProcess, type ProbeContext } from './probes.ts'
import {
  addressOfVariable,
  placeOfVariable,
  resolveIn,
  type ResolvedVariable,
  scopeOf,
} from './variablePlaces.ts'

/**
 * What a transfer takes: its variable; and, where that is v and there are layers outside, the potential of the first
 * one besides, so that the potential inside is carried (as in NEURON).
 */
function variablesTaken({ at, variable }: TransferPlan, plan: CellPlan): ResolvedVariable[] {
  const scope = scopeOf(plan, compartmentOf(at, plan.shape))
  const names = variable === 'v' ? ['v', 'vext[0]'] : [variable]
  return names.flatMap(name => resolveIn(scope, name) ?? [])
}

/** Every variable that is carried from somewhere. */
export function variablesOfTransfers(
  plans: readonly CellPlan[],
  { transfers }: NetworkPlan,
): ResolvedVariable[] {
  return transfers.flatMap(transfer => variablesTaken(transfer, plans[transfer.cell]!))
}

/** The columns to which values are carried, behind their mechanism's name and a dot. */
export function columnsOfTransfers({ transfers, processes }: NetworkPlan): string[] {
  return transfers.map(({ target, column }) => `${processes[target]!.mechanism.name}.${column}`)
}

/** The transfers of each group; nothing where a group has none. */
export function placeTransfers(context: ProbeContext): (group: number) => {
  readonly transfers?: NativeTransfers
} {
  const { plans, groups, places, network } = context
  const lists = new Map<number, { from: number[]; plus: number[]; to: number[] }>()
  for (const transfer of network.transfers) {
    const plan = plans[transfer.cell]!
    const { group, set, instance } = instanceOfProcess(transfer.target, groups)
    const [from, plus = -1] = variablesTaken(transfer, plan).map(one => {
      const place = placeOfVariable(one, transfer.at, { plan, number: transfer.cell }, places)
      if (place.group !== group) throw new InternalError('a transfer leads from one group to another')
      return addressOfVariable(one, groups[group]!, place.node, transfer.cell)
    })
    const column = set.columns.get(transfer.column)
    if (from === undefined || column === undefined) throw new InternalError('a transfer leads nowhere')
    const list = lists.get(group) ?? { from: [], plus: [], to: [] }
    lists.set(group, list)
    list.from.push(from)
    list.plus.push(plus)
    list.to.push(column + instance)
  }
  return group => {
    const list = lists.get(group)
    if (!list) return {}
    const [from, plus, to] = [list.from, list.plus, list.to].map(numbers => Int32Array.from(numbers))
    return { transfers: { from: from!, plus: plus!, to: to! } }
  }
}
