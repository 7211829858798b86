import type { NativeGroup, SpikeDetector } from '../kernel/abi.ts'
import type { ArenaLayout } from '../kernel/arena.ts'
import type { NativeEvents } from '../kernel/nativeEvents.ts'
import type { ConnectionVariable } from '../model/connectionVariables.ts'
import type { AssembledGroup } from './assembleGroup.ts'
import type { NetworkPlan } from './networkPlan.ts'

/** Where something of a connection lies, which can be set while a run goes on. */
export interface ConnectionPlace {
  readonly group: number
  readonly address: number
}

/** The numbers of connections that can be set while a run goes on, with addresses. */
export interface ConnectionPlaces {
  /** Undefined where a connection has no such thing, or nobody can set it. */
  find(connection: number, variable: ConnectionVariable): ConnectionPlace | undefined
  ofGroup(group: number): Pick<NativeGroup, 'detectors' | 'events'>
  fill(values: Float64Array): void
}

/** What a group's connections begin at, and where they lead, before anything of them can be set. */
type Placed = Pick<NativeGroup, 'detectors' | 'events'>

/** Reserves delays, switches and thresholds of those connections that somebody can set: of all in the same groups. */
export function placeConnections(
  groups: readonly (Placed & { readonly assembled: AssembledGroup })[],
  { connections }: NetworkPlan,
  isSettable: (connection: number) => boolean,
  layout: ArenaLayout,
): ConnectionPlaces {
  const detectorPlaces = new Map<number, { readonly group: number; readonly detector: number }>()
  groups.forEach(({ events }, group) =>
    events?.detectorIds.forEach((id, detector) => detectorPlaces.set(id, { group, detector })),
  )
  const detectorOf = ({ events, detectors }: Placed, group: number, index: number) => {
    const source = events!.connections.source[index]!
    if (source < detectors.length) return { group, detector: source }
    const foreign = events!.receivers.reduce((sum, { sourceIds }) => sum + sourceIds.length, detectors.length)
    return detectorPlaces.get(events!.remoteIds[source - foreign - events!.foreignIds.length] ?? -1)
  }
  const places = new Map<number, { readonly group: number; readonly index: number }>()
  const withThresholds = new Set<number>()
  const settable = groups.map((placed, group) => {
    const ids = placed.events?.connections.ids ?? new Int32Array(0)
    let any = false
    ids.forEach((connection, index) => {
      if (!isSettable(connection) && connections[connection]!.active) return
      any = true
      const detector = detectorOf(placed, group, index)
      if (detector) withThresholds.add(detector.group)
    })
    if (!any) return undefined
    ids.forEach((connection, index) => places.set(connection, { group, index }))
    return { delays: layout.column(ids.length), active: layout.column(ids.length) }
  })
  const thresholds = groups.map(({ detectors }, group) =>
    withThresholds.has(group) ? layout.column(detectors.length) : undefined,
  )
  return {
    find(connection, variable) {
      const place = places.get(connection)
      const columns = place && settable[place.group]
      if (!columns) return undefined
      const { group, index } = place
      const placed = groups[group]!
      if (variable.kind === 'weight') {
        const address = weightAddress(placed.events!, placed.assembled, index, variable.argument)
        return address === undefined ? undefined : { group, address }
      }
      if (variable.kind !== 'threshold')
        return { group, address: (variable.kind === 'delay' ? columns.delays : columns.active) + index }
      const of = detectorOf(placed, group, index)
      const first = of && thresholds[of.group]
      return first === undefined ? undefined : { group: of!.group, address: first + of!.detector }
    },
    ofGroup(group) {
      const { events, detectors } = groups[group]!
      const first = thresholds[group]
      const withAddresses = (one: SpikeDetector, detector: number): SpikeDetector =>
        first === undefined ? one : { ...one, thresholdAddress: first + detector }
      return {
        detectors: detectors.map(withAddresses),
        ...(events
          ? { events: { ...events, connections: { ...events.connections, settable: settable[group] } } }
          : {}),
      }
    },
    fill(values) {
      groups.forEach(({ events, detectors }, group) => {
        const columns = settable[group]
        if (columns)
          events!.connections.ids.forEach((connection, index) => {
            values[columns.delays + index] = connections[connection]!.delayMs
            values[columns.active + index] = connections[connection]!.active ? 1 : 0
          })
        const first = thresholds[group]
        if (first !== undefined)
          detectors.forEach(({ threshold }, index) => (values[first + index] = threshold))
      })
    },
  }
}

/** Address of an argument of a connection, by its index in the group. */
function weightAddress(
  { connections }: NativeEvents,
  { weights }: AssembledGroup,
  index: number,
  argument: string,
): number | undefined {
  let first = 0
  for (const [set, { columns }] of weights) {
    const target = connections.target[index]! - first
    const column = columns.get(argument)
    if (target < set.count) return column === undefined ? undefined : column + connections.row[index]!
    first += set.count
  }
  return undefined
}
