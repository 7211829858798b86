import type { Medium } from './medium.ts'
import type { FixedStepMethod } from '../kernel/machine.ts'
import type { EventOrder } from '../kernel/nativeEvents.ts'
import type { SweepUse } from './sweepUse.ts'
import type { CircuitUse } from './circuitUse.ts'

/** A place on the cell: section name and normalised position 0…1. */
export interface Location {
  readonly section: string
  readonly x: number
}

/** `all`, `soma`, `axon`, `dend`, `apic`, another type's array name (`dend_5`), or one section (`apic[3]`). */
export type Region = string

/** How sections are cut into compartments. */
export type Discretisation =
  | { readonly kind: 'fixed'; readonly count: number }
  | { readonly kind: 'maximum-length'; readonly lengthUm: number }
  | { readonly kind: 'd-lambda'; readonly fraction: number; readonly frequencyHz: number }

/** A density mechanism in a region. Later uses win where regions overlap, parameter by parameter. */
export interface MechanismUse {
  readonly id: string
  readonly mechanism: string
  readonly region: Region
  /** RANGE parameters that differ from their defaults, in the mechanism's own units. */
  readonly parameters: Readonly<Record<string, number>>
}

/**
 * A property of the cable or of an ion in a region: `Ra` [Ω·cm], `cm` [µF/cm²], `ena` [mV], `nai` [mM] …, or `nseg`, the
 * number of compartments of a section, in place of what the discretisation says. Later ones win.
 */
export interface PropertyUse {
  readonly id: string
  readonly property: string
  readonly region: Region
  readonly value: number
}

/** A point process at a place, e.g. IClamp with del [ms], dur [ms], amp [nA]. */
export interface PointProcessUse {
  readonly id: string
  readonly mechanism: string
  readonly at: Location
  readonly parameters: Readonly<Record<string, number>>
}

/**
 * When a variable is recorded, if not at every step: at multiples of an interval, or at times given. The numbers are those
 * of the end of the step nearest to the time.
 */
export interface SampleTimes {
  readonly everyMs?: number | undefined
  /** Never going back. */
  readonly timesMs?: readonly number[] | undefined
}

/** A variable to record: `v`, `hh.m` or `m_hh`, `ina`, or a variable of a point process by its id: `clamp1.i`. */
export interface Probe extends SampleTimes {
  readonly id: string
  readonly at: Location
  readonly variable: string
}

/** Records the times at which v exceeds a threshold from below. */
export interface SpikeProbe {
  readonly id: string
  readonly at: Location
  readonly thresholdMv: number
  /** See `Gid`. */
  readonly gid?: Gid | undefined
}

/**
 * The number by which a source of events is known in a whole network, over files, programs and processes: a whole
 * number from 0 on, no two sources' the same.
 */
export type Gid = number

/** A cell that lives by events alone: it has no place, and no membrane. */
export interface ArtificialCellUse {
  readonly id: string
  readonly mechanism: string
  /** As a source of events. */
  readonly gid?: Gid | undefined
  readonly parameters: Readonly<Record<string, number>>
}

/**
 * What events come from: a variable that exceeds a threshold, having not exceeded it before; a point process or
 * artificial cell that fires, by its id; or whatever has a gid, or nothing but the gid where a pattern (PatternStim)
 * stands in for a source that is not here. In a simulation of several cells, ids stand behind the cell's name and a dot.
 */
export type EventSource =
  | {
      readonly kind: 'threshold'
      /** The cell's name, where there are several. */
      readonly cell?: string
      readonly at: Location
      readonly variable: string
      readonly threshold: number
    }
  | { readonly kind: 'process'; readonly process: string }
  | { readonly kind: 'gid'; readonly gid: Gid }

/** Lets the spikes of a source arrive at a point process or an artificial cell, after a delay. */
export interface ConnectionUse {
  readonly id: string
  readonly source: EventSource
  readonly target: string
  readonly delayMs: number
  /** Arguments of the target's NET_RECEIVE in order, the weight first; those that are left out are 0. */
  readonly weights: readonly number[]
  /** Whether spikes go through it; true if not given. */
  readonly active?: boolean | undefined
  /** The shortest delay that it may be given while a run goes on; `delayMs` if not given. */
  readonly leastDelayMs?: number | undefined
}

/**
 * What can be set of a connection while a run goes on: its delay [ms]; the threshold of its detector, which all have in
 * common that begin at the same variable with the same threshold; whether it is active (0 or 1). And its weights: `weight`,
 * or the arguments of the target's NET_RECEIVE by their names.
 */
export const connectionSettings = ['delay', 'threshold', 'active'] as const

/** Leads a POINTER to a variable. Later uses win. */
export interface PointerUse {
  readonly id: string
  /** Whose: a point process or artificial cell by its id, or a density mechanism in a region. */
  readonly of: { readonly process: string } | { readonly mechanism: string; readonly region: Region }
  readonly pointer: string
  /**
   * A variable as a probe names it, at a place, of another cell too, by its name; where no place is given, where the mechanism
   * itself is.
   */
  readonly to: {
    readonly cell?: string | undefined
    readonly at?: Location
    readonly variable: string
  }
}

/**
 * The values of a function that a mechanism leaves open (FUNCTION_TABLE): y at x, and straight lines between. Of a
 * function of two arguments, y of the first x and every x2, then of the next x.
 */
export interface FunctionTableUse {
  readonly id: string
  readonly mechanism: string
  readonly function: string
  /** Ascending; one for each of `y` (or of its rows), or the ends between which those are spread evenly. */
  readonly x: readonly number[] | { readonly from: number; readonly to: number }
  /** Ascending; only of a function of two arguments. */
  readonly x2?: readonly number[] | undefined
  readonly y: readonly number[]
}

/** Gives a point process or an artificial cell a series of numbers that its mechanism keeps: times of spikes, a waveform. */
export interface SeriesUse {
  readonly id: string
  readonly process: string
  /** The name under which the mechanism keeps it. */
  readonly series: string
  readonly values: readonly number[]
  /** How many numbers it can have where the mechanism makes it longer; 10 000, or as many as `values`, if not given. */
  readonly room?: number | undefined
}

/**
 * A variable that follows a course: as a probe names it, at a place or in every compartment of a region; or without
 * a place the variable of a point process or artificial cell by its id (`clamp.amp`), the value of a circuit's source
 * (`electrode.command`), a GLOBAL (`hh.q10`), or `celsius`; or what can be set of a connection (`connectionSettings`).
 */
export interface PlayTarget {
  /** A connection by its id; then `variable` is one of its own: `weight`, `delay`, `threshold`, `active`. */
  readonly connection?: string | undefined
  /** The cell's name, where there are several. */
  readonly cell?: string | undefined
  readonly at?: Location | undefined
  readonly region?: Region | undefined
  readonly variable: string
  /** By what the values are multiplied: 1 if not given; in a region also a factor for each compartment, in their order. */
  readonly scale?: number | readonly number[] | undefined
}

/** How a course goes from value to value: straight lines, or steps at the times. */
export const playCourses = ['linear', 'stepped'] as const

/** Lets variables follow a series of values in time. Where several plays lead to one variable, the last holds. */
export interface PlayUse {
  readonly id: string
  readonly targets: readonly PlayTarget[]
  readonly values: readonly number[]
  /** Times of the values, never going back; two equal ones are a jump. Or the time between two, the first being at 0. */
  readonly timesMs: readonly number[] | { readonly intervalMs: number }
  readonly course: (typeof playCourses)[number]
  /** Of a linear course: whether its last value holds, or its last line goes on, as in NEURON. `hold` if not given. */
  readonly beyond?: 'hold' | 'extrapolate' | undefined
}

/**
 * An electrode outside of all cells, which records the potential that the currents through their membranes make there [mV]:
 * with currents that leave compartments in their middle (`point`), or evenly along their axis (`line`).
 */
export interface ElectrodeUse {
  readonly id: string
  /** In the coordinates of the morphologies. */
  readonly at: { readonly xUm: number; readonly yUm: number; readonly zUm: number }
  readonly sources: 'point' | 'line'
  readonly medium: Medium
}

/** How the numbers of a stream are spread that a mechanism draws from without saying so itself. */
export const streamDistributions = ['uniform', 'negexp', 'normal'] as const

/**
 * Gives every instance of a mechanism a random stream of its own, which the mechanism expects from a script: uniform
 * between 0 and 1, exponential with mean 1, or normal with mean 0 and deviation 1.
 */
export interface StreamUse {
  readonly id: string
  readonly mechanism: string
  /** The name under which the mechanism keeps it. */
  readonly stream: string
  readonly distribution: (typeof streamDistributions)[number]
}

/** Part of a stream's ids: a number; or that of the cell, or of the compartment within its cell, both from 0 on. */
export type RandomId = number | 'cell' | 'compartment'

/**
 * Says which stream of random numbers instances draw from, so that they repeat those of another simulator; otherwise each
 * has a stream of its own (simulation/SPEC.md, rule 13). Instances with the same ids draw the same numbers. Later uses win.
 */
export interface RandomIdsUse {
  readonly id: string
  /** Whose: a point process or artificial cell by its id; or a density mechanism in a region, of one cell or of all. */
  readonly of:
    | { readonly process: string }
    | { readonly mechanism: string; readonly region: Region; readonly cell?: string | undefined }
  /** A RANDOM variable of the mechanism, or the name under which its C code keeps a stream. */
  readonly stream: string
  /** At most three, as in NEURON's Random123; those that are left out are 0. Those of a process are numbers. */
  readonly ids: readonly RandomId[]
  /** How many words count as drawn when the run begins; 0 if not given. */
  readonly sequence?: number | undefined
}

/**
 * Carries the value of a variable to a variable of a point process, once when a run begins and after each solution of
 * the potentials, as NEURON's ParallelContext does: what gap junctions are made of. Later uses win.
 */
export interface TransferUse {
  readonly id: string
  readonly from: {
    /** The cell's name, where there are several. */
    readonly cell?: string | undefined
    readonly at: Location
    /** A variable as a probe names it. */
    readonly variable: string
  }
  /** A point process by its id, and a RANGE variable of its mechanism. */
  readonly to: { readonly process: string; readonly variable: string }
}

/** A variable of a point process or an artificial cell to record: `stim.interval`; or of a circuit: `electrode.tip`. */
export interface ProcessProbe extends SampleTimes {
  readonly id: string
  readonly variable: string
}

/** Records the times at which a point process or an artificial cell fires. */
export interface ProcessSpikes {
  readonly id: string
  readonly process: string
}

/** When a spike is, under steps of adaptive length: at the end of the step that crosses the threshold, or at the crossing. */
export const thresholdTimes = ['step-end', 'interpolated'] as const

/** What is recorded under steps of adaptive length: a sample every dt, interpolated; or one at each step. */
export const adaptiveSamplings = ['dt', 'every-step'] as const

/** Who goes by the same steps of adaptive length: all cells; or each cell by its own, as long as it needs. */
export const adaptiveSteps = ['global', 'local'] as const

/** Steps of adaptive length; what is not given is as in NEURON. */
export interface AdaptiveSettings {
  /** Error of a step that is allowed in each number, times its scale; 0.001 if not given. */
  readonly absoluteTolerance?: number | undefined
  /** The same in parts of the number itself; 0 if not given. */
  readonly relativeTolerance?: number | undefined
  /** Highest order of the method, 1 to 5; 5 if not given. */
  readonly maximumOrder?: number | undefined
  readonly smallestStepMs?: number | undefined
  readonly largestStepMs?: number | undefined
  /** By state, what multiplies its absolute tolerance: `v`, `hh.m`; what the mechanism's text says, else 1, if not given. */
  readonly scales?: Readonly<Record<string, number>> | undefined
  /** `step-end` if not given. */
  readonly thresholds?: (typeof thresholdTimes)[number] | undefined
  /** `dt` if not given. */
  readonly samples?: (typeof adaptiveSamplings)[number] | undefined
  /** `global` if not given (NEURON: use_local_dt). */
  readonly step?: (typeof adaptiveSteps)[number] | undefined
}

export interface RunSettings {
  readonly celsius: number
  readonly vInitMv: number
  readonly dtMs: number
  readonly tStopMs: number
  /** `adaptive`: steps as long as a tolerance allows; dt is then the time between two samples. */
  readonly method: FixedStepMethod | 'adaptive'
  readonly adaptive?: AdaptiveSettings | undefined
  /** Which of the events of one time come first; `hillock` where it is not given. */
  readonly eventOrder?: EventOrder | undefined
  /** Part of every random stream (NEURON: Random123_globalindex): with another number all are others; 0 if not given. */
  readonly randomGlobalIndex?: number | undefined
  /** Saved state of the project that a run begins with, by its number; the initial values if not given. The engine takes no notice. */
  readonly startFrom?: number | undefined
}

/**
 * Everything needed to run, in its one plain-JSON form. Refers to the morphology by the hash of its source text.
 * A list that may be left out is empty then.
 */
export interface ModelDocument {
  readonly version: 1
  readonly morphology: string
  readonly discretisation: Discretisation
  readonly mechanisms: readonly MechanismUse[]
  /** GLOBAL parameters that differ from their defaults: `hh.q10`. */
  readonly globals: Readonly<Record<string, number>>
  readonly properties: readonly PropertyUse[]
  readonly pointProcesses: readonly PointProcessUse[]
  readonly probes: readonly Probe[]
  readonly spikes: readonly SpikeProbe[]
  readonly artificialCells?: readonly ArtificialCellUse[] | undefined
  readonly connections?: readonly ConnectionUse[] | undefined
  readonly pointers?: readonly PointerUse[] | undefined
  readonly functionTables?: readonly FunctionTableUse[] | undefined
  readonly series?: readonly SeriesUse[] | undefined
  readonly streams?: readonly StreamUse[] | undefined
  readonly randomIds?: readonly RandomIdsUse[] | undefined
  readonly transfers?: readonly TransferUse[] | undefined
  readonly plays?: readonly PlayUse[] | undefined
  readonly electrodes?: readonly ElectrodeUse[] | undefined
  readonly circuits?: readonly CircuitUse[] | undefined
  readonly processProbes?: readonly ProcessProbe[] | undefined
  readonly processSpikes?: readonly ProcessSpikes[] | undefined
  readonly run: RunSettings
  /** Many runs with other parameters; a single run takes no notice of it. */
  readonly sweep?: SweepUse | undefined
}

/** The lists of a document whose entries have ids. */
export const modelLists = [
  'mechanisms',
  'properties',
  'pointProcesses',
  'probes',
  'spikes',
  'artificialCells',
  'connections',
  'pointers',
  'functionTables',
  'series',
  'streams',
  'randomIds',
  'transfers',
  'plays',
  'electrodes',
  'circuits',
  'processProbes',
  'processSpikes',
] as const satisfies readonly (keyof ModelDocument)[]

/** NEURON's defaults: nothing inserted, one compartment a section, 6.3 °C, −65 mV, dt 0.025 ms. */
export function emptyModel(morphology: string): ModelDocument {
  return {
    version: 1,
    morphology,
    discretisation: { kind: 'fixed', count: 1 },
    mechanisms: [],
    globals: {},
    properties: [],
    pointProcesses: [],
    probes: [],
    spikes: [],
    run: { celsius: 6.3, vInitMv: -65, dtMs: 0.025, tStopMs: 5, method: 'backward-euler' },
  }
}
