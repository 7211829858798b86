import type { Network } from './checkEvents.ts'
import type { ModelDocument, RunSettings } from './document.ts'

/** One cell of a network: what a model document says of its only cell, with a name. */
export interface NetworkCell extends Pick<
  ModelDocument,
  | 'morphology'
  | 'discretisation'
  | 'mechanisms'
  | 'properties'
  | 'pointProcesses'
  | 'probes'
  | 'spikes'
  | 'pointers'
> {
  /** Stands before a dot in the ids of its processes, as the network names them: `cell3.synapse`. */
  readonly name: string
}

/**
 * Several cells and what connects them, in plain JSON: like a model document, but with a list of cells. Refers to
 * morphologies by the hash of their source text.
 */
export interface NetworkDocument extends Network {
  readonly version: 1
  readonly cells: readonly NetworkCell[]
  /** GLOBAL parameters that differ from their defaults: `hh.q10`. */
  readonly globals: Readonly<Record<string, number>>
  readonly run: RunSettings
}
