import * as v from 'valibot'
import type { Checked } from '../../src-engine/core/checked.ts'
import type { DendrogramLayout } from '../../src-engine/morphology/picture/layDendrogram.ts'
import type { ReductionMethod, ReductionReport } from '../../src-engine/morphology/reduction/reducedCell.ts'
import type { ReductionErrors } from '../../src-engine/reduction/errors.ts'
import type { MethodText } from '../../src-engine/reduction/methodTexts.ts'
import type { ReductionOption, ReductionSettings } from '../../src-engine/reduction/optionTable.ts'
import type { Candidate, Recommendation, Tolerances } from '../../src-engine/reduction/recommend.ts'
import type { HostEvent, HostMethod, ServiceSpec } from '../rpc/spec.ts'
import type { EditOutcome, MorphologyId, MorphologyView } from './morphologies.ts'

export type {
  Candidate,
  DendrogramLayout,
  ReductionErrors,
  ReductionMethod,
  ReductionOption,
  ReductionSettings,
}

/** A way to reduce a cell, and all that it can be told. */
export interface ReductionMethodInfo extends MethodText {
  readonly options: readonly ReductionOption[]
  /** Options that say how far to go: a recommendation tries their values. */
  readonly tried: readonly string[]
}

/** How to reduce the cell of the model. What is not set is as the methods' table says. */
export interface ReductionQuestion {
  readonly id: MorphologyId
  readonly method: ReductionMethod
  readonly settings: ReductionSettings
  /** Resistance of the membrane where the model has no leak [Ω·cm²]. */
  readonly rmOhmCm2?: number | undefined
}

/** What a reduction makes of the cell, and by how much it is off. */
export interface ReductionPreview {
  readonly view: MorphologyView
  /** Reduced sections on which a section of the cell lies: `reducedSection` from firstSpan[s] to firstSpan[s + 1]. */
  readonly firstSpan: Int32Array
  readonly reducedSection: Int32Array
  /** Sections of the cell that each reduced section stands for. */
  readonly origins: readonly Int32Array[]
  /** By what cm and densities of each reduced section are multiplied. */
  readonly membraneFactor: Float64Array
  readonly report: ReductionReport
  /** By path length from the soma [µm]. */
  readonly dendrograms: { readonly full: DendrogramLayout; readonly reduced: DendrogramLayout }
  /** At more frequencies than what is judged. */
  readonly errors: ReductionErrors
  /** The errors that a recommendation goes by, and how large they may be. */
  readonly judged: Candidate['errors']
  readonly tolerances: Tolerances
}

/** One of the settings that a recommendation tries. */
export interface TriedSetting {
  /** The word that came with the question. */
  readonly request: string
  readonly candidate: Candidate
  readonly done: number
  readonly of: number
}

/** What became of the model on the reduced cell. */
export interface ReductionOutcome extends EditOutcome {
  /** How many synapses and other point processes went along. */
  readonly moved: number
  /** Groups of point processes that are alike and lie in one compartment now. */
  readonly couldMerge: readonly (readonly string[])[]
}

/** Smaller cells in place of reconstructed ones. */
export interface ReductionsService {
  methods: HostMethod<void, readonly ReductionMethodInfo[]>
  preview: HostMethod<ReductionQuestion, Checked<ReductionPreview>>
  /** Tries how far a method can go: `settings` hold for all that is tried. Each try is announced as it is done. */
  recommend: HostMethod<ReductionQuestion & { readonly request: string }, Checked<Recommendation>>
  onTried: HostEvent<TriedSetting>
  /** Puts the reduced cell into the project beside the full one, and the model on it, as one edit. */
  use: HostMethod<ReductionQuestion & { readonly label: string; readonly title: string }, ReductionOutcome>
}

/** The wire form of a method, which is also how projects store it. */
export const reductionMethodSchema = v.picklist(['collapse', 'rall', 'bush', 'stratford', 'analytic'])

const optionValue = v.union([
  v.pipe(v.number(), v.finite()),
  v.string(),
  v.boolean(),
  v.array(v.pipe(v.number(), v.finite())),
  v.array(v.string()),
])
const record = v.record(v.string(), optionValue)

/** The wire form of settings, which is also how projects store them; the engine checks what they say. */
export const reductionSettingsSchema = v.custom<ReductionSettings>(value => v.is(record, value))

const question = {
  id: v.string(),
  method: reductionMethodSchema,
  settings: reductionSettingsSchema,
  rmOhmCm2: v.optional(v.pipe(v.number(), v.finite(), v.gtValue(0))),
}
const words = v.pipe(v.string(), v.minLength(1), v.maxLength(500))

export const reductionsSpec = {
  methods: { kind: 'call', arg: v.void() },
  preview: { kind: 'call', arg: v.object(question) },
  recommend: { kind: 'call', arg: v.object({ ...question, request: v.string() }) },
  onTried: { kind: 'event', arg: v.void() },
  use: { kind: 'call', arg: v.object({ ...question, label: words, title: words }) },
} as const satisfies ServiceSpec<ReductionsService>
