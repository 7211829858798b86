import type { Diagnostic } from '../../../src-engine/core/diagnostics/diagnostic.ts'
import type { ModelDocument } from '../../../src-engine/model/document.ts'
import type { ModelParts } from './modelParts.ts'

/** What the card of an entry is given. */
export interface CardProps<Use> {
  readonly use: Use
  readonly parts: ModelParts
  readonly selected: boolean
  readonly findings: readonly Diagnostic[]
  readonly folded?: boolean
}

/** What it tells: the entry as it shall be, under a name for the history; another change of the model; or that it is to go. */
export interface CardEmits<Use> {
  change: [next: Use, label: string, gesture?: string]
  edit: [label: string, change: (document: ModelDocument) => ModelDocument, gesture?: string]
  select: []
  remove: []
}
