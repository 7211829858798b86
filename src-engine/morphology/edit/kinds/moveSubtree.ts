import type { MorphologyDraft, Refusal } from '../draft.ts'
import { arcOf, sampleCount, subtreeOf, type DraftSection } from '../draftSection.ts'
import { noSuchSection, refuseCoordinates, refuseSample } from '../checks.ts'
import type { EditOf, Vector } from '../morphologyEdit.ts'

/** Displaces a section from a sample on, with what is attached there or farther out. */
export function moveSubtree(draft: MorphologyDraft, edit: EditOf<'move-subtree'>): Refusal {
  const section = draft.find(edit.section)
  if (!section) return noSuchSection(edit.section)
  const from = edit.from ?? 0
  const refusal = refuseSample(section, from) ?? refuseShift(section, edit.by)
  if (refusal) return refusal
  const start = edit.keepStart && from === 0 ? 1 : from
  const carried = childrenFrom(section, from).flatMap(subtreeOf)
  const beyond = carried.find(other => refuseShift(other, edit.by))
  if (beyond) return refuseShift(beyond, edit.by)
  for (const other of carried) shiftPoints(draft, other, 0, edit.by)
  for (const other of carried) shiftWire(other, edit.by)
  shiftPoints(draft, section, start, edit.by)
  const [dx, dy, dz] = edit.by
  const whole = from === 0 ? [section, ...carried] : carried
  draft.transformAnnotations((x, y, z) => [x + dx, y + dy, z + dz], 1, whole)
  return undefined
}

/** The children that are attached at a sample or beyond it. */
function childrenFrom(section: DraftSection, from: number): DraftSection[] {
  if (from === 0) return [...section.children]
  const arc = arcOf(section)
  const length = arc[sampleCount(section) - 1]!
  const place = length > 0 ? arc[from]! / length : 0
  return section.children.filter(({ parentX }) => parentX >= place)
}

/** Displaces all samples of a section from one on. */
export function shiftPoints(
  draft: MorphologyDraft,
  section: DraftSection,
  from: number,
  [dx, dy, dz]: Vector,
): void {
  const points = draft.ownPoints(section)
  for (let row = from; row < points.count; row++) {
    points.x[row]! += dx
    points.y[row]! += dy
    points.z[row]! += dz
  }
}

/** Displaces the start of a section's wire. */
export function shiftWire(section: DraftSection, [dx, dy, dz]: Vector): void {
  const { wire } = section
  if (wire) section.wire = { x: wire.x + dx, y: wire.y + dy, z: wire.z + dz }
}

/** The refusal of a displacement that would lead beyond all bounds. */
export function refuseShift(section: DraftSection, [dx, dy, dz]: Vector): Refusal {
  const { points, first, end } = section
  for (let row = first; row < end; row++) {
    const refusal = refuseCoordinates(
      [points.x[row]! + dx, points.y[row]! + dy, points.z[row]! + dz],
      'displacement',
    )
    if (refusal) return refusal
  }
  return undefined
}
