import * as v from 'valibot'
import type { Diagnostic } from '../../src-engine/core/diagnostics/diagnostic.ts'
import type { MorphologyEdit } from '../../src-engine/morphology/edit/morphologyEdit.ts'
import type { PreviewNumbers } from '../../src-engine/morphology/repair/applyFix.ts'
import type { HostMethod, ServiceSpec } from '../rpc/spec.ts'
import type { MorphologyId } from './morphologies.ts'

/** What edits would make of a cell, in numbers. */
export interface EditEffect {
  /** What the edits do, as the history says it. */
  readonly label: string
  readonly before: PreviewNumbers
  /** Undefined where the diagnostics say why the edits cannot be made. */
  readonly after: PreviewNumbers | undefined
  readonly diagnostics: readonly Diagnostic[]
}

/** Edits of cells before they are made; `morphologies.edit` makes them. */
export interface CellEditsService {
  /** What edits would do, without doing it. */
  preview: HostMethod<{ readonly id: MorphologyId; readonly edits: readonly MorphologyEdit[] }, EditEffect>
}

/** The wire form of an edit: what it needs besides its kind is checked by the engine. */
export const editSchema = v.custom<MorphologyEdit>(value => v.is(v.object({ kind: v.string() }), value))

export const cellEditsSpec = {
  preview: {
    kind: 'call',
    arg: v.object({ id: v.string(), edits: v.pipe(v.array(editSchema), v.minLength(1)) }),
  },
} as const satisfies ServiceSpec<CellEditsService>
