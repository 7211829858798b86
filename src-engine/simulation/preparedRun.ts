import type { Compartments } from '../cable/compartments.ts'
import type { NativeModel } from '../kernel/abi.ts'
import type { ModelDocument } from '../model/document.ts'

/** One recorded variable: where the machine writes it, and how people call it. */
export interface PreparedProbe {
  readonly id: string
  /** `soma[0](0.5).v` */
  readonly label: string
  readonly unit: string
  /** Row in the machine's trace buffer. */
  readonly row: number
}

/** One threshold detector, by its place in the native model. */
export interface PreparedSpikeProbe {
  readonly id: string
  readonly label: string
  readonly group: number
  readonly detector: number
}

/** A model bound to an arena: everything the machine needs, and the way back to the document's names. */
export interface PreparedRun {
  readonly document: ModelDocument
  readonly model: NativeModel
  readonly compartments: Compartments
  /** Arena address of each compartment's v. */
  readonly voltageAddress: Int32Array
  /** Arena address of every node's v, those of forks and ends too. */
  readonly nodeVoltageAddress: Int32Array
  /** In the document's order; row 0 of the trace buffer of each group may be t itself. */
  readonly probes: readonly PreparedProbe[]
  readonly timeRow: number
  readonly traceRows: number
  readonly spikes: readonly PreparedSpikeProbe[]
  /** Steps to reach tStopMs, as NEURON's continuerun counts them: while t < tStop − dt/2. */
  readonly steps: number
  readonly threads: number
  readonly arenaBytes: number
}
