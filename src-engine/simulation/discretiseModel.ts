import type { Compartments } from '../cable/compartments.ts'
import { discretise } from '../cable/discretise/discretise.ts'
import { type Checked, hasErrors, refused } from '../core/checked.ts'
import { checkModel, type ModelSurroundings, onlyCell } from '../model/check.ts'
import { checkPointersBetweenCells } from '../model/checkPointers.ts'
import type { ModelDocument } from '../model/document.ts'
import { indexSections } from '../model/regions.ts'
import { sectionProperties } from './membrane.ts'

/** Checks a document and cuts its cell into compartments, without preparing a run: for forms and for counting. */
export function discretiseModel(
  document: ModelDocument,
  surroundings: ModelSurroundings,
): Checked<Compartments> {
  const found = [
    ...checkModel(document, surroundings),
    ...checkPointersBetweenCells([onlyCell(document, surroundings)]),
  ]
  if (hasErrors(found)) return refused(found)
  const { cable } = sectionProperties(document, indexSections(surroundings.morphology), [])
  const { value, diagnostics } = discretise(surroundings.morphology, document.discretisation, cable)
  return { value, diagnostics: [...found, ...diagnostics] }
}
