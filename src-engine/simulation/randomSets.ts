import { type RandomIdsUse, type StreamUse, streamDistributions } from '../model/document.ts'
import type { CellPlan } from './cellPlan.ts'
import type { GroupNodes } from './groupNodes.ts'
import type { InstanceSet } from './instanceSets.ts'
import type { NetworkPlan } from './networkPlan.ts'

/** The three numbers by which a stream of random numbers is told from all others: rule 13. */
type StreamIds = readonly [id1: number, id2: number, id3: number]

/** What a model says of random streams. */
export interface StreamSettings {
  readonly plans: readonly CellPlan[]
  readonly network: NetworkPlan
  /** Those that mechanisms expect from outside and the model gives. */
  readonly streams: readonly StreamUse[]
  readonly randomIds: readonly RandomIdsUse[]
}

/** Where the instances of a group are. */
interface StreamPlaces {
  readonly nodes: GroupNodes
  readonly compartmentOfNode: () => Int32Array
}

/** A number below 2^32 that follows from a name alone (FNV-1a). */
function numberOfName(name: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < name.length; index++)
    hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193) >>> 0
  return hash
}

/** Gives every RANDOM stream of a mechanism's instances ids of its own, whatever the group they lie in. */
export function fillStreams(
  values: Float64Array,
  set: InstanceSet,
  places: StreamPlaces,
  settings: StreamSettings,
): void {
  const { mechanism, node, process, columns, count } = set
  const write = (stream: string, part: string, instance: number, value: number) => {
    const address = columns.get(`${stream}.${part}`)
    if (address !== undefined) values[address + instance] = value
  }
  for (const stream of mechanism.randoms) {
    const use = settings.streams.findLast(one => one.mechanism === mechanism.name && one.stream === stream)
    const chosen = choiceOfIds(set, stream, places, settings)
    const id1 = numberOfName(`${mechanism.name}.${stream}`)
    for (let instance = 0; instance < count; instance++) {
      if (use) {
        write(stream, 'given', instance, 1)
        write(stream, 'distribution', instance, streamDistributions.indexOf(use.distribution))
      }
      const given = chosen?.(instance)
      const at = node[instance] ?? -1
      const place = () => ({
        cell: places.nodes.cell[at] ?? 0,
        compartment: places.compartmentOfNode()[at] ?? 0,
      })
      const own = (): StreamIds => {
        if (process.length > 0) return [id1, process[instance]!, 0]
        return [id1, place().cell, place().compartment]
      }
      const ids = given ? idsOf(given, place) : own()
      ids.forEach((id, index) => write(stream, `id${index + 1}`, instance, id))
      if (given) write(stream, 'sequence', instance, given.sequence ?? 0)
    }
  }
}

function idsOf(
  { ids }: RandomIdsUse,
  place: () => { readonly cell: number; readonly compartment: number },
): StreamIds {
  const [id1 = 0, id2 = 0, id3 = 0] = ids.map(id => (typeof id === 'number' ? id : place()[id]))
  return [id1, id2, id3]
}

/** For each instance what the model says of the ids of a stream; undefined where it says nothing of any. */
function choiceOfIds(
  { mechanism, node, process }: InstanceSet,
  stream: string,
  { nodes, compartmentOfNode }: StreamPlaces,
  { plans, network, randomIds }: StreamSettings,
): ((instance: number) => RandomIdsUse | undefined) | undefined {
  const uses = randomIds.filter(use => use.stream === stream)
  if (process.length > 0) {
    const ofProcess = new Map(uses.flatMap(use => ('process' in use.of ? [[use.of.process, use]] : [])))
    if (ofProcess.size === 0) return undefined
    return instance => ofProcess.get(network.processes[process[instance]!]!.id)
  }
  const ofRegions = uses.flatMap(use => {
    const { of } = use
    if ('process' in of || of.mechanism !== mechanism.name) return []
    const isIn = (plan: CellPlan, section: number) =>
      (of.cell === undefined || of.cell === plan.model.name) &&
      plan.shape.sections.mask(of.region)[section] === 1
    return [{ use, isIn }]
  })
  if (ofRegions.length === 0) return undefined
  return instance => {
    const at = node[instance]!
    const plan = plans[nodes.cell[at]!]!
    const section = plan.shape.compartments.section[compartmentOfNode()[at]!]!
    return ofRegions.findLast(({ isIn }) => isIn(plan, section))?.use
  }
}
