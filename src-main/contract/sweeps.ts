import * as v from 'valibot'
import type { Diagnostic } from '../../src-engine/core/diagnostics/diagnostic.ts'
import type { ModelDocument } from '../../src-engine/model/document.ts'
import type { SweepUse } from '../../src-engine/model/sweepUse.ts'
import type { HostEvent, HostMethod, ServiceSpec } from '../rpc/spec.ts'
import type { JobId } from './jobs.ts'

const finite = v.pipe(v.number(), v.finite())
const name = v.string()
const count = v.pipe(v.number(), v.integer(), v.minValue(1))

/** A model run with many sets of parameters, as a part of its document. */
export const sweepSchema = v.strictObject({
  parameters: v.array(
    v.strictObject({
      id: name,
      target: v.variant('kind', [
        v.strictObject({ kind: v.literal('mechanism'), mechanism: name, region: name, parameter: name }),
        v.strictObject({ kind: v.literal('property'), property: name, region: name }),
        v.strictObject({ kind: v.literal('process'), process: name, parameter: name }),
        v.strictObject({ kind: v.literal('global'), global: name }),
        v.strictObject({ kind: v.literal('run'), setting: v.picklist(['celsius', 'vInitMv']) }),
      ]),
      values: v.optional(v.array(finite)),
      from: v.optional(finite),
      to: v.optional(finite),
      steps: v.optional(count),
      scale: v.optional(v.picklist(['linear', 'log'])),
    }),
  ),
  design: v.picklist(['grid', 'random', 'sobol', 'list']),
  seed: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(4294967295))),
  count: v.optional(count),
  rows: v.optional(v.array(v.array(finite))),
})

export type SweepId = number

/** One sweep of the project: what it varies, and how far it has come. */
export interface SweepSummary {
  readonly id: SweepId
  readonly label: string
  /** `interrupted`: the program ended while it was under way. It goes on with `resume`, like a cancelled one. */
  readonly state: 'running' | 'paused' | 'interrupted' | 'finished' | 'failed' | 'cancelled'
  readonly startedAt: string
  readonly variants: number
  readonly done: number
  /** Of those, such as could not be run to their end. */
  readonly failed: number
  /** Seconds spent on it. */
  readonly seconds: number
  readonly parameters: readonly SweepColumn[]
  readonly probes: readonly SweepColumn[]
  readonly spikes: readonly string[]
  readonly keepsTraces: boolean
}

/** A name and its unit. */
export interface SweepColumn {
  readonly label: string
  readonly unit: string
}

/** What came of a sweep's variants, as a table: parameters, then measures. */
export interface SweepResults {
  readonly columns: readonly (SweepColumn & { readonly kind: 'parameter' | 'measure' })[]
  /** Row → variant, the number of its row in the design table from 0 on. */
  readonly variants: Int32Array
  /** Rows × columns; NaN where a variant failed. */
  readonly values: Float64Array
  readonly failures: readonly { readonly variant: number; readonly message: string }[]
}

/** The table of a sweep that has not begun. */
export interface SweepPreview {
  readonly count: number
  readonly parameters: readonly SweepColumn[]
  /** The first rows × parameters. */
  readonly values: Float64Array
  readonly diagnostics: readonly Diagnostic[]
  /** About what all traces would take on the disk, if they were kept [bytes]. */
  readonly traceBytes: number
}

/** One trace of a variant, thinned to what can be drawn: lowest and highest of as many samples as a point stands for. */
export interface VariantTrace {
  readonly variant: number
  readonly timesMs: Float64Array
  readonly low: Float64Array
  readonly high: Float64Array
}

/** The model of the project with many sets of parameters; its part `sweep` says which. */
export interface SweepsService {
  /** Looks a sweep of the project's model through, without running anything. */
  preview: HostMethod<{ readonly sweep: SweepUse; readonly most: number }, SweepPreview>
  /** Reads a list of variants from comma-separated values, with a line of names. */
  readList: HostMethod<
    { readonly name: string; readonly text: string },
    { readonly sweep: SweepUse | undefined; readonly diagnostics: readonly Diagnostic[] }
  >
  /**
   * Queues the sweep of the project's model. Variants begin as its runs do: with initial values, or with the condition that
   * its run settings name (`startFrom`), whose state the sweep keeps, so that it goes on with it whatever happens to the
   * condition. Each variant's results are on the disk before the next batch begins.
   */
  start: HostMethod<
    {
      readonly label?: string | undefined
      readonly threads?: number | undefined
      readonly keepTraces: boolean
    },
    { readonly job: JobId; readonly sweep: SweepId }
  >
  /** Goes on with what is left of a sweep that was cancelled, failed, or interrupted by the end of the program. */
  resume: HostMethod<
    { readonly sweep: SweepId; readonly threads?: number | undefined },
    { readonly job: JobId }
  >
  list: HostMethod<void, readonly SweepSummary[]>
  /** At most so many rows, in the order of the design table. */
  results: HostMethod<{ readonly sweep: SweepId; readonly mostRows: number }, SweepResults>
  /** Traces of some variants, where they were kept; others are left out. */
  traces: HostMethod<
    {
      readonly sweep: SweepId
      readonly probe: number
      readonly variants: readonly number[]
      readonly maxPoints: number
    },
    readonly VariantTrace[]
  >
  /** The model with the parameters of one variant. */
  variant: HostMethod<{ readonly sweep: SweepId; readonly variant: number }, ModelDocument>
  exportCsv: HostMethod<{ readonly sweep: SweepId }, { readonly name: string; readonly text: string }>
  rename: HostMethod<{ readonly sweep: SweepId; readonly label: string }, void>
  remove: HostMethod<{ readonly sweep: SweepId }, void>
  /** A sweep began, came on, ended, was renamed; `removed` when it is gone. */
  onChange: HostEvent<{ readonly sweep: SweepSummary } | { readonly removed: SweepId }>
}

const id = v.pipe(v.number(), v.integer(), v.minValue(1))
const bySweep = v.object({ sweep: id })
const label = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(500))
const threads = v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1024)))
const variant = v.pipe(v.number(), v.integer(), v.minValue(0))

export const sweepsSpec = {
  preview: {
    kind: 'call',
    arg: v.object({
      sweep: sweepSchema,
      most: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000)),
    }),
  },
  readList: { kind: 'call', arg: v.object({ name, text: v.string() }) },
  start: {
    kind: 'call',
    arg: v.object({ label: v.optional(label), threads, keepTraces: v.boolean() }),
  },
  resume: { kind: 'call', arg: v.object({ sweep: id, threads }) },
  list: { kind: 'call', arg: v.void() },
  results: {
    kind: 'call',
    arg: v.object({
      sweep: id,
      mostRows: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000)),
    }),
  },
  traces: {
    kind: 'call',
    arg: v.object({
      sweep: id,
      probe: variant,
      variants: v.pipe(v.array(variant), v.maxLength(200)),
      maxPoints: v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(20_000)),
    }),
  },
  variant: { kind: 'call', arg: v.object({ sweep: id, variant }) },
  exportCsv: { kind: 'call', arg: bySweep },
  rename: { kind: 'call', arg: v.object({ sweep: id, label }) },
  remove: { kind: 'call', arg: bySweep },
  onChange: { kind: 'event', arg: v.void() },
} as const satisfies ServiceSpec<SweepsService>
