import * as v from 'valibot'
import type { Severity } from '../../src-engine/core/diagnostics/diagnostic.ts'
import type { MorphologyEdit } from '../../src-engine/morphology/edit/morphologyEdit.ts'
import type { PreviewNumbers } from '../../src-engine/morphology/repair/applyFix.ts'
import type { Finding, Threshold } from '../../src-engine/morphology/repair/rule.ts'
import type { HostMethod, ServiceSpec } from '../rpc/spec.ts'
import type { EditOutcome, MorphologyId, MorphologyView } from './morphologies.ts'

export type { Finding, PreviewNumbers }

/** A check of reconstructed cells, for people. */
export interface RepairRuleInfo {
  readonly id: string
  readonly title: string
  readonly definition: string
  readonly source: string
  readonly severity: Severity
  readonly thresholds: readonly Threshold[]
  /** Looked for only when asked for. */
  readonly isOnRequest: boolean
  readonly fixes: readonly {
    readonly id: string
    readonly title: string
    readonly isSafe: boolean
  }[]
}

/** What to look for in a cell: the usual rules with their usual thresholds where nothing is given. */
export interface RepairQuestion {
  readonly id: MorphologyId
  readonly only?: readonly string[] | undefined
  readonly thresholds?: Readonly<Record<string, Readonly<Record<string, number>>>> | undefined
}

/** A fix of one finding, or fixes wherever they can be made. */
export type FixRequest = Pick<RepairQuestion, 'id' | 'thresholds'> & {
  readonly fix:
    | { readonly kind: 'one'; readonly finding: Finding; readonly fix: string }
    | { readonly kind: 'all'; readonly fixes: readonly { readonly rule: string; readonly fix: string }[] }
}

/** What a fix would make of the cell. */
export interface FixPreview {
  readonly view: MorphologyView
  readonly before: PreviewNumbers
  readonly after: PreviewNumbers
  readonly edits: readonly MorphologyEdit[]
  /** How many findings it deals with. */
  readonly repaired: number
}

/** The checklist of a cell, and its repair. */
export interface RepairsService {
  rules: HostMethod<void, readonly RepairRuleInfo[]>
  findings: HostMethod<RepairQuestion, readonly Finding[]>
  /** Undefined where nothing can be done. */
  preview: HostMethod<FixRequest, FixPreview | undefined>
  /** Makes the fix: an edit of the cell that can be undone. */
  fix: HostMethod<FixRequest & { readonly label: string }, EditOutcome>
}

const finite = v.pipe(v.number(), v.finite())
const indices = v.array(v.pipe(v.number(), v.integer(), v.minValue(0)))
const thresholds = v.optional(v.record(v.string(), v.record(v.string(), finite)))
const finding = v.pipe(
  v.object({
    rule: v.string(),
    severity: v.picklist(['error', 'warning', 'hint']),
    sections: indices,
    samples: indices,
    sentence: v.string(),
    value: v.exactOptional(v.number()),
    place: v.optional(v.object({ x: v.number(), y: v.number(), z: v.number() })),
    line: v.number(),
    fixes: v.array(v.string()),
  }),
  v.transform((found): Finding => ({ ...found, place: found.place })),
)
const fixRequest = {
  id: v.string(),
  thresholds,
  fix: v.variant('kind', [
    v.object({ kind: v.literal('one'), finding, fix: v.string() }),
    v.object({
      kind: v.literal('all'),
      fixes: v.array(v.object({ rule: v.string(), fix: v.string() })),
    }),
  ]),
}

export const repairsSpec = {
  rules: { kind: 'call', arg: v.void() },
  findings: {
    kind: 'call',
    arg: v.object({ id: v.string(), only: v.optional(v.array(v.string())), thresholds }),
  },
  preview: { kind: 'call', arg: v.object(fixRequest) },
  fix: {
    kind: 'call',
    arg: v.object({ ...fixRequest, label: v.pipe(v.string(), v.minLength(1), v.maxLength(500)) }),
  },
} as const satisfies ServiceSpec<RepairsService>
