import * as v from 'valibot'
import type { ModelDocument } from '../../src-engine/model/document.ts'
import type { HostEvent, HostMethod, ServiceSpec } from '../rpc/spec.ts'
import type { JobId } from './jobs.ts'
import type { RunId } from './runs.ts'

export type ConditionId = number

/** A state of a run that the project keeps under a name, for runs to begin with. */
export interface ConditionSummary {
  readonly id: ConditionId
  readonly name: string
  /** Its moment; the time of a run that begins with it goes on from here [ms]. */
  readonly tMs: number
  readonly createdAt: string
  /** What the run was called that it was saved from. */
  readonly run: string
  readonly compartments: number
  /** Why no run of the model as it is now can begin with it, in a whole sentence. */
  readonly misfit: string | undefined
}

/**
 * States with names. Saving, renaming and removing are edits that can be undone. A model begins with one where its run
 * settings say so (`startFrom`).
 */
export interface ConditionsService {
  list: HostMethod<void, readonly ConditionSummary[]>
  /**
   * Keeps the state of a run at a time, or where it stands or ended. What is not at hand is computed anew by a job of the
   * kind `state`, after which the condition is there.
   */
  save: HostMethod<
    { readonly run: RunId; readonly atMs?: number | undefined; readonly name: string },
    { readonly condition: ConditionId | undefined; readonly job: JobId | undefined }
  >
  rename: HostMethod<{ readonly condition: ConditionId; readonly name: string }, void>
  remove: HostMethod<{ readonly condition: ConditionId }, void>
  /** The model that it was saved from. */
  model: HostMethod<{ readonly condition: ConditionId }, ModelDocument>
  onChange: HostEvent<readonly ConditionSummary[]>
}

const id = v.pipe(v.number(), v.integer(), v.minValue(1))
const name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(500))

export const conditionsSpec = {
  list: { kind: 'call', arg: v.void() },
  save: {
    kind: 'call',
    arg: v.object({ run: id, atMs: v.optional(v.pipe(v.number(), v.finite(), v.minValue(0))), name }),
  },
  rename: { kind: 'call', arg: v.object({ condition: id, name }) },
  remove: { kind: 'call', arg: v.object({ condition: id }) },
  model: { kind: 'call', arg: v.object({ condition: id }) },
  onChange: { kind: 'event', arg: v.void() },
} as const satisfies ServiceSpec<ConditionsService>
