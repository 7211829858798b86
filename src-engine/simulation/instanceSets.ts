import { InternalError } from '../core/errors.ts'
import type { ArenaLayout } from '../kernel/arena.ts'
import type { CompiledMechanism } from '../kernel/compiledMechanism.ts'
import { ownColumnNames } from '../kernel/instance.ts'
import type { CellPlan } from './cellPlan.ts'
import type { GroupNodes } from './groupNodes.ts'
import { placeKey } from './groupNodes.ts'

/** The instances of one mechanism in one group, with their own columns. */
export interface InstanceSet {
  readonly mechanism: CompiledMechanism
  readonly count: number
  /** Instance → node of the group. */
  readonly node: Int32Array
  /** Own column → address. */
  readonly columns: Map<string, number>
  /** Value of a parameter of one instance; undefined where the default holds. */
  readonly set: (instance: number, name: string) => number | undefined
  /** Instance of a point process by cell and id; −1 if it is not here. */
  readonly instanceOf: (cell: number, id: string) => number
}

/** Own columns: those that the programs touch, and those that somebody records although no program needs them. */
function layOutColumns(mechanism: CompiledMechanism, count: number, recorded: Iterable<string>, layout: ArenaLayout) {
  const names = new Set([...ownColumnNames(mechanism), ...recorded])
  return new Map([...names].map(name => [name, layout.column(count)]))
}

/** A density mechanism’s instances: the compartments that have it, in node order. */
export function densityInstances(
  mechanism: CompiledMechanism,
  nodes: GroupNodes,
  plans: readonly CellPlan[],
  hasKind: (kind: number) => boolean,
  recorded: Iterable<string>,
  layout: ArenaLayout,
): InstanceSet | undefined {
  const node = Int32Array.from(nodes.kind.keys()).filter(at => nodes.kind[at]! >= 0 && hasKind(nodes.kind[at]!))
  if (node.length === 0) return undefined
  const values = new Map(plans.map((plan, cell) => [cell, plan.densities.find(use => use.mechanism === mechanism)?.values]))
  return {
    mechanism,
    count: node.length,
    node,
    columns: layOutColumns(mechanism, node.length, recorded, layout),
    set: (instance, name) => {
      const at = node[instance]!
      const value = values.get(nodes.cell[at]!)?.get(name)?.[nodes.section[at]!]
      return value === undefined || Number.isNaN(value) ? undefined : value
    },
    instanceOf: () => -1,
  }
}

/** A point process’s instances: cell after cell, in each document’s order. Padding lanes have none. */
export function pointInstances(
  mechanism: CompiledMechanism,
  nodes: GroupNodes,
  plans: readonly CellPlan[],
  cells: readonly number[],
  recorded: Iterable<string>,
  layout: ArenaLayout,
): InstanceSet | undefined {
  const found: { key: string; node: number; parameters: Readonly<Record<string, number>> }[] = []
  for (const cell of cells) {
    const { points, lowered } = plans[cell]!
    for (const point of points) {
      if (point.mechanism !== mechanism) continue
      if (point.node < 0) throw new InternalError('a point process sits on an end that was merged away', { id: point.id })
      const place = nodes.places.get(placeKey(cell, lowered.treeOfNode[point.node]!))
      if (!place) continue
      const node = place.first + lowered.rowOfNode[point.node]! * place.lanes + place.lane
      found.push({ key: `${cell}/${point.id}`, node, parameters: point.parameters })
    }
  }
  if (found.length === 0) return undefined
  const instances = new Map(found.map(({ key }, instance) => [key, instance]))
  return {
    mechanism,
    count: found.length,
    node: Int32Array.from(found, ({ node }) => node),
    columns: layOutColumns(mechanism, found.length, recorded, layout),
    set: (instance, name) => found[instance]!.parameters[name],
    instanceOf: (cell, id) => instances.get(`${cell}/${id}`) ?? -1,
  }
}

/** Writes every own column: what the model sets, else the field’s default; hidden columns without a field begin at 0. */
export function fillInstances(values: Float64Array, instances: InstanceSet): void {
  const { mechanism, columns, count, set } = instances
  for (const [name, address] of columns) {
    const field = mechanism.fields.find(candidate => candidate.name === name)
    values.fill(field?.default ?? 0, address, address + count)
    if (field?.role !== 'parameter') continue
    for (let instance = 0; instance < count; instance++) {
      const value = set(instance, name)
      if (value !== undefined) values[address + instance] = value
    }
  }
}
