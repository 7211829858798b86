import type { CompiledMechanism, EventUse } from '../kernel/compiledMechanism.ts'
import { sharesWrittenUniforms } from '../kernel/instance.ts'
import type { CellPlan } from './cellPlan.ts'
import type { NetworkPlan, SourcePlan } from './networkPlan.ts'
import { cellNumbers, cellOfTarget } from './pointerSets.ts'

/**
 * What must lie in one group because it sees each other within a step: cells and artificial cells that are connected
 * without a delay, or whose connection a play switches or delays, cells with pointers and those to which these lead, cells between which values are carried (gap junctions), cells that a circuit joins, and all whose instances meet in a GLOBAL that one writes and another reads. Where
 * something stands in for gids, all that is connected; with NEURON's order of events, whatever takes part in events: its
 * queue is one.
 */
export interface Coupling {
  /** Sets of cells and artificial cells that go together, in order of their first members. */
  readonly sets: readonly CoupledSet[]
  /** 1 for each cell that is in no set: its trees may lie anywhere. */
  readonly free: Uint8Array
  /** 1 for each cell that takes one lane alone, because padding lanes would be seen. */
  readonly single: Uint8Array
  /** Artificial cells that are in no set. */
  readonly freeArtificial: readonly FreeArtificialCell[]
  /** The smallest delay over which groups may be connected [ms]; Infinity where there is none. */
  readonly leastDelayMs: number
}

/** An artificial cell that may lie in any group. */
export interface FreeArtificialCell {
  readonly artificialCell: number
  /** The cell to which its first connection to a cell leads; −1 where there is none. */
  readonly follows: number
}

/** Members that lie in one group. */
export interface CoupledSet {
  readonly cells: readonly number[]
  readonly artificialCells: readonly number[]
}

/** Sets that grow together. */
function createForest(size: number) {
  const parent = Int32Array.from({ length: size }, (_, member) => member)
  const root = (member: number): number => {
    while (parent[member] !== member) {
      parent[member] = parent[parent[member]!]!
      member = parent[member]!
    }
    return member
  }
  return {
    root,
    /** The smaller root stays, so that sets keep the order of their first members. */
    join(a: number, b: number) {
      const [first, second] = [root(a), root(b)].sort((x, y) => x - y) as [number, number]
      parent[second] = first
    },
  }
}

/**
 * A delay must be longer than a step by this part of it for groups to take a step without each other, so that no
 * rounding of t, however late, brings an event into the step in which it was sent.
 */
const delayBeyondStep = 1e-3

/**
 * Finds what goes together when steps are `dtMs` long; `own-steps`: when each group goes by its own, and stops for every
 * event.
 */
export function findCoupling(
  plans: readonly CellPlan[],
  network: NetworkPlan,
  dtMs: number | 'own-steps',
): Coupling {
  const artificial = network.processes.length - network.firstArtificial
  const forest = createForest(plans.length + artificial)
  const memberOf = (process: number) => {
    const { cell, index } = network.processes[process]!
    return cell >= 0 ? cell : plans.length + index
  }
  const bound = new Uint8Array(plans.length + artificial)
  const join = (a: number, b: number) => {
    forest.join(a, b)
    bound[a] = bound[b] = 1
  }
  const joinAll = (members: readonly number[]) => {
    for (const member of members) join(members[0]!, member)
  }
  const memberOfSource = (source: SourcePlan): readonly number[] => {
    if (source.kind === 'foreign') return []
    return [source.kind === 'process' ? memberOf(source.process) : source.cell]
  }
  const standsIn = network.processes.some(({ mechanism }) => mechanism.events.standsIn === true)
  const oneQueue = standsIn || network.order !== 'hillock'
  const follows = new Int32Array(artificial).fill(-1)
  let leastDelayMs = Infinity
  for (const { source, target, leastDelayMs: delayMs, isPlayed } of network.connections) {
    const from = memberOfSource(source)
    // By steps of their own, artificial cells go ahead of cells that hear them at once.
    const atOnce =
      dtMs === 'own-steps'
        ? delayMs === 0 && from.some(member => member < plans.length)
        : delayMs < dtMs * (1 + delayBeyondStep)
    if (oneQueue || atOnce || isPlayed) joinAll([memberOf(target), ...from])
    else if (from.length > 0) leastDelayMs = Math.min(leastDelayMs, delayMs)
    const { cell } = network.processes[target]!
    for (const member of from)
      if (cell >= 0 && member >= plans.length && follows[member - plans.length] === -1)
        follows[member - plans.length] = cell
  }
  for (const { cell, target } of network.transfers) joinAll([memberOf(target), cell])
  for (const { attached } of network.circuits)
    if (attached.length > 1) joinAll(attached.map(({ cell }) => cell))
  const membersWhere = (holds: (events: EventUse) => boolean) =>
    network.processes.flatMap(({ mechanism }, process) =>
      holds(mechanism.events) ? [memberOf(process)] : [],
    )
  if (standsIn) {
    const named = network.connections.filter(({ source }) => source.kind === 'foreign')
    const owners = network.gids.flatMap(({ source }) => memberOfSource(source))
    joinAll([
      ...membersWhere(events => events.standsIn === true),
      ...owners,
      ...named.map(({ target }) => memberOf(target)),
    ])
  }
  if (network.order !== 'hillock')
    joinAll(membersWhere(events => events.receives || events.sends || events.fires))
  const shares = new Map<CompiledMechanism, boolean>()
  const sharesNumbers = (mechanism: CompiledMechanism) => {
    const known = shares.get(mechanism) ?? sharesWrittenUniforms(mechanism)
    shares.set(mechanism, known)
    return known
  }
  const single = new Uint8Array(plans.length)
  const sharing: number[] = []
  const numbers = cellNumbers(plans)
  plans.forEach(({ densities, points, model }, cell) => {
    for (const use of model.description.pointers ?? []) {
      const to = cellOfTarget(use, cell, numbers)
      // The pointers of artificial cells stand in a cell's list.
      const owner = 'process' in use.of ? network.processOf.get(use.of.process) : undefined
      joinAll([cell, to, ...(owner === undefined ? [] : [memberOf(owner)])])
      single[cell] = single[to] = 1
    }
    const mechanisms = [...densities.map(use => use.mechanism), ...points.map(point => point.mechanism)]
    if (!mechanisms.some(sharesNumbers)) return
    single[cell] = 1
    sharing.push(cell)
  })
  for (const { mechanism, cell, index } of network.processes)
    if (cell < 0 && sharesNumbers(mechanism)) sharing.push(plans.length + index)
  joinAll(sharing)
  if (dtMs === 'own-steps') {
    const atOnce = network.connections.flatMap(({ source, target, leastDelayMs }) =>
      leastDelayMs === 0 ? memberOfSource(source).map(from => [from, memberOf(target)] as const) : [],
    )
    // Those that lie with cells do not go ahead. The smallest member is a set's root, so that cells are roots.
    const joinsNow = ([from, to]: readonly [number, number]) =>
      forest.root(from) < plans.length && forest.root(from) !== forest.root(to)
    for (let found = atOnce.filter(joinsNow); found.length > 0; found = atOnce.filter(joinsNow))
      for (const [from, to] of found) join(from, to)
  }
  return { ...collect(plans, follows, { forest, bound, single }), leastDelayMs }
}

function collect(
  plans: readonly CellPlan[],
  follows: Int32Array,
  {
    forest,
    bound,
    single,
  }: { forest: ReturnType<typeof createForest>; bound: Uint8Array; single: Uint8Array },
): Omit<Coupling, 'leastDelayMs'> {
  const sets = new Map<number, { cells: number[]; artificialCells: number[] }>()
  const free = new Uint8Array(plans.length)
  const freeArtificial: FreeArtificialCell[] = []
  for (let member = 0; member < bound.length; member++) {
    const artificialCell = member - plans.length
    if (!bound[member]) {
      if (artificialCell < 0) free[member] = 1
      else freeArtificial.push({ artificialCell, follows: follows[artificialCell]! })
      continue
    }
    const root = forest.root(member)
    const set = sets.get(root) ?? { cells: [], artificialCells: [] }
    sets.set(root, set)
    if (artificialCell < 0) set.cells.push(member)
    else set.artificialCells.push(artificialCell)
  }
  return { sets: [...sets.values()], free, single, freeArtificial }
}
