import type { CallList, NativeGroup, ProgramCall } from '../kernel/abi.ts'
import type { PreparedCells } from '../simulation/preparedRun.ts'
import { type FlowingState, type GroupState, nodeAddress } from './linearise.ts'

/** A potential elsewhere that the membrane of a node depends on: by a pointer, or because it is carried there. */
export interface Link {
  /** Node whose membrane depends on it. */
  readonly node: number
  /** Node whose potential it is. */
  readonly source: number
  /** Where the dependent number lies: that to which it is carried, or a copy of its own for a pointer. */
  readonly address: number
}

/** A group in which every potential that is seen from elsewhere has an address of its own. */
export interface LinkedGroup {
  readonly state: GroupState
  readonly links: readonly Link[]
  /** Through what else places act on one another, if through anything. */
  readonly refused: string | undefined
}

const lists: readonly CallList[] = ['expose', 'beforeBreakpoint', 'current', 'rates']

/**
 * Finds the potentials elsewhere that membranes of a group depend on (gap junctions), so that each can be changed by
 * itself: a pointer to one is led to a copy behind the arena.
 */
export function linkedGroup(
  { group, programs, values }: GroupState,
  flowing: readonly FlowingState[],
  membranes: PreparedCells['membranes'][number],
): LinkedGroup {
  const v = nodeAddress(group, 'v')
  const potentialOf = (address: number) =>
    address >= v && address < v + group.nodes ? address - v : undefined
  const states = new Map(flowing.map(({ state, node }) => [state, node]))
  const links: Link[] = []
  const copies: number[] = []
  const indexTables = [...group.indexTables]
  let refused: string | undefined

  const separate = (call: ProgramCall): ProgramCall => {
    const columns = programs[call.program]?.columns ?? []
    const own = columns.findIndex(({ space }) => space === 'node')
    const place = own < 0 ? undefined : group.indexTables[call.tables[own] ?? -1]?.indices
    const tables = call.tables.slice()
    for (const [slot, { space, access }] of columns.entries()) {
      const targets = space.startsWith('pointer:')
        ? group.indexTables[call.tables[slot] ?? -1]?.indices
        : undefined
      if (!targets) continue
      const indices = targets.slice()
      for (let lane = 0; lane < call.count; lane++) {
        const target = targets[lane] ?? -1
        const source = potentialOf(target)
        const elsewhere = source ?? states.get(target)
        const node = place?.[lane]
        if (elsewhere === undefined || elsewhere === node) continue
        if (source === undefined || node === undefined || access !== 'read') {
          refused ??= programs[call.program]?.name.split('.')[0] ?? ''
          continue
        }
        indices[lane] = copyOf(node, source)
      }
      tables[slot] = indexTables.push({ indices, extent: values.length + copies.length }) - 1
    }
    return { ...call, tables }
  }
  /** One copy for all programs of a node that see the same potential. */
  const copyOf = (node: number, source: number) => {
    const known = links.find(link => link.node === node && link.source === source)
    if (known) return known.address
    const address = values.length + copies.length
    copies.push(values[v + source] ?? 0)
    links.push({ node, source, address })
    return address
  }
  const calls: { [list in CallList]?: readonly ProgramCall[] } = { ...group.calls }
  for (const list of lists) calls[list] = (group.calls[list] ?? []).map(separate)

  const { from, to, plus } = group.transfers ?? {}
  const carried = new Map(Array.from(to ?? [], (address, index) => [address, index]))
  for (const [address, index] of carried) {
    const source = potentialOf(from?.[index] ?? -1)
    const node = nodeOfColumn(address, membranes)
    if (source === undefined || node === undefined || (plus?.[index] ?? -1) >= 0) refused ??= 'transfers'
    else if (source !== node) links.push({ node, source, address })
    else refused ??= 'transfers'
  }
  if ((group.circuits?.length ?? 0) > 0) refused ??= 'circuits'
  const extended = new Float64Array(values.length + copies.length)
  extended.set(values)
  extended.set(copies, values.length)
  const linked: NativeGroup = { ...group, indexTables, calls }
  return { state: { group: linked, programs, values: extended }, links, refused }
}

/** The node of the instance to which a number belongs. */
function nodeOfColumn(address: number, membranes: PreparedCells['membranes'][number]): number | undefined {
  for (const { node, columns } of membranes)
    for (const first of columns.values())
      if (address >= first && address < first + node.length) return node[address - first]
  return undefined
}
