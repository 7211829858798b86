import type { FixedStepMethod } from '../kernel/abi.ts'
import type { EventOrder } from '../kernel/nativeEvents.ts'

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

/** A variable to record: `v`, `hh.m` or `m_hh`, `ina`, or a variable of a point process by its id: `clamp1.i`. */
export interface Probe {
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
}

/** Leads a POINTER to a variable. Later uses win. */
export interface PointerUse {
  readonly id: string
  /** Whose: a point process or artificial cell by its id, or a density mechanism in a region. */
  readonly of: { readonly process: string } | { readonly mechanism: string; readonly region: Region }
  readonly pointer: string
  /** A variable as a probe names it, at a place; where none is given, where the mechanism itself is. */
  readonly to: { readonly at?: Location; readonly variable: string }
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

/** A variable of a point process or an artificial cell to record: `stim.interval`. */
export interface ProcessProbe {
  readonly id: string
  readonly variable: string
}

/** Records the times at which a point process or an artificial cell fires. */
export interface ProcessSpikes {
  readonly id: string
  readonly process: string
}

export interface RunSettings {
  readonly celsius: number
  readonly vInitMv: number
  readonly dtMs: number
  readonly tStopMs: number
  readonly method: FixedStepMethod
  /** Which of the events of one time come first; `hillock` where it is not given. */
  readonly eventOrder?: EventOrder | undefined
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
  readonly processProbes?: readonly ProcessProbe[] | undefined
  readonly processSpikes?: readonly ProcessSpikes[] | undefined
  readonly run: RunSettings
}

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
