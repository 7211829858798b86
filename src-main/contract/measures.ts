import * as v from 'valibot'
import type { Diagnostic } from '../../src-engine/core/diagnostics/diagnostic.ts'
import type { FeatureScope } from '../../src-engine/morphology/measure/cell/selection.ts'
import type { Description } from '../../src-engine/morphology/measure/population/describe.ts'
import type { ShollProfile } from '../../src-engine/morphology/measure/sholl/shollProfile.ts'
import type { ShollSummary } from '../../src-engine/morphology/measure/sholl/shollSummary.ts'
import type { StrahlerRow } from '../../src-engine/morphology/measure/strahlerTable.ts'
import type { DendrogramLayout } from '../../src-engine/morphology/picture/layDendrogram.ts'
import type { UniformCable } from '../../src-engine/morphology/reduction/passiveCable.ts'
import type { HostMethod, ServiceSpec } from '../rpc/spec.ts'
import type { MorphologyId, MorphologyView } from './morphologies.ts'

export type { Description, DendrogramLayout, FeatureScope, ShollSummary, StrahlerRow, UniformCable }

/** Something that can be measured of a cell, for people. */
export interface FeatureInfo {
  readonly id: string
  readonly title: string
  /** `1` is a plain number. */
  readonly unit: string
  readonly scope: FeatureScope
  readonly definition: string
  /** Under which names others measure it. */
  readonly source: string
  /** Whether the definition is known to be that of the source. */
  readonly certain: boolean
}

/** Which cell, and which types of its sections; all without `types`. */
export interface MeasuredPart {
  readonly id: MorphologyId
  readonly types?: readonly number[] | undefined
}

/** What the numbers of a feature are like in a cell. */
export interface MeasuredSummary extends Description {
  /** Id of the feature. */
  readonly feature: string
}

/** A feature row for row; NaN where it is not defined. */
export interface FeatureRows {
  readonly feature: string
  readonly values: Float64Array
  /** The section of each row: for a neurite its first, for a bifurcation the one that ends there; -1 for the cell. */
  readonly sections: Int32Array
  /** First sample of each row's segment; undefined where rows are no segments. */
  readonly samples: Int32Array | undefined
  /** The value that each sample of the cell shows, NaN for none; undefined for a feature of the whole cell. */
  readonly ofSamples: Float64Array | undefined
}

/** Features of one scope, a row for each part of the cell. */
export interface FeatureTable {
  readonly sections: Int32Array
  readonly samples: Int32Array | undefined
  readonly columns: readonly { readonly feature: string; readonly values: Float64Array }[]
}

/** How Sholl's spheres lie. */
export interface ShollQuestion extends MeasuredPart {
  readonly stepUm: number
  readonly from: 'centre' | 'surface'
  readonly dimensions: 2 | 3
}

/** Crossings of spheres; undefined where there is no soma, or far too many radii. */
export type ShollAnswer =
  | {
      readonly profile: Omit<ShollProfile, 'crossingsOfType'>
      /** By type number. */
      readonly ofTypes: readonly { readonly type: number; readonly crossings: Float64Array }[]
      readonly summary: ShollSummary
    }
  | undefined

/** A persistence barcode, longest first. */
export interface Barcode {
  readonly birthUm: Float64Array
  readonly deathUm: Float64Array
  /** The section that ends where the bar is born. */
  readonly sections: Int32Array
}

/** A uniform passive cable, and a frequency [Hz]. */
export interface CableQuestion {
  readonly id: MorphologyId
  readonly cable: UniformCable
  readonly hz: number
}

/** Electrotonic numbers of every section. */
export interface ElectrotonicColumns {
  readonly lengthUm: Float64Array
  readonly lambdaUm: Float64Array
  readonly lambdaAtFrequencyUm: Float64Array
  /** In λ at rest. */
  readonly electrotonicLength: Float64Array
  readonly startDistance: Float64Array
  readonly endDistance: Float64Array
  /** ln |V(soma)/V(x)| for current into the soma, and ln |V(x)/V(soma)| for current into x, at the 1 end. */
  readonly outwardAtEnd: Float64Array
  readonly inwardAtEnd: Float64Array
  /** |Z| at the 1 end [MΩ]. */
  readonly endInputMohm: Float64Array
}

/** The electrotonic anatomy of a cell; undefined where the diagnostics say why there is none. */
export interface ElectrotonicAnswer {
  readonly anatomy:
    | {
        /** Where the soma is taken to be. */
        readonly site: { readonly section: string; readonly x: number }
        /** |Z| there [MΩ]. */
        readonly inputMohm: number
        /** λ at the frequency over λ at rest. */
        readonly frequencyFactor: number
        readonly columns: ElectrotonicColumns
        /** The cell drawn with its attenuations for lengths, 100 µm for one. */
        readonly outward: MorphologyView
        readonly inward: MorphologyView
      }
    | undefined
  readonly diagnostics: readonly Diagnostic[]
}

/** Along what a dendrogram is drawn. */
export type DendrogramQuestion = { readonly id: MorphologyId } & (
  | { readonly by: 'path' | 'order' }
  | { readonly by: 'electrotonic'; readonly cable: UniformCable; readonly hz: number }
)

/** A test, as it is and after Holm's correction over the features. */
export interface PopulationTest {
  readonly statistic: number
  readonly p: number
  readonly pHolm: number
}

/** How two groups of cells differ in a feature: one number a cell, the mean of its rows. */
export interface PopulationDifference {
  readonly feature: string
  /** In the order of the question's cells; NaN where a cell has none. */
  readonly oneValues: readonly number[]
  readonly otherValues: readonly number[]
  readonly one: Description
  readonly other: Description
  readonly hedgesG: number
  readonly cliffDelta: number
  readonly welch: PopulationTest
  readonly mannWhitney: PopulationTest
  readonly kolmogorovSmirnov: PopulationTest
}

/** Two groups of cells, and what of them is compared. */
export interface PopulationsQuestion {
  readonly one: readonly MorphologyId[]
  readonly other: readonly MorphologyId[]
  /** Features of these parts; all without it. */
  readonly scopes?: readonly FeatureScope[] | undefined
  readonly types?: readonly number[] | undefined
}

/** The shape of cells in numbers. Nothing here changes the project. */
export interface MeasuresService {
  features: HostMethod<void, readonly FeatureInfo[]>
  /** All features of a cell, each in short. */
  summaries: HostMethod<MeasuredPart, readonly MeasuredSummary[]>
  rows: HostMethod<MeasuredPart & { readonly feature: string }, FeatureRows>
  table: HostMethod<MeasuredPart & { readonly scope: FeatureScope }, FeatureTable>
  sholl: HostMethod<ShollQuestion, ShollAnswer>
  strahler: HostMethod<MeasuredPart, readonly StrahlerRow[]>
  persistence: HostMethod<MeasuredPart & { readonly distance: 'path' | 'radial' }, Barcode>
  dendrogram: HostMethod<DendrogramQuestion, DendrogramLayout>
  electrotonic: HostMethod<CableQuestion, ElectrotonicAnswer>
  compare: HostMethod<PopulationsQuestion, readonly PopulationDifference[]>
}

const finite = v.pipe(v.number(), v.finite())
const positive = v.pipe(finite, v.gtValue(0))
const id = v.string()
const types = v.optional(v.array(v.pipe(v.number(), v.integer())))
const scope = v.picklist(['segment', 'section', 'bifurcation', 'neurite', 'cell'])
const cable = v.object({ raOhmCm: positive, cmUfCm2: positive, rmOhmCm2: positive })
const hz = v.pipe(finite, v.minValue(0))
const group = v.pipe(v.array(id), v.minLength(1), v.maxLength(10_000))

export const measuresSpec = {
  features: { kind: 'call', arg: v.void() },
  summaries: { kind: 'call', arg: v.object({ id, types }) },
  rows: { kind: 'call', arg: v.object({ id, types, feature: v.string() }) },
  table: { kind: 'call', arg: v.object({ id, types, scope }) },
  sholl: {
    kind: 'call',
    arg: v.object({
      ...{ id, types, stepUm: positive },
      from: v.picklist(['centre', 'surface']),
      dimensions: v.picklist([2, 3]),
    }),
  },
  strahler: { kind: 'call', arg: v.object({ id, types }) },
  persistence: { kind: 'call', arg: v.object({ id, types, distance: v.picklist(['path', 'radial']) }) },
  dendrogram: {
    kind: 'call',
    arg: v.variant('by', [
      v.object({ id, by: v.picklist(['path', 'order']) }),
      v.object({ id, by: v.literal('electrotonic'), cable, hz }),
    ]),
  },
  electrotonic: { kind: 'call', arg: v.object({ id, cable, hz }) },
  compare: {
    kind: 'call',
    arg: v.object({ one: group, other: group, scopes: v.optional(v.array(scope)), types }),
  },
} as const satisfies ServiceSpec<MeasuresService>
