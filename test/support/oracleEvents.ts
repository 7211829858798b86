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
}

/** The events of a group as kernel/nativeEvents.ts says them: a list that is sorted whenever one is taken. */
export class OracleEvents {
  readonly #group: NativeGroup
  readonly #emissions = new Map<number, number>()
  readonly #movable = new Map<number, WaitingEvent>()
  readonly #instances: readonly { readonly receiver: number; readonly lane: number; readonly id: number }[]
  #waiting: WaitingEvent[] = []

  constructor(group: NativeGroup) {
    this.#group = group
    this.#instances = (group.events?.receivers ?? []).flatMap(({ sourceIds }, receiver) =>
      Array.from(sourceIds, (id, lane) => ({ receiver, lane, id })),
    )
  }

  clear(): void {
    this.#waiting = []
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

  fire(source: number, time: number): void {
    const { detectors, events } = this.#group
    if (!events) return
    const id =
      source < detectors.length ? events.detectorIds[source]! : this.#instances[source - detectors.length]!.id
    const emission = this.#next(id)
    events.connections.source.forEach((from, connection) => {
      if (from !== source) return
      const delay = events.connections.delayMs[connection]!
      this.#waiting.push({
        time: time + delay,
        source: id,
        emission,
        connection,
        flag: 0,
        instance: events.connections.target[connection]!,
        row: events.connections.row[connection]!,
      })
    })
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
    const { id, receiver, lane } = this.#instances[instance]!
    if (event === 'send' || event === 'deliver') {
      const sent = {
        time: event === 'send' ? now + time : now,
        source: id,
        emission: this.#next(id),
        connection: -1,
        flag,
        instance,
        row: event === 'send' ? row : this.rowWithoutConnection(instance),
      }
      this.#waiting.push(sent)
      if (event === 'send' && flag === 1) this.#movable.set(instance, sent)
    } else if (event === 'move') {
      const moved = this.#movable.get(instance)!
      moved.time = time
      moved.emission = this.#next(id)
    } else {
      const source = this.#group.detectors.length + instance
      if (this.#group.events!.receivers[receiver]!.recorded[lane]) spike(source, time)
      this.fire(source, time)
    }
  }

  /** The first event that is due, taken off. */
  due(until: number): WaitingEvent | undefined {
    this.#waiting.sort(
      (a, b) =>
        a.time - b.time || a.source - b.source || a.emission - b.emission || a.connection - b.connection,
    )
    const first = this.#waiting[0]
    if (!first || first.time > until) return undefined
    this.#waiting.shift()
    if (this.#movable.get(first.instance) === first) this.#movable.delete(first.instance)
    return first
  }
}
