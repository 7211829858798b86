import { diagnose } from '../../../core/diagnostics/catalogue.ts'
import { arrayName } from '../../sectionNames.ts'
import type { MorphologyDraft, Refusal } from '../draft.ts'
import { subtreeOf } from '../draftSection.ts'
import { noSuchSection } from '../checks.ts'
import { editMessages } from '../messages.ts'
import type { EditOf } from '../morphologyEdit.ts'

const largestType = 2147483647

/** Gives sections another type. Names that were made from the type change with it; names of the user's stay. */
export function retype(draft: MorphologyDraft, edit: EditOf<'retype'>): Refusal {
  const section = draft.find(edit.section)
  if (!section) return noSuchSection(edit.section)
  const { type } = edit
  if (!Number.isInteger(type) || Math.abs(type) > largestType)
    return diagnose(editMessages, 'edit/bad-type', { type })
  for (const each of edit.scope === 'subtree' ? subtreeOf(section) : [section]) {
    if (each.type === type) continue
    const isNamedByType = each.name.startsWith(`${arrayName(each.type)}[`)
    each.type = type
    if (isNamedByType) draft.rename(each, draft.freeName(type))
  }
  return undefined
}
