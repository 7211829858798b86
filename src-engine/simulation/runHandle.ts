import type { Diagnostic } from '../core/diagnostics/diagnostic.ts'
import type { IntegrationCounts } from '../kernel/machine.ts'
import type { LiveValues } from './initialisation.ts'

/** A line that an instance printed. */
export interface PrintedLine {
  readonly timeMs: number
  readonly mechanism: string
  /** What people call the instance. */
  readonly place: string
  readonly text: string
}

/** What comes of giving a run up. */
export interface RunEnd {
  /** What DESTRUCTOR printed. */
  readonly printed: readonly PrintedLine[]
  /** Texts of the whole run beyond the lines that are kept. */
  readonly notKept: number
  /** What is wrong with DESTRUCTOR. */
  readonly diagnostics: readonly Diagnostic[]
  /** What stands in the series that mechanisms have changed. */
  readonly series: readonly ChangedSeries[]
}

/** The numbers of a series that a mechanism has changed. */
export interface ChangedSeries {
  /** Id of the point process or artificial cell. */
  readonly process: string
  readonly series: string
  readonly values: Float64Array
}

/** What was recorded of a variable at times of its own. */
export interface SampledTrace {
  readonly timesMs: Float64Array
  readonly values: Float64Array
}

/** What steps of adaptive length have cost since the start. */
export interface RunCosts extends IntegrationCounts {
  /** Where cells go by steps of their own: steps of each cell, in the order of cells. */
  readonly stepsOfCells?: readonly number[]
}

/** What one stretch of stepping gave. Arrays are copies: the next stretch does not change them. */
export interface RunSlice {
  /** Number of the first sample here; sample 0 is t = 0. */
  readonly firstSample: number
  readonly timesMs: Float64Array
  /** One array for each probe of the prepared run, in its order; as long as `timesMs`. */
  readonly traces: readonly Float64Array[]
  /** New samples of each variable that is recorded at times of its own (`PreparedCells.sampled`). */
  readonly sampled: readonly SampledTrace[]
  /** New spike times of each spike probe [ms]. */
  readonly spikes: readonly Float64Array[]
  /** The whole run is done, or a mechanism has ended it (then `diagnostics` says which). */
  readonly finished: boolean
  /** It was stopped by `stop()`. */
  readonly stopped: boolean
  /** Seconds spent stepping alone. */
  readonly seconds: number
  /** What the run has cost so far, where steps are of adaptive length. */
  readonly integration?: RunCosts | undefined
  /** Why the run cannot go on, with place and time; or, as a hint, who ended it before its time. */
  readonly diagnostics: readonly Diagnostic[]
  /** Lines that mechanisms have printed; of a run the first thousand. */
  readonly printed: readonly PrintedLine[]
}

/** All that a run depends on from one moment on. */
export interface RunSnapshot {
  /** The moment [ms]. */
  readonly tMs: number
  readonly stepsDone: number
  /** For `RunHandle.restore`, and to be kept in files. */
  readonly bytes: Uint8Array
}

/** How a snapshot is taken over. */
export interface RestoreOptions {
  /**
   * Whose values parameters have from there on: the snapshot's, as if nothing had happened, or those of the model that
   * this run was made of. `state` if not given.
   */
  readonly parameters?: 'state' | 'model'
  /**
   * Whether the sample of the snapshot's own moment comes first, as that of t = 0 does at the beginning of a run.
   */
  readonly samplesAgain?: boolean
}

/**
 * A run under way: advance it stretch by stretch. Pausing is not calling `advance`; continuing is calling it again.
 * The first stretch begins with the sample at t = 0.
 */
export interface RunHandle {
  readonly steps: number
  /** Each step is a sample, and of any length: nobody knows before how many there will be, and `steps` says nothing. */
  readonly isOpen: boolean
  /** Steps done, read live from shared memory while a stretch is under way. */
  readonly stepsDone: number
  /** At most `steps` steps, on native threads; never blocks the calling thread. One at a time. */
  advance(steps: number): Promise<RunSlice>
  /** Ends the stretch under way at its next step. */
  stop(): void
  /** Numbers between stretches; not while one is under way. */
  readonly values: LiveValues
  /** Current v of every compartment [mV]. */
  readVoltages(into: Float32Array): void
  /** What to come back to. Not while a stretch is under way, and not of a run that has failed. */
  snapshot(): RunSnapshot
  /**
   * Goes back to a snapshot, or over to one of another run of the same model: everything from there on is the same to the
   * bit, on any number of threads. Tells why where the snapshot does not fit; then nothing has changed.
   */
  restore(bytes: Uint8Array, options?: RestoreOptions): Diagnostic | undefined
  /** Runs DESTRUCTOR, and lets everything go. */
  close(): RunEnd
}
