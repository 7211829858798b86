import { type ArenaLayout, padded } from '../kernel/arena.ts'
import { columnNames } from '../kernel/instance.ts'
import type { NativeEvents } from '../kernel/nativeEvents.ts'
import type { InstanceSet } from './instanceSets.ts'
import type { NetworkPlan, SourcePlan } from './networkPlan.ts'

/** Column of the space `weight`, where a program wants it: the number of the row itself. */
const rowNumber = 'netcons.row'

/** The weights of all connections that lead to the instances of one mechanism: the space `weight` of its programs. */
export interface WeightSet {
  /** Number among the group's receivers. */
  readonly receiver: number
  /** Connections by row, sorted by instance, then as the model lists them. */
  readonly connections: readonly number[]
  /** The row of each instance that stands for no connection begins here. */
  readonly rowWithoutConnection: number
  readonly rows: number
  /** Argument of NET_RECEIVE → address. */
  readonly columns: ReadonlyMap<string, number>
}

/** Whether the instances of a mechanism send or receive events. */
export function takesPart({ mechanism: { events } }: Pick<InstanceSet, 'mechanism'>): boolean {
  return events.receives || events.sends || events.fires
}

/** Reserves the weights of those sets of a group that take part in events. */
export function layOutWeights(
  sets: readonly InstanceSet[],
  { connections }: NetworkPlan,
  layout: ArenaLayout,
): ReadonlyMap<InstanceSet, WeightSet> {
  const byTarget = new Map<number, number[]>()
  connections.forEach(({ target }, connection) => {
    const list = byTarget.get(target)
    if (list) list.push(connection)
    else byTarget.set(target, [connection])
  })
  return new Map(
    sets.filter(takesPart).map((set, receiver) => {
      const sorted = [...set.process].flatMap(process => byTarget.get(process) ?? [])
      const rows = sorted.length + set.count
      const names = set.mechanism.events.weights.map(({ name }) => name)
      if (columnNames(set.mechanism, 'weight').includes(rowNumber)) names.push(rowNumber)
      const columns = names.map(name => [name, layout.column(rows)] as const)
      return [
        set,
        {
          receiver,
          connections: sorted,
          rowWithoutConnection: sorted.length,
          rows,
          columns: new Map(columns),
        },
      ]
    }),
  )
}

/** Writes the weights that the model gives, and tells each instance which rows are its connections'. */
export function fillWeights(
  values: Float64Array,
  set: InstanceSet,
  weights: WeightSet,
  { connections }: NetworkPlan,
): void {
  set.mechanism.events.weights.forEach(({ name }, argument) => {
    const address = weights.columns.get(name)!
    weights.connections.forEach((connection, row) => {
      values[address + row] = connections[connection]!.weights[argument] ?? 0
    })
  })
  const numbers = weights.columns.get(rowNumber)
  if (numbers !== undefined) for (let row = 0; row < weights.rows; row++) values[numbers + row] = row
  const first = set.columns.get('netcons.first')
  const count = set.columns.get('netcons.count')
  let row = 0
  set.process.forEach((process, instance) => {
    const start = row
    while (row < weights.connections.length && connections[weights.connections[row]!]!.target === process)
      row++
    if (first !== undefined) values[first + instance] = start
    if (count !== undefined) values[count + instance] = row - start
  })
}

/**
 * What is forgotten when a run begins, as pairs (address, length): flags of WATCH; the numbers of events that came by
 * no connection; and, where NET_RECEIVE has no INITIAL, all arguments but the first (as in NEURON).
 */
export function forgottenColumns(weights: ReadonlyMap<InstanceSet, WeightSet>): number[] {
  return [...weights].flatMap(([set, { columns, rows, rowWithoutConnection }]) => {
    const flags = [...set.columns]
      .filter(([name]) => /^watch\.\d+$/.test(name))
      .flatMap(([, address]) => [address, padded(set.count)])
    const keeps = set.mechanism.programs.netInitial !== undefined
    const kept = [...columns].flatMap(([name, address], argument) => {
      if (name === rowNumber) return []
      return keeps || argument === 0 ? [address + rowWithoutConnection, set.count] : [address, rows]
    })
    return [...flags, ...kept]
  })
}

/** A detector of a group, besides its address and threshold. */
export interface DetectorEntry {
  /** Its number among all detectors of the simulation. */
  readonly number: number
  readonly recorded: boolean
  readonly gid: number | undefined
}

/** What a group's events are made of. */
export interface EventParts {
  readonly weights: ReadonlyMap<InstanceSet, WeightSet>
  readonly detectors: readonly DetectorEntry[]
  /** Detector of the group that a connection begins at; undefined where it begins at an instance. */
  readonly detectorOf: ReadonlyMap<number, number>
  /** Number, among all detectors of the simulation, of that at which a connection begins, whatever its group. */
  readonly detectorNumberOf: ReadonlyMap<number, number>
  /** Processes whose firings are recorded. */
  readonly recorded: ReadonlySet<number>
  /** Address of the uniform `flag`. */
  readonly flag: number
}

/**
 * The events of one group; undefined where nothing takes part in any. In the order of sources processes come first, then
 * gids that nothing here has, then detectors.
 */
export function groupEvents(parts: EventParts, network: NetworkPlan): NativeEvents | undefined {
  const { weights, detectors, detectorOf, detectorNumberOf, recorded, flag } = parts
  if (weights.size === 0 && detectorOf.size === 0) return undefined
  const instanceOf = new Map<number, number>()
  const rowOf = new Map<number, number>()
  const receivers = [...weights].map(([set, { connections, rowWithoutConnection }]) => {
    for (const process of set.process) instanceOf.set(process, instanceOf.size)
    connections.forEach((connection, row) => rowOf.set(connection, row))
    return {
      sourceIds: set.process,
      recorded: set.process.map(process => (recorded.has(process) ? 1 : 0)),
      rowWithoutConnection,
    }
  })
  const ids = [...rowOf.keys()].sort((a, b) => a - b)
  const planOf = (connection: number) => network.connections[connection]!.source
  const named = ids.map(planOf).flatMap(source => (source.kind === 'foreign' ? [source.foreign] : []))
  const foreign = [...new Set(named)].sort((a, b) => a - b)
  const ofForeign = new Map(foreign.map((one, k) => [one, detectors.length + instanceOf.size + k]))
  const ofGid = new Map(detectors.map(({ gid }, detector) => [gid, detector]))
  const firstDetector = network.processes.length + network.foreign
  /** Id of a connection's source where that is in another group. */
  const remoteIdOf = (connection: number): number | undefined => {
    const source = planOf(connection)
    if (source.kind === 'foreign') return undefined
    if (source.kind === 'process') return instanceOf.has(source.process) ? undefined : source.process
    return detectorOf.has(connection) ? undefined : firstDetector + detectorNumberOf.get(connection)!
  }
  const remote = [...new Set(ids.flatMap(id => remoteIdOf(id) ?? []))].sort((a, b) => a - b)
  const firstRemote = detectors.length + instanceOf.size + foreign.length
  const ofRemote = new Map(remote.map((id, k) => [id, firstRemote + k]))
  const sourceOf = (source: SourcePlan, elsewhere: () => number | undefined) => {
    if (source.kind === 'foreign') return ofForeign.get(source.foreign)
    if (source.kind !== 'process') return elsewhere()
    const instance = instanceOf.get(source.process)
    return instance === undefined ? undefined : detectors.length + instance
  }
  const gids = network.gids.flatMap(({ gid, source }) => {
    const number = sourceOf(source, () => ofGid.get(gid))
    return number === undefined ? [] : [{ gid, number }]
  })
  return {
    detectorIds: Int32Array.from(detectors, ({ number }) => firstDetector + number),
    detectorsRecorded: Int32Array.from(detectors, ({ recorded: kept }) => (kept ? 1 : 0)),
    receivers,
    connections: {
      ids: Int32Array.from(ids),
      source: Int32Array.from(ids, id => {
        const remoteId = remoteIdOf(id)
        return remoteId === undefined
          ? sourceOf(planOf(id), () => detectorOf.get(id))!
          : ofRemote.get(remoteId)!
      }),
      target: Int32Array.from(ids, connection => instanceOf.get(network.connections[connection]!.target)!),
      row: Int32Array.from(ids, connection => rowOf.get(connection)!),
      delayMs: Float64Array.from(ids, connection => network.connections[connection]!.delayMs),
      leastDelayMs: Float64Array.from(ids, connection => network.connections[connection]!.leastDelayMs),
    },
    foreignIds: Int32Array.from(foreign, one => network.processes.length + one),
    remoteIds: Int32Array.from(remote),
    gids: {
      gids: Int32Array.from(gids, ({ gid }) => gid),
      sources: Int32Array.from(gids, ({ number }) => number),
    },
    order: network.order,
    flag,
  }
}
