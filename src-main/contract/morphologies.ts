import * as v from 'valibot'
import type { Diagnostic } from '../../src-engine/core/diagnostics/diagnostic.ts'
import type { SectionTable } from '../../src-engine/morphology/measure/sectionTable.ts'
import type { MorphologyTotals } from '../../src-engine/morphology/measure/summary.ts'
import type { Morphology } from '../../src-engine/morphology/morphology.ts'
import type { HostEvent, HostMethod, ServiceSpec } from '../rpc/spec.ts'

/** Hash of the source text: the same file imported twice is one morphology. */
export type MorphologyId = string

/** Totals of one cell, as `hillock import --json` prints them. */
export interface MorphologySummary extends MorphologyTotals {
  readonly id: MorphologyId
  readonly name: string
  readonly diagnostics: readonly Diagnostic[]
}

export type { SectionTable }

/** Everything to draw and list one cell. */
export interface MorphologyView {
  readonly summary: MorphologySummary
  readonly morphology: Morphology
  readonly table: SectionTable
  /** Path length from the root's 0 end to each sample [µm]. */
  readonly samplePathDistanceUm: Float64Array
}

/** An import gives a cell, or the diagnostics that say why there is none; the project changes only in the first case. */
export interface ImportOutcome {
  readonly summary: MorphologySummary | undefined
  readonly diagnostics: readonly Diagnostic[]
}

export interface MorphologiesService {
  /** Reads a file's bytes, stores them, and makes the cell the model's morphology. */
  import: HostMethod<{ readonly name: string; readonly bytes: Uint8Array }, ImportOutcome>
  list: HostMethod<void, readonly MorphologySummary[]>
  view: HostMethod<{ readonly id: MorphologyId }, MorphologyView>
  /** The text as it was imported. */
  source: HostMethod<{ readonly id: MorphologyId }, { readonly name: string; readonly text: string }>
  /** Sample cells that come with the program. */
  samples: HostMethod<void, readonly { readonly name: string; readonly title: string }[]>
  importSample: HostMethod<{ readonly name: string }, ImportOutcome>
  remove: HostMethod<{ readonly id: MorphologyId }, void>
  onChange: HostEvent<readonly MorphologySummary[]>
}

const byId = v.object({ id: v.string() })

export const morphologiesSpec = {
  import: {
    kind: 'call',
    arg: v.object({
      name: v.pipe(v.string(), v.minLength(1), v.maxLength(500)),
      bytes: v.instance(Uint8Array),
    }),
  },
  list: { kind: 'call', arg: v.void() },
  view: { kind: 'call', arg: byId },
  source: { kind: 'call', arg: byId },
  samples: { kind: 'call', arg: v.void() },
  importSample: { kind: 'call', arg: v.object({ name: v.string() }) },
  remove: { kind: 'call', arg: byId },
  onChange: { kind: 'event', arg: v.void() },
} as const satisfies ServiceSpec<MorphologiesService>
