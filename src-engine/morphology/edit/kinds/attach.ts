import { diagnose } from '../../../core/diagnostics/catalogue.ts'
import { PointColumns } from '../../pointColumns.ts'
import type { Place3d } from '../../traced/tracedCell.ts'
import type { MorphologyDraft, Refusal } from '../draft.ts'
import { arcOf, joinParent, leaveParent, type DraftSection } from '../draftSection.ts'
import { noSuchSection, refuseCoordinates, refusePlace } from '../checks.ts'
import { editMessages } from '../messages.ts'
import type { EditOf } from '../morphologyEdit.ts'

/** Cuts a section and what hangs on it off its parent. Its points stay, and so does its copy of the branch point. */
export function detach(draft: MorphologyDraft, edit: EditOf<'detach'>): Refusal {
  const section = draft.find(edit.section)
  if (!section) return noSuchSection(edit.section)
  if (!section.parent) return diagnose(editMessages, 'edit/already-root', { section: section.name })
  leaveParent(section)
  section.wire = undefined
  return undefined
}

/** Attaches a root to another section; by cable, the way there becomes its first piece, of its own first diameter. */
export function attach(draft: MorphologyDraft, edit: EditOf<'attach'>): Refusal {
  const section = draft.find(edit.section)
  if (!section) return noSuchSection(edit.section)
  const parent = draft.find(edit.to)
  if (!parent) return noSuchSection(edit.to)
  const refusal = refusePlace(edit.x)
  if (refusal) return refusal
  if (section.parent)
    return diagnose(editMessages, 'edit/not-root', { section: section.name, parent: section.parent.name })
  for (let up: DraftSection | undefined = parent; up; up = up.parent) {
    if (up === section) return diagnose(editMessages, 'edit/loop', { section: section.name, to: parent.name })
  }
  const outside = refuseCoordinates(edit.wireFrom ?? [], 'start of the wire')
  if (outside) return outside
  const place = placeAt(parent, edit.x)
  joinParent(section, parent, edit.x)
  const [x = place.x, y = place.y, z = place.z] = edit.wireFrom ?? []
  if (edit.by === 'wire') section.wire = { x, y, z }
  else startFrom(draft, section, place)
  return undefined
}

/** The point of a section's centre line at a place on it. */
function placeAt(section: DraftSection, x: number): Place3d {
  const arc = arcOf(section)
  const { points, first } = section
  const at = x * arc[arc.length - 1]!
  let sample = x === 1 ? arc.length - 1 : 0
  while (sample < arc.length - 1 && arc[sample + 1]! <= at) sample++
  const row = first + sample
  if (sample === arc.length - 1 || arc[sample] === at)
    return { x: points.x[row]!, y: points.y[row]!, z: points.z[row]! }
  const part = (at - arc[sample]!) / (arc[sample + 1]! - arc[sample]!)
  const between = (column: Float64Array) => column[row]! + part * (column[row + 1]! - column[row]!)
  return { x: between(points.x), y: between(points.y), z: between(points.z) }
}

function startFrom(draft: MorphologyDraft, section: DraftSection, { x, y, z }: Place3d): void {
  const { points, first, end } = section
  if (points.x[first] === x && points.y[first] === y && points.z[first] === z) return
  const longer = new PointColumns(end - first + 1)
  longer.add(x, y, z, points.diameter[first]!, 0)
  longer.addRange(points, first, end)
  draft.setPoints(section, longer)
}
