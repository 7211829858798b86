import type { CompiledMechanism } from '../kernel/compiledMechanism.ts'
import { type Network, qualifiedId } from '../model/checkEvents.ts'
import type { EventSource, Location } from '../model/document.ts'
import type { MechanismLookup } from '../model/mechanismLookup.ts'
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

/** Where events come from: a process by its number, or a variable of a cell. */
export type SourcePlan =
  | { readonly kind: 'process'; readonly process: number }
  | {
      readonly kind: 'threshold'
      readonly cell: number
      readonly at: Location
      readonly variable: string
      readonly threshold: number
    }

/** A connection between things that have been found. */
export interface ConnectionPlan {
  readonly source: SourcePlan
  /** Number of the process. */
  readonly target: number
  readonly delayMs: number
  readonly weights: readonly number[]
}

/** All that lives by events in a simulation, numbered the same whatever the groups are. */
export interface NetworkPlan {
  /** Cell after cell, then the artificial cells: the order in which they are numbered as sources of events. */
  readonly processes: readonly Process[]
  readonly firstArtificial: number
  /** Process number by id. */
  readonly processOf: ReadonlyMap<string, number>
  readonly connections: readonly ConnectionPlan[]
}

/** Numbers the processes of a simulation and finds what its connections name; all of it has been checked. */
export function planNetwork(
  network: Network,
  plans: readonly CellPlan[],
  lookup: MechanismLookup,
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
  const sourcePlan = (source: EventSource): SourcePlan =>
    source.kind === 'process'
      ? { kind: 'process', process: processOf.get(source.process) ?? -1 }
      : {
          kind: 'threshold',
          cell: cellOf.get(source.cell ?? '') ?? -1,
          at: source.at,
          variable: source.variable,
          threshold: source.threshold,
        }
  return {
    processes,
    firstArtificial,
    processOf,
    connections: (network.connections ?? []).map(({ source, target, delayMs, weights }) => ({
      source: sourcePlan(source),
      target: processOf.get(target) ?? -1,
      delayMs,
      weights,
    })),
  }
}

/** The cell of a connection's end; −1 for an artificial cell. */
export function cellOfSource(source: SourcePlan, { processes }: NetworkPlan): number {
  return source.kind === 'process' ? (processes[source.process]?.cell ?? -1) : source.cell
}
