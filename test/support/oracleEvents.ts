import type { NativeGroup } from '../../src-engine/kernel/abi.ts'
import type { EmittedEvent } from '../../src-engine/program/outcome.ts'

/** An event that waits: all four keys of the order, and what it is. */
export interface WaitingEvent {
  time: number
  readonly source: number
  emission: number
  /** Index of the connection; −1 for an instance's event to itself. */
  readonly connection: number
  readonly flag: number
  readonly instance: number
  readonly row: number
  /** Further arrivals that follow at once, whatever else waits. */
  readonly others: readonly WaitingEvent[]
}

/** Events that wait, in some order among those of one time. */
interface Waiting {
  add(event: WaitingEvent): void
  move(event: WaitingEvent, time: number, emission: number): void
  first(): WaitingEvent | undefined
  removeFirst(): void
}

/** By time, source, emission and connection. */
function sortedList(): Waiting {
  const list: WaitingEvent[] = []
  const first = () =>
    list.sort(
      (a, b) =>
        a.time - b.time || a.source - b.source || a.emission - b.emission || a.connection - b.connection,
    )[0]
  return {
    add: event => list.push(event),
    move: (event, time, emission) => Object.assign(event, { time, emission }),
    first,
    removeFirst: () => {
      first()
      list.shift()
    },
  }
}

/** NEURON's: a list in which an event comes behind those of its time, and one event in front of the list. */
function listWithFront(): Waiting {
  const list: WaitingEvent[] = []
  let front: WaitingEvent | undefined
  const enter = (event: WaitingEvent) => {
    const behind = list.findIndex(other => other.time > event.time)
    list.splice(behind < 0 ? list.length : behind, 0, event)
  }
  const add = (event: WaitingEvent) => {
    if (front && event.time >= front.time) return enter(event)
    if (front) enter(front)
    front = event
  }
  return {
    add,
    move(event, time) {
      if (event !== front) {
        list.splice(list.indexOf(event), 1)
        event.time = time
        return add(event)
      }
      event.time = time
      if (!list[0] || time <= list[0].time) return
      front = list.shift()
      enter(event)
    },
    first: () => front,
    removeFirst: () => {
      front = list.shift()
    },
  }
}

/** A firing that another group may have to know of: the id of the source, and the number of the emission. */
export interface Firing {
  readonly id: number
  readonly time: number
  readonly emission: number
}

/** The events of a group as kernel/nativeEvents.ts says them, in lists that are searched from one end to the other. */
export class OracleEvents {
  readonly #group: NativeGroup
  readonly #emissions = new Map<number, number>()
  readonly #movable = new Map<number, WaitingEvent>()
  readonly #instances: readonly { readonly receiver: number; readonly lane: number; readonly id: number }[]
  #waiting: Waiting = sortedList()
  #atOnce: WaitingEvent[] = []
  readonly #leave: (firing: Firing) => void

  constructor(group: NativeGroup, leave: (firing: Firing) => void) {
    this.#group = group
    this.#leave = leave
    this.#instances = (group.events?.receivers ?? []).flatMap(({ sourceIds }, receiver) =>
      Array.from(sourceIds, (id, lane) => ({ receiver, lane, id })),
    )
    this.clear()
  }

  clear(): void {
    this.#waiting = this.#group.events?.order === 'neuron' ? listWithFront() : sortedList()
    this.#atOnce = []
    this.#emissions.clear()
    this.#movable.clear()
  }

  instance(number: number) {
    return this.#instances[number]!
  }

  instanceOf(receiver: number, lane: number): number {
    return this.#instances.findIndex(one => one.receiver === receiver && one.lane === lane)
  }

  #next(source: number): number {
    const emission = this.#emissions.get(source) ?? 0
    this.#emissions.set(source, emission + 1)
    return emission
  }

  #idOf(source: number): number {
    const { detectors, events } = this.#group
    if (source < detectors.length) return events!.detectorIds[source]!
    const instance = source - detectors.length
    return this.#instances[instance]?.id ?? events!.foreignIds[instance - this.#instances.length]!
  }

  #isRecorded(source: number): boolean {
    const { detectors, events } = this.#group
    if (source < detectors.length) return events!.detectorsRecorded[source] === 1
    const instance = this.#instances[source - detectors.length]
    return instance !== undefined && events!.receivers[instance.receiver]!.recorded[instance.lane] === 1
  }

  fire(source: number, time: number): void {
    const { events } = this.#group
    if (!events) return
    const id = this.#idOf(source)
    const firing = { id, time, emission: this.#next(id) }
    this.#leave(firing)
    this.#arrive(source, firing)
  }

  /** What another group has fired. */
  hear(firing: Firing): void {
    const { detectors, events } = this.#group
    const remote = events?.remoteIds.indexOf(firing.id) ?? -1
    if (events && remote >= 0)
      this.#arrive(detectors.length + this.#instances.length + events.foreignIds.length + remote, firing)
  }

  #arrive(source: number, { id, time, emission }: Firing): void {
    const { connections, order } = this.#group.events!
    const arrivals = [...connections.source.keys()]
      .filter(connection => connections.source[connection] === source)
      .map((connection): WaitingEvent => ({
        time: time + connections.delayMs[connection]!,
        source: id,
        emission,
        connection,
        flag: 0,
        instance: connections.target[connection]!,
        row: connections.row[connection]!,
        others: [],
      }))
    const [first, ...others] = arrivals
    if (!first) return
    const even = arrivals.every(
      ({ connection }) => connections.delayMs[connection] === connections.delayMs[first.connection],
    )
    if (order === 'neuron' && arrivals.length > 2 && even) this.#waiting.add({ ...first, others })
    else for (const arrival of arrivals) this.#waiting.add(arrival)
  }

  rowWithoutConnection(instance: number): number {
    const { receiver, lane } = this.#instances[instance]!
    return this.#group.events!.receivers[receiver]!.rowWithoutConnection + lane
  }

  /** What an instance's program asked for; firings go to `spike`. */
  take(
    { event, time, flag }: EmittedEvent,
    instance: number,
    row: number,
    now: number,
    spike: (source: number, timeMs: number) => void,
  ): void {
    const { id } = this.#instances[instance]!
    const fire = (source: number) => {
      if (this.#isRecorded(source)) spike(source, time)
      this.fire(source, time)
    }
    if (event === 'send' || event === 'deliver') {
      const sent: WaitingEvent = {
        time: event === 'send' ? now + time : now,
        source: id,
        emission: this.#next(id),
        connection: -1,
        flag,
        instance,
        row: event === 'send' ? row : this.rowWithoutConnection(instance),
        others: [],
      }
      this.#waiting.add(sent)
      if (event === 'send' && flag === 1) this.#movable.set(instance, sent)
    } else if (event === 'move') this.#waiting.move(this.#movable.get(instance)!, time, this.#next(id))
    else if (event === 'fire') fire(this.#group.detectors.length + instance)
    else {
      const { gids, sources } = this.#group.events!.gids
      const source = sources[gids.indexOf(flag)]
      const own = this.#group.detectors.length + this.#instances.length
      if (source !== undefined && (event === 'fireGid' || source >= own)) fire(source)
    }
  }

  /** The first event that is due, taken off. */
  due(until: number): WaitingEvent | undefined {
    const next = this.#atOnce.shift()
    if (next) return next
    const first = this.#waiting.first()
    if (!first || first.time > until) return undefined
    this.#waiting.removeFirst()
    this.#atOnce = [...first.others]
    if (this.#movable.get(first.instance) === first) this.#movable.delete(first.instance)
    return first
  }
}
