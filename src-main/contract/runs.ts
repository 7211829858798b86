import * as v from 'valibot'
import type { ModelDocument } from '../../src-engine/model/document.ts'
import type { HostEvent, HostMethod, ServiceSpec } from '../rpc/spec.ts'
import type { JobId } from './jobs.ts'

export type RunId = number

/** What one execution recorded, for the list of runs. */
export interface RunSummary {
  readonly id: RunId
  readonly label: string
  readonly state: 'running' | 'paused' | 'finished' | 'failed' | 'cancelled'
  readonly startedAt: string
  /** Time of the first sample: 0, or that of the condition that it began with [ms]. */
  readonly startMs: number
  /** Time simulated so far [ms]. */
  readonly tMs: number
  readonly tStopMs: number
  readonly dtMs: number
  readonly compartments: number
  /** Seconds spent stepping. */
  readonly seconds: number
  readonly engine: string
  /** Times from which it went on with other parameters [ms]. */
  readonly changesMs: readonly number[]
  readonly probes: readonly ProbeSummary[]
}

/** One recorded variable of a run. `probe` is its key in the `traces` service. */
export interface ProbeSummary {
  readonly probe: number
  /** `soma[0](0.5).v`. */
  readonly label: string
  readonly unit: string
  readonly samples: number
  /**
   * Its samples come when the run has ended: it is what an electrode sees through a medium that conducts differently at
   * different frequencies, which the whole run takes to know.
   */
  readonly comesAtEnd: boolean
}

/** Spike times of one detector. */
export interface SpikeTrain {
  readonly label: string
  readonly timesMs: Float64Array
}

/** Membrane potential of every compartment at some moments: for colouring the cell. */
export interface VoltageFrames {
  readonly timesMs: Float64Array
  readonly compartments: number
  /** frames × compartments [mV]. */
  readonly values: Float32Array
}

/** Starting and following simulations. */
export interface RunsService {
  /** Queues a run of the project's model and returns at once. Follow it with `jobs.onUpdate`; stop it with `jobs.cancel`. */
  start: HostMethod<
    { readonly label?: string | undefined; readonly threads?: number | undefined },
    { readonly job: JobId; readonly run: RunId }
  >
  /**
   * Lets a run that is under way go back to a time that it has passed; what it recorded behind that time is gone. It stays
   * paused, or goes on from there: as it was, or, `withModel`, with the parameters of the project's model as it is now,
   * where that has the same structure. @returns the time from which it goes on
   */
  rewind: HostMethod<
    { readonly run: RunId; readonly toMs: number; readonly withModel?: boolean | undefined },
    { readonly tMs: number }
  >
  list: HostMethod<void, readonly RunSummary[]>
  /** The model document that made this run; of one that went on with other parameters, that which it began with. */
  model: HostMethod<{ readonly run: RunId }, ModelDocument>
  spikes: HostMethod<{ readonly run: RunId }, readonly SpikeTrain[]>
  frames: HostMethod<{ readonly run: RunId }, VoltageFrames>
  rename: HostMethod<{ readonly run: RunId; readonly label: string }, void>
  remove: HostMethod<{ readonly run: RunId }, void>
  /** A run began, grew, ended, was renamed; `removed` when it is gone. */
  onChange: HostEvent<{ readonly run: RunSummary } | { readonly removed: RunId }>
  /** The newest voltages of a running simulation, at most 30 times a second. */
  onFrame: HostEvent<{ readonly run: RunId; readonly tMs: number; readonly values: Float32Array }>
}

const byRun = v.object({ run: v.pipe(v.number(), v.integer()) })

export const runsSpec = {
  start: {
    kind: 'call',
    arg: v.object({
      label: v.optional(v.pipe(v.string(), v.maxLength(500))),
      threads: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1024))),
    }),
  },
  rewind: {
    kind: 'call',
    arg: v.object({
      run: v.pipe(v.number(), v.integer()),
      toMs: v.pipe(v.number(), v.finite()),
      withModel: v.optional(v.boolean()),
    }),
  },
  list: { kind: 'call', arg: v.void() },
  model: { kind: 'call', arg: byRun },
  spikes: { kind: 'call', arg: byRun },
  frames: { kind: 'call', arg: byRun },
  rename: {
    kind: 'call',
    arg: v.object({ run: v.pipe(v.number(), v.integer()), label: v.pipe(v.string(), v.maxLength(500)) }),
  },
  remove: { kind: 'call', arg: byRun },
  onChange: { kind: 'event', arg: v.void() },
  onFrame: { kind: 'event', arg: v.void() },
} as const satisfies ServiceSpec<RunsService>
