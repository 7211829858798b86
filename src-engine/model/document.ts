import type { FixedStepMethod } from '../kernel/abi.ts'

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

/** A property of the cable or of an ion in a region: `Ra` [Ω·cm], `cm` [µF/cm²], `ena` [mV], `nai` [mM] … Later ones win. */
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
}

export interface RunSettings {
  readonly celsius: number
  readonly vInitMv: number
  readonly dtMs: number
  readonly tStopMs: number
  readonly method: FixedStepMethod
}

/** Everything needed to run, in its one plain-JSON form. Refers to the morphology by the hash of its source text. */
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
