import { diagnose } from '../../../core/diagnostics/catalogue.ts'
import type { MorphologyDraft, Refusal } from '../draft.ts'
import { joinParent, leaveParent, subtreeOf } from '../draftSection.ts'
import { noSuchSection } from '../checks.ts'
import { editMessages } from '../messages.ts'
import type { EditOf } from '../morphologyEdit.ts'

/** Takes out a section and everything that hangs on it. */
export function deleteSubtree(draft: MorphologyDraft, edit: EditOf<'delete-subtree'>): Refusal {
  const section = draft.find(edit.section)
  if (!section) return noSuchSection(edit.section)
  const all = subtreeOf(section)
  if (all.length === draft.count) return diagnose(editMessages, 'edit/last-section', {})
  leaveParent(section)
  for (const each of all) draft.remove(each)
  return undefined
}

/** Takes out a section; its children hang where it hung, by its wire if it had one, or become roots. */
export function deleteSection(draft: MorphologyDraft, edit: EditOf<'delete-section'>): Refusal {
  const section = draft.find(edit.section)
  if (!section) return noSuchSection(edit.section)
  if (draft.count === 1) return diagnose(editMessages, 'edit/last-section', {})
  const { parent, parentX, wire } = section
  for (const child of [...section.children]) {
    leaveParent(child)
    child.wire = parent ? (wire ?? child.wire) : undefined
    if (parent) joinParent(child, parent, parentX)
  }
  leaveParent(section)
  draft.remove(section)
  return undefined
}
