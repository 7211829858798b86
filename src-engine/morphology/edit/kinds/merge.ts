import { diagnose } from '../../../core/diagnostics/catalogue.ts'
import { PointColumns } from '../../pointColumns.ts'
import type { MorphologyDraft, Refusal } from '../draft.ts'
import { arcOf, isSamePlace, joinParent, leaveParent, type Origin } from '../draftSection.ts'
import { noSuchSection } from '../checks.ts'
import { editMessages } from '../messages.ts'
import type { EditOf } from '../morphologyEdit.ts'

/**
 * Makes a section and the only one that follows at its end into one, with the name of the first. The copy of the branch
 * point is left out; where there is a gap, it becomes cable.
 */
export function merge(draft: MorphologyDraft, edit: EditOf<'merge'>): Refusal {
  const section = draft.find(edit.section)
  if (!section) return noSuchSection(edit.section)
  const following = section.children.filter(({ parentX }) => parentX === 1)
  const [child] = following
  if (!child) return diagnose(editMessages, 'edit/nothing-to-merge', { section: section.name })
  if (following.length > 1)
    return diagnose(editMessages, 'edit/forks', { section: section.name, count: following.length })
  if (child.wire) return diagnose(editMessages, 'edit/wired', { child: child.name })
  if (child.type !== section.type)
    return diagnose(editMessages, 'edit/types-differ', { section: section.name, child: child.name })
  const nearLength = arcOf(section).at(-1)!
  const isCopy = isSamePlace(section, section.end - 1, child, child.first)
  const joined = new PointColumns(section.end - section.first + child.end - child.first)
  joined.addRange(section.points, section.first, section.end)
  joined.addRange(child.points, isCopy ? child.first + 1 : child.first, child.end)
  draft.setPoints(section, joined)
  const length = arcOf(section).at(-1)!
  const farLength = arcOf(child).at(-1)!
  const near = length > 0 ? nearLength / length : 0.5
  const far = length > 0 ? 1 - farLength / length : 0.5
  const nearX = (x: number) => x * near
  const farX = (x: number) => (x === 1 ? 1 : far + x * (1 - far))
  const placed = (origin: Origin, to: (x: number) => number): Origin => ({
    ...origin,
    toStart: to(origin.toStart),
    toEnd: to(origin.toEnd),
  })
  section.origins = [
    ...section.origins.map(origin => placed(origin, nearX)),
    ...child.origins.map(origin => placed(origin, farX)),
  ]
  for (const other of section.children) other.parentX = nearX(other.parentX)
  leaveParent(child)
  for (const grandchild of [...child.children]) {
    const x = farX(grandchild.parentX)
    leaveParent(grandchild)
    joinParent(grandchild, section, x)
  }
  draft.remove(child)
  return undefined
}
