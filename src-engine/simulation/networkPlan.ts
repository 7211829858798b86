import type { CompiledMechanism } from '../kernel/compiledMechanism.ts'
import { type Network, qualifiedId } from '../model/checkEvents.ts'
import type { EventOrder } from '../kernel/nativeEvents.ts'
import type { EventSource, Gid, Location } from '../model/document.ts'
import { linearCircuit, type LinearCircuit } from '../model/linearCircuit.ts'
import type { MechanismLookup } from '../model/mechanismLookup.ts'
import { fieldNamed } from '../model/variables.ts'
import type { CellPlan } from './cellPlan.ts'

/** A point process or an artificial cell: an instance that has a name. */
export interface Process {
  /** Its id, behind the cell's name and a dot where that has one. */
  readonly id: string
  readonly mechanism: CompiledMechanism
  /** Cell of a point process; −1 for an artificial cell. */
  readonly cell: number
  /** Place among the cell's point processes, or among the artificial cells. */
  readonly index: number
  readonly parameters: Readonly<Record<string, number>>
}

/**
 * Where events come from: a process by its number, a variable of a cell, a spike detector of a cell by its place in the
 * cell's list, or a gid that nothing here has (by its place among those).
 */
export type SourcePlan =
  | { readonly kind: 'process'; readonly process: number }
  | {
      readonly kind: 'threshold'
      readonly cell: number
      readonly at: Location
      readonly variable: string
      readonly threshold: number
    }
  | { readonly kind: 'detector'; readonly cell: number; readonly spike: number }
  | { readonly kind: 'foreign'; readonly foreign: number }

/** A connection between things that have been found. */
export interface ConnectionPlan {
  readonly source: SourcePlan
  /** Number of the process. */
  readonly target: number
  readonly delayMs: number
  /** The shortest delay that it may have while a run goes on [ms]. */
  readonly leastDelayMs: number
  readonly weights: readonly number[]
  readonly active: boolean
  /** Whether a play leads to its delay or switches it: then both its ends lie in one group. */
  readonly isPlayed: boolean
}

/** A value to be carried from a variable of a cell to a column of a point process. */
export interface TransferPlan {
  readonly cell: number
  readonly at: Location
  readonly variable: string
  /** Number of the process. */
  readonly target: number
  readonly column: string
}

/** A circuit with the cells that it is attached to. */
export interface CircuitPlan {
  readonly equations: LinearCircuit
  /** Cells by their numbers, in the order of its first unknowns. */
  readonly attached: readonly { readonly cell: number; readonly at: Location }[]
}

/** All that lives by events in a simulation, numbered the same whatever the groups are. */
export interface NetworkPlan {
  /** Cell after cell, then the artificial cells: the order in which they are numbered as sources of events. */
  readonly processes: readonly Process[]
  readonly firstArtificial: number
  /** Process number by id. */
  readonly processOf: ReadonlyMap<string, number>
  readonly connections: readonly ConnectionPlan[]
  /** Connection number by id. */
  readonly connectionOf: ReadonlyMap<string, number>
  readonly transfers: readonly TransferPlan[]
  readonly circuits: readonly CircuitPlan[]
  /** Every gid that something here has or a connection names, ascending. */
  readonly gids: readonly { readonly gid: Gid; readonly source: SourcePlan }[]
  /** How many of the gids nothing here has. */
  readonly foreign: number
  readonly order: EventOrder
}

/** Numbers the processes of a simulation and finds what its connections name; all of it has been checked. */
export function planNetwork(
  network: Network,
  plans: readonly CellPlan[],
  lookup: MechanismLookup,
  order: EventOrder = 'hillock',
): NetworkPlan {
  const processes: Process[] = plans.flatMap(({ model, points }, cell) =>
    points.map(({ id, mechanism, parameters }, index) => ({
      id: qualifiedId(model.name, id),
      mechanism,
      cell,
      index,
      parameters,
    })),
  )
  const firstArtificial = processes.length
  for (const [index, { id, mechanism: name, parameters }] of (network.artificialCells ?? []).entries()) {
    const mechanism = lookup.get(name)
    if (mechanism) processes.push({ id, mechanism, cell: -1, index, parameters })
  }
  const processOf = new Map(processes.map(({ id }, number) => [id, number]))
  const cellOf = new Map(plans.map(({ model }, cell) => [model.name, cell]))
  const gids = planGids(network, plans, processOf)
  const playedDelay = delaysPlayed(network)
  const ofGid = new Map(gids.map(({ gid, source }) => [gid, source]))
  const sourcePlan = (source: EventSource): SourcePlan => {
    if (source.kind === 'process') return { kind: 'process', process: processOf.get(source.process) ?? -1 }
    if (source.kind === 'gid') return ofGid.get(source.gid) ?? { kind: 'foreign', foreign: -1 }
    const { at, variable, threshold } = source
    return { kind: 'threshold', cell: cellOf.get(source.cell ?? '') ?? -1, at, variable, threshold }
  }
  return {
    processes,
    firstArtificial,
    processOf,
    connections: (network.connections ?? []).map(use => ({
      source: sourcePlan(use.source),
      target: processOf.get(use.target) ?? -1,
      delayMs: use.delayMs,
      leastDelayMs: Math.min(
        use.delayMs,
        use.leastDelayMs ?? use.delayMs,
        playedDelay.get(use.id) ?? Infinity,
      ),
      weights: use.weights,
      active: use.active ?? true,
      isPlayed: playedDelay.has(use.id),
    })),
    connectionOf: new Map((network.connections ?? []).map(({ id }, number) => [id, number])),
    transfers: (network.transfers ?? []).map(({ from, to }) => {
      const target = processOf.get(to.process) ?? -1
      const mechanism = processes[target]?.mechanism
      const column = (mechanism && fieldNamed(mechanism, to.variable)?.column) ?? ''
      return {
        cell: cellOf.get(from.cell ?? '') ?? -1,
        at: from.at,
        variable: from.variable,
        target,
        column,
      }
    }),
    circuits: (network.circuits ?? []).map(circuit => ({
      equations: linearCircuit(circuit),
      attached: circuit.attached.map(({ cell = '', at }) => ({ cell: cellOf.get(cell) ?? -1, at })),
    })),
    gids,
    foreign: gids.filter(({ source }) => source.kind === 'foreign').length,
    order,
  }
}

/** The shortest delay that plays give to each connection that they set or switch [ms]; Infinity where they only switch it. */
function delaysPlayed({ plays = [] }: Network): Map<string, number> {
  const shortest = new Map<string, number>()
  for (const { targets, values } of plays)
    for (const { connection, variable, scale = 1 } of targets) {
      if (connection === undefined || (variable !== 'delay' && variable !== 'active')) continue
      const least = variable === 'delay' ? values.map(value => value * Number(scale)) : []
      shortest.set(connection, Math.min(shortest.get(connection) ?? Infinity, ...least))
    }
  return shortest
}

/** Who has which gid; those that only connections name come from elsewhere. */
function planGids(
  { artificialCells = [], connections = [] }: Network,
  plans: readonly CellPlan[],
  processOf: ReadonlyMap<string, number>,
): NetworkPlan['gids'] {
  const found = new Map<Gid, SourcePlan | undefined>()
  for (const { source } of connections) if (source.kind === 'gid') found.set(source.gid, undefined)
  plans.forEach(({ model }, cell) =>
    model.description.spikes.forEach(({ gid }, spike) => {
      if (gid !== undefined) found.set(gid, { kind: 'detector', cell, spike })
    }),
  )
  for (const { id, gid } of artificialCells)
    if (gid !== undefined) found.set(gid, { kind: 'process', process: processOf.get(id) ?? -1 })
  let foreign = 0
  return [...found]
    .sort(([a], [b]) => a - b)
    .map(([gid, source]) => ({ gid, source: source ?? { kind: 'foreign', foreign: foreign++ } }))
}
