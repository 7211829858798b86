/**
 * Events as the machine takes them: who sends, who receives, and how they are connected. All of one group; a number
 * of something counts within the group unless it is called an *id*, which is the same whatever the groups are.
 *
 * Events are delivered in one total order, whatever the threads: by delivery time, then the id of the source that
 * emitted them, then the number of the emission among that source's, then the id of the connection. A source is a
 * detector, an instance, or a gid that other processes' events are known by (a *foreign* source); an event that an
 * instance sends to itself has the instance as its source. With the order `neuron` events of one time come in the order
 * of NEURON's queue instead (simulation/SPEC.md, rule 30); with `neuron-binned` events by connections wait in one bin for
 * each step, as in NEURON with `queue_mode(1)` (rule 57).
 */
export interface NativeEvents {
  /** Id of each detector of the group. */
  readonly detectorIds: Int32Array
  /** Those detectors whose spikes are reported, 1, and those that only feed connections, 0. */
  readonly detectorsRecorded: Int32Array
  readonly receivers: readonly EventReceiver[]
  readonly connections: NativeConnections
  /** Id of each foreign source. */
  readonly foreignIds: Int32Array
  /** Ids of sources in other groups at which connections to this one begin; none with NEURON's orders. */
  readonly remoteIds: Int32Array
  readonly gids: NativeGids
  readonly order: EventOrder
  /** Address of the uniform `flag`, which says in `netReceive` which event it is: 0 from a connection. */
  readonly flag: number
}

/**
 * The instances of one mechanism that take part in events, numbered on from those of the receivers before. The call
 * that receives for them is the one in the list `netReceive` that names this receiver; it runs for one instance and
 * one row of the space `weight` at a time, as does that in `netInitial`.
 */
export interface EventReceiver {
  /** Id of each instance as a source. */
  readonly sourceIds: Int32Array
  /** 1 for each instance whose firings are reported as spikes. */
  readonly recorded: Int32Array
  /**
   * Row of the space `weight` that stands for no connection, for instance 0; the others follow. Handlers of events
   * that came by no connection (sent in INITIAL, or by WATCH) have it as theirs.
   */
  readonly rowWithoutConnection: number
}

/** Connections in ascending order of their ids. */
export interface NativeConnections {
  readonly ids: Int32Array
  /** A detector; or the number of detectors + the number of an instance; foreign sources come after these, then remote ones. */
  readonly source: Int32Array
  /** Number of an instance. */
  readonly target: Int32Array
  /** Row in the space `weight` of the target's mechanism. */
  readonly row: Int32Array
  /** [ms], not negative; the least one positive, and longer than a step, where the source is remote. */
  readonly delayMs: Float64Array
  /** The shortest that each delay can become while a run goes on [ms]: groups meet by this. */
  readonly leastDelayMs: Float64Array
  /**
   * Addresses of two columns, connection by connection, that can be set while a run goes on: delays [ms], and 0 for those that
   * are switched off. They hold for what is fired afterwards. Absent where nobody sets anything.
   */
  readonly settable?: { readonly delays: number; readonly active: number } | undefined
}

/** Sources by gid, in ascending order of gids. */
export interface NativeGids {
  readonly gids: Int32Array
  readonly sources: Int32Array
}

/** Which of the events of one time come first; the position is the machine's code. */
export const eventOrders = ['hillock', 'neuron', 'neuron-binned'] as const

export type EventOrder = (typeof eventOrders)[number]

/** What can be wrong with an event that a program emits; the order is the machine's code. */
export const eventFaults = [
  'sent-into-the-past',
  'fired-in-the-past',
  'moved-into-the-past',
  'nothing-to-move',
  'without-end',
  'too-many',
] as const

export type EventFault = (typeof eventFaults)[number]
