import type { Diagnostic } from '../../src-engine/core/diagnostics/diagnostic.ts'
import { discretiseModel, type Catalogue } from '../../src-engine/index.ts'
import type { ModelDocument } from '../../src-engine/model/document.ts'
import type { Morphology } from '../../src-engine/morphology/morphology.ts'

/** What a model amounts to before it is run. */
export interface ModelSize {
  readonly diagnostics: readonly Diagnostic[]
  readonly compartments: number
  /** In the morphology's order; empty where the model has errors. */
  readonly compartmentsOfSection: Int32Array
}

/** Checks a model and cuts its cell, without preparing a run. */
export function sizeModel(document: ModelDocument, morphology: Morphology, mechanisms: Catalogue): ModelSize {
  const { value, diagnostics } = discretiseModel(document, { morphology, mechanisms })
  if (!value) return { diagnostics, compartments: 0, compartmentsOfSection: new Int32Array(0) }
  const { firstOfSection, count } = value
  const sections = firstOfSection.length - 1
  return {
    diagnostics,
    compartments: count,
    compartmentsOfSection: Int32Array.from(
      { length: sections },
      (_, section) => (firstOfSection[section + 1] ?? 0) - (firstOfSection[section] ?? 0),
    ),
  }
}
