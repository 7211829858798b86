import { InternalError } from '../core/errors.ts'
import { type ArenaLayout, padded } from '../kernel/arena.ts'
import type { CompiledMechanism } from '../kernel/compiledMechanism.ts'
import { elementOf, ownColumns } from '../kernel/instance.ts'
import { qualifiedId } from '../model/checkEvents.ts'
import type { CellPlan } from './cellPlan.ts'
import type { GroupNodes } from './groupNodes.ts'
import { type DensityUse, setValue } from './membrane.ts'
import type { NetworkPlan } from './networkPlan.ts'
import { placeOfNode, type TreePlaces } from './treePlaces.ts'

/** The instances of one mechanism in one group, with their own columns. */
export interface InstanceSet {
  readonly mechanism: CompiledMechanism
  readonly count: number
  /** Instance → node of the group; empty where the mechanism has no place. */
  readonly node: Int32Array
  /** Instance → number of the process (point process or artificial cell); empty for a density mechanism. */
  readonly process: Int32Array
  /** Own column → address. */
  readonly columns: ReadonlyMap<string, number>
  /** Value that the model sets for a parameter of one instance; undefined where the default holds. */
  readonly set: (instance: number, name: string) => number | undefined
  /** Instance of a point process by cell and id; −1 if it is not here. */
  readonly instanceOf: (cell: number, id: string) => number
  /** What people call an instance: a section, or a process by its id. */
  readonly nameOf: (instance: number) => string
}

/** The numbers below `count` for which something holds, ascending. */
export function indicesWhere(count: number, holds: (index: number) => boolean): Int32Array {
  const found = new Int32Array(count)
  let length = 0
  for (let index = 0; index < count; index++) if (holds(index)) found[length++] = index
  return length === count ? found : found.slice(0, length)
}

/**
 * Own columns: those that the programs touch, and those that somebody records although no program needs them. An
 * array is one stretch; its element k, a column of its own, lies k whole columns behind its first.
 */
function layOutColumns(
  mechanism: CompiledMechanism,
  count: number,
  recorded: readonly string[],
  layout: ArenaLayout,
): ReadonlyMap<string, number> {
  const lengths = new Map(ownColumns(mechanism))
  for (const name of recorded) {
    const array = elementOf(name)?.array ?? name
    const field = mechanism.fields.find(candidate => candidate.name === array)
    lengths.set(field?.length ? array : name, field?.length ?? 1)
  }
  const columns = new Map<string, number>()
  for (const [name, length] of lengths) {
    const isArray = mechanism.fields.some(field => field.name === name && field.length) || length > 1
    const address = layout.column(padded(count) * length)
    columns.set(name, address)
    if (!isArray) continue
    for (let index = 0; index < length; index++)
      columns.set(`${name}[${index}]`, address + index * padded(count))
  }
  return columns
}

/** A density mechanism’s instances: the compartments that have it, in node order. */
export function densityInstances(
  mechanism: CompiledMechanism,
  nodes: GroupNodes,
  plans: readonly CellPlan[],
  columnsOf: (count: number) => ReadonlyMap<string, number>,
  hasMechanism: (kind: number, mechanism: string) => boolean,
): InstanceSet | undefined {
  const node = indicesWhere(nodes.count, at => {
    const section = nodes.section[at]!
    return section >= 0 && hasMechanism(plans[nodes.cell[at]!]!.shape.kinds[section]!, mechanism.name)
  })
  if (node.length === 0) return undefined
  const uses = new Map<number, DensityUse | undefined>()
  const useIn = (cell: number) => {
    if (!uses.has(cell))
      uses.set(
        cell,
        plans[cell]!.densities.find(use => use.mechanism === mechanism),
      )
    return uses.get(cell)
  }
  return {
    mechanism,
    count: node.length,
    node,
    columns: columnsOf(node.length),
    set: (instance, name) => {
      const at = node[instance]!
      const use = useIn(nodes.cell[at]!)
      return use && setValue(use, nodes.section[at]!, name)
    },
    process: new Int32Array(0),
    instanceOf: () => -1,
    nameOf: instance => {
      const at = node[instance]!
      const { model, shape } = plans[nodes.cell[at]!]!
      const section = shape.sections.names[nodes.section[at]!] ?? ''
      return model.name ? `${model.name}.${section}` : section
    },
  }
}

/** What point processes and artificial cells are found by. */
export interface ProcessPlaces {
  readonly network: NetworkPlan
  readonly plans: readonly CellPlan[]
  readonly places: TreePlaces
}

/** The processes of one mechanism that lie in a group, with the node of each point process. */
function processesOf(
  mechanism: CompiledMechanism,
  group: { readonly index: number; readonly artificialCells: readonly number[] },
  { network, plans, places }: ProcessPlaces,
): { readonly process: number; readonly node: number }[] {
  const found: { process: number; node: number }[] = []
  const artificial = new Set(group.artificialCells)
  network.processes.forEach((one, process) => {
    if (one.mechanism !== mechanism) return
    if (one.cell < 0) {
      if (artificial.has(one.index)) found.push({ process, node: -1 })
      return
    }
    const plan = plans[one.cell]!
    const { node } = plan.points[one.index]!
    if (node < 0)
      throw new InternalError('a point process sits on an end that was merged away', { id: one.id })
    const place = placeOfNode(places, plan, one.cell, node)
    if (place.group === group.index) found.push({ process, node: place.node })
  })
  return found
}

/**
 * The instances of a mechanism of point processes or artificial cells: cell after cell, in each document’s order.
 * Padding lanes have none.
 */
export function processInstances(
  mechanism: CompiledMechanism,
  group: { readonly index: number; readonly artificialCells: readonly number[] },
  columnsOf: (count: number) => ReadonlyMap<string, number>,
  where: ProcessPlaces,
): InstanceSet | undefined {
  const found = processesOf(mechanism, group, where)
  if (found.length === 0) return undefined
  const { processes, processOf } = where.network
  const process = Int32Array.from(found, one => one.process)
  return {
    mechanism,
    count: found.length,
    node: found[0]!.node < 0 ? new Int32Array(0) : Int32Array.from(found, ({ node }) => node),
    process,
    columns: columnsOf(found.length),
    set: (instance, name) => processes[process[instance]!]!.parameters[name],
    instanceOf: (cell, id) =>
      process.indexOf(processOf.get(cell < 0 ? id : qualifiedId(where.plans[cell]!.model.name, id)) ?? -1),
    nameOf: instance => `"${processes[process[instance]!]!.id}"`,
  }
}

/** The columns of a mechanism’s instances, once their number is known. */
export function columnsOf(mechanism: CompiledMechanism, recorded: readonly string[], layout: ArenaLayout) {
  return (count: number) => layOutColumns(mechanism, count, recorded, layout)
}

/** Writes every own column: what the model sets, else the field’s default; hidden columns without a field begin at 0. */
export function fillInstances(values: Float64Array, instances: InstanceSet): void {
  const { mechanism, columns, count, set } = instances
  const fields = new Map(mechanism.fields.map(field => [field.name, field]))
  for (const [name, address] of columns) {
    const array = elementOf(name)?.array
    const field = fields.get(name) ?? (array === undefined ? undefined : fields.get(array))
    values.fill(field?.default ?? 0, address, address + padded(count))
    if (field?.role !== 'parameter') continue
    for (let instance = 0; instance < count; instance++) {
      const value = set(instance, name) ?? (array === undefined ? undefined : set(instance, array))
      if (value !== undefined) values[address + instance] = value
    }
  }
}
