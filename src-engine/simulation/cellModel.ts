import type { Network } from '../model/checkEvents.ts'
import type { ModelDocument, RunSettings } from '../model/document.ts'
import type { Morphology } from '../morphology/morphology.ts'

/** What a document says of the cell itself. */
export type CellDescription = Pick<
  ModelDocument,
  'discretisation' | 'mechanisms' | 'properties' | 'pointProcesses' | 'probes' | 'spikes' | 'pointers'
>

/** One cell of a simulation. A document is one such cell; a population is a list of them. */
export interface CellModel {
  /** Stands before the section in labels: `cell12.soma[0](0.5).v`; '' for the only cell of a document. */
  readonly name: string
  readonly morphology: Morphology
  readonly description: CellDescription
}

/** What all cells of a simulation share. */
export interface SharedSettings {
  readonly run: RunSettings
  /** GLOBAL parameters that differ from their defaults: `hh.q10`. */
  readonly globals: Readonly<Record<string, number>>
  /** What lives by events, what is connected, and functions that mechanisms leave open. */
  readonly network?: Network
}
