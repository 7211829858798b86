import type { CallList } from '../kernel/abi.ts'
import { type FlowingState, type GroupState, nodeAddress } from './linearise.ts'

const lists: readonly CallList[] = ['expose', 'beforeBreakpoint', 'current', 'rates']

/**
 * The mechanism, if any, through which one place of a group acts on another beyond the cable: by a pointer to a potential
 * or a state elsewhere, by a number that is carried over (gap junctions), or by a circuit.
 */
export function coupledBeyondCable(
  { group, programs }: GroupState,
  flowing: readonly FlowingState[],
): string | undefined {
  const nodeOfState = new Map(flowing.map(({ state, node }) => [state, node]))
  const v = nodeAddress(group, 'v')
  const nodeOf = (address: number) =>
    address >= v && address < v + group.nodes ? address - v : nodeOfState.get(address)
  for (const list of lists) {
    for (const call of group.calls[list] ?? []) {
      const columns = programs[call.program]?.columns ?? []
      const own = columns.findIndex(({ space }) => space === 'node')
      const place = own < 0 ? undefined : group.indexTables[call.tables[own] ?? -1]?.indices
      for (const [slot, { space }] of columns.entries()) {
        if (!space.startsWith('pointer:')) continue
        const targets = group.indexTables[call.tables[slot] ?? -1]?.indices
        for (let lane = 0; lane < call.count; lane++) {
          const node = nodeOf(targets?.[lane] ?? -1)
          if (node !== undefined && node !== place?.[lane])
            return programs[call.program]?.name.split('.')[0] ?? ''
        }
      }
    }
  }
  if ((group.transfers?.from.length ?? 0) > 0) return 'transfers'
  return (group.circuits?.length ?? 0) > 0 ? 'circuits' : undefined
}
