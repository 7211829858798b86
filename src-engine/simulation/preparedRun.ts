import type { Compartments } from '../cable/compartments.ts'
import type { NativeModel } from '../kernel/abi.ts'
import type { RunFault } from '../kernel/machine.ts'
import type { ElectrodeUse, ModelDocument, RunSettings } from '../model/document.ts'
import type { InstanceSet } from './instanceSets.ts'
import type { LiveVariables } from './liveVariables.ts'
import type { KeptSeries } from './tableSets.ts'

type ProgramFault = NativeModel['programs'][number]['faults'][number]

/** One recorded variable: where the machine writes it, and how people call it. */
export interface PreparedProbe {
  readonly id: string
  /** `soma[0](0.5).v` */
  readonly label: string
  readonly unit: string
  /** Row in the machine's trace buffer. */
  readonly row: number
  /** Rows to be added to it in this order: parts of cells of what an electrode sees. */
  readonly plus?: readonly number[]
}

/** One variable that is recorded at times of its own. */
export interface PreparedSampled extends Omit<PreparedProbe, 'row'> {
  readonly group: number
  /** Number of the sampling in its group, and of the number in the sampling. */
  readonly sampling: number
  readonly column: number
}

/** One source of recorded spikes, by its place in the native model. */
export interface PreparedSpikeProbe {
  readonly id: string
  readonly label: string
  readonly group: number
  /** Number of the source within the group (kernel/abi.ts, AdvanceResult). */
  readonly source: number
}

/** One cell of a prepared simulation. */
export interface PreparedCell {
  /** '' for a document's only cell. */
  readonly name: string
  readonly sectionNames: readonly string[]
  readonly compartments: Compartments
}

/** Cells bound to an arena: everything the machine needs, and the way back to people's names. */
export interface PreparedCells {
  readonly run: RunSettings
  readonly model: NativeModel
  readonly cells: readonly PreparedCell[]
  /** The group in which each cell lies, or its first tree. */
  readonly groupOfCell: readonly number[]
  /** Arena address of each compartment's v, cell after cell. */
  readonly voltageAddress: Int32Array
  /** Cell after cell, in each document's order. */
  readonly probes: readonly PreparedProbe[]
  /** Those that are recorded at times of their own, in the same order. */
  readonly sampled: readonly PreparedSampled[]
  /** Electrodes, whose traces stand behind those of all other probes. */
  readonly electrodes: readonly ElectrodeUse[]
  /** The row of the trace buffer that holds t itself. */
  readonly timeRow: number
  readonly traceRows: number
  readonly spikes: readonly PreparedSpikeProbe[]
  /** Series that mechanisms change, by their process's id, and where they lie. */
  readonly series: readonly (Pick<KeptSeries, 'series' | 'address' | 'count'> & {
    readonly process: string
  })[]
  /** Finds variables by their names while it runs. */
  readonly live: LiveVariables
  /** The instances of each mechanism, group by group. */
  readonly membranes: readonly (readonly Pick<InstanceSet, 'mechanism' | 'node' | 'columns'>[])[]
  /** Steps to reach tStopMs, as NEURON's continuerun counts them: while t < tStop − dt/2. */
  readonly steps: number
  readonly threads: number
  /** Threads by which the model was divided into groups: states fit only models that were divided alike. */
  readonly layoutThreads: number
  /** Processes that were to have a group each. */
  readonly layoutRanks: number
  readonly arenaBytes: number
  /** Where the arena has what the description gives and a run never changes, as pairs (address, length). */
  readonly parameters: () => Int32Array
  /** `electrode.tip`: of each group, of each border of circuits, of each unknown. */
  readonly circuits: readonly (readonly (readonly string[])[])[]
  /** The mechanism whose program a fault came from, and what people call the instance. */
  readonly whose: (fault: Exclude<RunFault, { readonly kind: 'voltage' | 'circuit' }>) => {
    readonly mechanism: string
    /** Address of the instance's voltage, where it has a place. */
    readonly voltage: number | undefined
    readonly name: string
    readonly fault: ProgramFault | undefined
    /** The state that an adaptive step could not follow. */
    readonly state?: string
  }
}

/** A model document bound to an arena: a simulation of one cell. */
export interface PreparedRun extends PreparedCells {
  readonly document: ModelDocument
  readonly compartments: Compartments
}
