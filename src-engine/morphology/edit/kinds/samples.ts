import { diagnose } from '../../../core/diagnostics/catalogue.ts'
import { PointColumns } from '../../pointColumns.ts'
import type { MorphologyDraft, Refusal } from '../draft.ts'
import { isSamePlace, sampleCount, startsAt, type DraftSection } from '../draftSection.ts'
import { isCoordinate, noSuchSection, refuseCoordinates, refuseDiameter, refuseSample } from '../checks.ts'
import { editMessages } from '../messages.ts'
import type { EditOf } from '../morphologyEdit.ts'

/** Takes samples out of a section. Branches that left its end then leave its new end. */
export function deleteSamples(draft: MorphologyDraft, edit: EditOf<'delete-samples'>): Refusal {
  const section = draft.find(edit.section)
  if (!section) return noSuchSection(edit.section)
  for (const sample of edit.samples) {
    const refusal = refuseSample(section, sample)
    if (refusal) return refusal
  }
  const deleted = new Set(edit.samples)
  const count = sampleCount(section)
  if (count - deleted.size < 2)
    return diagnose(editMessages, 'edit/too-few-samples', { section: section.name })
  const shared = deleted.has(0) ? sharedWith(section) : undefined
  // A copy of the branch point may go where the next sample is another.
  if (shared && !isRepeatedStart(section, deleted))
    return diagnose(editMessages, 'edit/shared-sample', { section: section.name, parent: shared.name })
  const atEnd = section.children.filter(child => startsAt(child, section, section.end - 1))
  const atStart = section.children.filter(child => startsAt(child, section, section.first))
  const kept = new PointColumns(count - deleted.size)
  for (let sample = 0; sample < count; sample++) {
    if (!deleted.has(sample))
      kept.addRange(section.points, section.first + sample, section.first + sample + 1)
  }
  draft.setPoints(section, kept)
  if (deleted.has(count - 1))
    for (const child of atEnd) if (child.parentX > 0) followTo(draft, child, kept, kept.count - 1)
  if (deleted.has(0)) for (const child of atStart) if (child.parentX < 1) followTo(draft, child, kept, 0)
  return undefined
}

/** The parent whose end the section's first sample copies. */
function sharedWith(section: DraftSection): DraftSection | undefined {
  const { parent, parentX } = section
  if (!parent || (parentX > 0 && parentX < 1)) return undefined
  return startsAt(section, parent, parentX === 1 ? parent.end - 1 : parent.first) ? parent : undefined
}

function isRepeatedStart(section: DraftSection, deleted: ReadonlySet<number>): boolean {
  let next = 1
  while (deleted.has(next)) next++
  return isSamePlace(section, section.first, section, section.first + next)
}

/** Lets a branch start at a sample of its parent. */
function followTo(draft: MorphologyDraft, child: DraftSection, parent: PointColumns, row: number): void {
  const points = draft.ownPoints(child)
  points.x[0] = parent.x[row]!
  points.y[0] = parent.y[row]!
  points.z[0] = parent.z[row]!
}

/** Puts a new sample into a section. */
export function insertSample(draft: MorphologyDraft, edit: EditOf<'insert-sample'>): Refusal {
  const section = draft.find(edit.section)
  if (!section) return noSuchSection(edit.section)
  const [x, y, z, diameter] = edit.point
  const count = sampleCount(section)
  const refusal =
    (edit.before === count ? undefined : refuseSample(section, edit.before)) ??
    refuseCoordinates([x, y, z], 'place') ??
    refuseDiameter(diameter)
  if (refusal) return refusal
  if (edit.before === 0) {
    const parent = sharedWith(section)
    if (parent)
      return diagnose(editMessages, 'edit/shared-sample', { section: section.name, parent: parent.name })
  }
  const { points, first, end } = section
  const longer = new PointColumns(count + 1)
  longer.addRange(points, first, first + edit.before)
  longer.add(x, y, z, diameter, 0)
  longer.addRange(points, first + edit.before, end)
  draft.setPoints(section, longer)
  return undefined
}

/** Replaces the samples of a section. Zero and negative diameters are kept: a file may hold them. */
export function setPoints(draft: MorphologyDraft, edit: EditOf<'set-points'>): Refusal {
  const section = draft.find(edit.section)
  if (!section) return noSuchSection(edit.section)
  if (edit.points.length < 2) return diagnose(editMessages, 'edit/too-few-samples', { section: section.name })
  if (!edit.points.every(point => point.every(isCoordinate)))
    return diagnose(editMessages, 'edit/bad-number', { what: 'point' })
  const { points: old, first } = section
  const isSameCount = edit.points.length === sampleCount(section)
  const points = new PointColumns(edit.points.length)
  edit.points.forEach(([x, y, z, diameter], i) => {
    points.add(x, y, z, diameter, isSameCount ? old.line[first + i]! : 0)
  })
  draft.setPoints(section, points)
  return undefined
}
