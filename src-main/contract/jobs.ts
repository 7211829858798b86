import * as v from 'valibot'
import type { Diagnostic } from '../../src-engine/core/diagnostics/diagnostic.ts'
import type { HostEvent, HostMethod, ServiceSpec } from '../rpc/spec.ts'

export type JobId = string

/** Work that takes longer than a call should. */
export interface Job {
  readonly id: JobId
  readonly kind: 'run' | 'state' | 'sweep' | 'conversion'
  readonly title: string
  readonly state: 'queued' | 'running' | 'paused' | 'finished' | 'failed' | 'cancelled'
  /** What the user knows: 412 of 1000 ms. */
  readonly progress: { readonly done: number; readonly total: number; readonly unit: string }
  /** Wall-clock seconds left, once there is enough to go by. */
  readonly secondsLeft: number | undefined
  readonly startedAt: string
  readonly diagnostics: readonly Diagnostic[]
  /** The run that a `run` job makes, or whose state a `state` job computes anew. */
  readonly run: number | undefined
  /** The sweep that a `sweep` job goes on with. */
  readonly sweep?: number | undefined
}

export interface JobsService {
  list: HostMethod<void, readonly Job[]>
  cancel: HostMethod<{ readonly id: JobId }, void>
  pause: HostMethod<{ readonly id: JobId }, void>
  resume: HostMethod<{ readonly id: JobId }, void>
  /** At most ten times a second for each job, and at every change of state. */
  onUpdate: HostEvent<Job>
}

const byId = v.object({ id: v.string() })

export const jobsSpec = {
  list: { kind: 'call', arg: v.void() },
  cancel: { kind: 'call', arg: byId },
  pause: { kind: 'call', arg: byId },
  resume: { kind: 'call', arg: byId },
  onUpdate: { kind: 'event', arg: v.void() },
} as const satisfies ServiceSpec<JobsService>
