import { diagnose } from '../core/diagnostics/catalogue.ts'
import type { Diagnostic } from '../core/diagnostics/diagnostic.ts'
import { InternalError } from '../core/errors.ts'
import { eventMessages } from '../model/eventDiagnostics.ts'
import type { PointerUse } from '../model/document.ts'
import type { AssembledMembrane } from './assembleGroup.ts'
import type { CellPlan } from './cellPlan.ts'
import type { InstanceSet } from './instanceSets.ts'
import type { NetworkPlan, Process } from './networkPlan.ts'
import { compartmentOf } from './places.ts'
import { placeOfNode, type TreePlaces } from './treePlaces.ts'
import {
  addressOfVariable,
  placeOfVariable,
  type ResolvedVariable,
  resolveIn,
  scopeOf,
} from './variablePlaces.ts'

/** Where the pointers of a set's instances lead: for each pointer, an address for each instance. */
export type PointerSet = ReadonlyMap<string, Int32Array>

/** Compartments in which the owner of a pointer may be: of a process its own, of a density mechanism a region's. */
function ownCompartments(use: PointerUse, plan: CellPlan): number[] {
  const { of } = use
  const { compartments, sections } = plan.shape
  if ('process' in of) {
    const point = plan.model.description.pointProcesses.find(one => one.id === of.process)
    return point ? [compartmentOf(point.at, plan.shape)] : []
  }
  return (sections.region(of.region) ?? []).flatMap(section => {
    const first = compartments.firstOfSection[section]!
    const count = compartments.firstOfSection[section + 1]! - first
    return Array.from({ length: count }, (_, index) => first + index)
  })
}

/** Every variable that the pointers of cells lead to. */
export function variablesOfPointers(plans: readonly CellPlan[]): ResolvedVariable[] {
  const named = cellNumbers(plans)
  return plans.flatMap((own, number) =>
    (own.model.description.pointers ?? []).flatMap(use => {
      const { at, variable } = use.to
      const plan = plans[cellOfTarget(use, number, named)]!
      const there = at ? [compartmentOf(at, plan.shape)] : ownCompartments(use, plan)
      return there.flatMap(compartment => resolveIn(scopeOf(plan, compartment), variable) ?? [])
    }),
  )
}

/** Cell number by name. */
export function cellNumbers(plans: readonly CellPlan[]): ReadonlyMap<string, number> {
  return new Map(plans.map(({ model }, number) => [model.name, number]))
}

/** The cell to which a pointer of a cell leads: itself, unless another is named. */
export function cellOfTarget({ to }: PointerUse, own: number, named: ReadonlyMap<string, number>): number {
  return to.cell === undefined ? own : (named.get(to.cell) ?? own)
}

/** What all groups have in common when pointers are led to their places. */
interface PointerContext {
  readonly plans: readonly CellPlan[]
  readonly places: TreePlaces
  readonly network: NetworkPlan
}

/** The compartment from which a pointer leads, if there is one, and its cell. */
interface PointingFrom {
  readonly own: number | undefined
  readonly cell: number
  readonly named: ReadonlyMap<string, number>
}

/** Where one use leads, seen from a compartment; undefined where it leads nowhere from there. */
function addressOf(
  use: PointerUse,
  { own, cell: from, named }: PointingFrom,
  group: AssembledMembrane,
  { plans, places }: PointerContext,
): number | undefined {
  const { to } = use
  const cell = cellOfTarget(use, from, named)
  const plan = plans[cell]!
  const compartment = to.at ? compartmentOf(to.at, plan.shape) : own
  if (compartment === undefined) return undefined
  const resolved = resolveIn(scopeOf(plan, compartment), to.variable)
  if (!resolved) return undefined
  const { group: there, node } = to.at
    ? placeOfVariable(resolved, to.at, { plan, number: cell }, places)
    : placeOfNode(places, plan, cell, compartment)
  if (there !== placeOfNode(places, plans[from]!, from, own ?? 0).group)
    throw new InternalError('a pointer leads from one group to another', { pointer: use.id })
  return addressOfVariable(resolved, group, node, cell)
}

/** Node of the group → compartment of its cell, for the cells that are in it. */
export function compartmentsOfNodes(
  group: Pick<AssembledMembrane, 'nodes'>,
  { plans, places }: Pick<PointerContext, 'plans' | 'places'>,
): Int32Array {
  const found = new Int32Array(group.nodes.count).fill(-1)
  for (const cell of new Set(group.nodes.cell))
    for (let compartment = 0; compartment < plans[cell]!.shape.compartments.count; compartment++)
      found[placeOfNode(places, plans[cell]!, cell, compartment).node] = compartment
  return found
}

/**
 * Where a pointer leads that may lead nowhere: to the very number that says so, which is 0. Only mechanisms that ask
 * whether a pointer is set have that.
 */
function nowhere(set: InstanceSet, pointer: string, instance: number): number | undefined {
  const flags = set.columns.get(`${pointer}.pointing`)
  return flags === undefined ? undefined : flags + instance
}

/** Tells mechanisms that ask for it which of their pointers are set. */
export function fillPointing(values: Float64Array, set: InstanceSet, pointers: PointerSet): void {
  for (const [pointer, addresses] of pointers) {
    const flags = set.columns.get(`${pointer}.pointing`)
    if (flags === undefined) continue
    addresses.forEach((address, instance) => {
      values[flags + instance] = address === flags + instance ? 0 : 1
    })
  }
}

/** Leads the pointers of a group's instances to their places; those that lead nowhere are refused. */
export function placePointers(
  group: AssembledMembrane,
  context: PointerContext,
): { readonly pointers: ReadonlyMap<InstanceSet, PointerSet>; readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = []
  const pointers = new Map<InstanceSet, PointerSet>()
  const { plans, network } = context
  const numbers = cellNumbers(plans)
  let compartments: Int32Array | undefined
  for (const set of group.sets) {
    const { mechanism, process } = set
    if (mechanism.pointers.length === 0) continue
    compartments ??= compartmentsOfNodes(group, context)
    const leads = (pointer: string, instance: number): number | undefined => {
      const named = process.length > 0 ? network.processes[process[instance]!]! : undefined
      const cell = named ? Math.max(0, named.cell) : group.nodes.cell[set.node[instance]!]!
      const plan = plans[cell]
      const own = named ? compartmentOfProcess(named, plan) : compartments![set.node[instance]!]!
      const section = own === undefined ? -1 : plan?.shape.compartments.section[own]
      const uses = plan?.model.description.pointers ?? []
      const use = uses.findLast(
        ({ of, pointer: name }) =>
          name === pointer &&
          ('process' in of
            ? named !== undefined && of.process === unqualified(named.id, plan?.model.name ?? '')
            : named === undefined &&
              of.mechanism === mechanism.name &&
              plan?.shape.sections.region(of.region)?.includes(section ?? -1) === true),
      )
      return use && addressOf(use, { own, cell, named: numbers }, group, context)
    }
    const places = mechanism.pointers.map(pointer => {
      const addresses = new Int32Array(set.count)
      for (let instance = 0; instance < set.count; instance++) {
        const address = leads(pointer, instance) ?? nowhere(set, pointer, instance)
        if (address === undefined) {
          const facts = { pointer, mechanism: mechanism.name, place: set.nameOf(instance) }
          diagnostics.push(diagnose(eventMessages, 'model/pointer-not-set', facts))
          break
        }
        addresses[instance] = address
      }
      return [pointer, addresses] as const
    })
    pointers.set(set, new Map(places))
  }
  return { pointers, diagnostics }
}

const unqualified = (id: string, cell: string) =>
  cell && id.startsWith(`${cell}.`) ? id.slice(cell.length + 1) : id

/** The compartment of a point process; undefined for an artificial cell. */
function compartmentOfProcess({ cell, id }: Process, plan: CellPlan | undefined): number | undefined {
  if (cell < 0 || !plan) return undefined
  const own = unqualified(id, plan.model.name)
  const point = plan.model.description.pointProcesses.find(use => use.id === own)
  return point && compartmentOf(point.at, plan.shape)
}
