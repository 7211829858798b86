import { diagnose } from '../../../core/diagnostics/catalogue.ts'
import { PointColumns } from '../../pointColumns.ts'
import type { MorphologyDraft, Refusal } from '../draft.ts'
import {
  addBetween,
  arcOf,
  joinParent,
  leaveParent,
  sampleCount,
  type DraftSection,
  type Origin,
} from '../draftSection.ts'
import { noSuchSection, refusePlace, refuseSample } from '../checks.ts'
import { editMessages } from '../messages.ts'
import type { EditOf } from '../morphologyEdit.ts'

/** Divides a section in two; the far part hangs on the end of the near one. */
export function cut(draft: MorphologyDraft, edit: EditOf<'cut'>): Refusal {
  const section = draft.find(edit.section)
  if (!section) return noSuchSection(edit.section)
  const atEnd = () => diagnose(editMessages, 'edit/cut-at-end', { section: section.name })
  if ('sample' in edit) {
    const refusal = refuseSample(section, edit.sample)
    if (refusal) return refusal
    if (edit.sample === 0 || edit.sample === sampleCount(section) - 1) return atEnd()
    divideSection(draft, section, edit.sample)
    return undefined
  }
  const refusal = refusePlace(edit.x)
  if (refusal) return refusal
  const sample = sampleAtPlace(draft, section, edit.x)
  if (sample === undefined || sample === 0 || sample === sampleCount(section) - 1) return atEnd()
  divideSection(draft, section, sample)
  return undefined
}

/** The sample at a place; one is put there, between its neighbours, where there is none. */
function sampleAtPlace(draft: MorphologyDraft, section: DraftSection, x: number): number | undefined {
  const arc = arcOf(section)
  const last = arc.length - 1
  const at = x * arc[last]!
  if (!(at > 0 && at < arc[last]!)) return undefined
  let sample = 1
  while (arc[sample]! < at) sample++
  if (arc[sample] === at) return sample
  const part = (at - arc[sample - 1]!) / (arc[sample]! - arc[sample - 1]!)
  const { points, first, end } = section
  const near = first + sample - 1
  const longer = new PointColumns(end - first + 1)
  longer.addRange(points, first, near + 1)
  addBetween(longer, points, near, part)
  longer.addRange(points, near + 1, end)
  draft.setPoints(section, longer)
  return sample
}

/** Divides a section at one of its inner samples. @returns the far part */
export function divideSection(draft: MorphologyDraft, section: DraftSection, sample: number): DraftSection {
  const arc = arcOf(section)
  const length = arc[arc.length - 1]!
  // Without length, samples stand for it.
  const place = length > 0 ? arc[sample]! / length : sample / (arc.length - 1)
  const { points, first, end } = section
  const far = new PointColumns(end - first - sample)
  far.addRange(points, first + sample, end)
  const near = new PointColumns(sample + 1)
  near.addRange(points, first, first + sample + 1)
  draft.setPoints(section, near)
  const [nearOrigins, farOrigins] = divideOrigins(section.origins, place)
  section.origins = nearOrigins
  const moving = section.children.filter(({ parentX }) => parentX > place || parentX === 1)
  for (const child of section.children)
    if (!moving.includes(child)) child.parentX = place > 0 ? child.parentX / place : 1
  const part = draft.addSection({
    type: section.type,
    parent: section,
    parentX: 1,
    wire: undefined,
    points: far,
    first: 0,
    end: far.count,
    isOwn: true,
    origins: farOrigins,
  })
  for (const child of moving) {
    const x = place < 1 ? (child.parentX - place) / (1 - place) : 1
    leaveParent(child)
    joinParent(child, part, Math.min(Math.max(x, 0), 1))
  }
  return part
}

/** Origins on the two parts of a section that is divided at a place. */
function divideOrigins(origins: readonly Origin[], place: number): [Origin[], Origin[]] {
  const near: Origin[] = []
  const far: Origin[] = []
  for (const origin of origins) {
    const { old, start, end, toStart, toEnd } = origin
    const isTurned = toEnd < toStart
    const low = Math.min(toStart, toEnd)
    const high = Math.max(toStart, toEnd)
    const nearX = (x: number) => (place > 0 ? Math.min(x / place, 1) : 1)
    const farX = (x: number) => (place < 1 ? Math.max((x - place) / (1 - place), 0) : 0)
    if (high <= place) near.push({ ...origin, toStart: nearX(toStart), toEnd: nearX(toEnd) })
    else if (low >= place) far.push({ ...origin, toStart: farX(toStart), toEnd: farX(toEnd) })
    else {
      const at = start + ((place - toStart) / (toEnd - toStart)) * (end - start)
      near.push(
        isTurned
          ? { old, start: at, end, toStart: 1, toEnd: nearX(toEnd) }
          : { old, start, end: at, toStart: nearX(toStart), toEnd: 1 },
      )
      far.push(
        isTurned
          ? { old, start, end: at, toStart: farX(toStart), toEnd: 0 }
          : { old, start: at, end, toStart: 0, toEnd: farX(toEnd) },
      )
    }
  }
  return [near, far]
}
