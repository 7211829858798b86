import type { MorphologyDraft, Refusal } from '../draft.ts'
import { isSamePlace, startsAt, type DraftSection } from '../draftSection.ts'
import { noSuchSection, refuseCoordinates, refuseSample } from '../checks.ts'
import type { EditOf, Vector } from '../morphologyEdit.ts'

interface Target {
  readonly section: DraftSection
  readonly sample: number
}

/** Displaces samples. A sample that was meant twice, by itself or as a copy, moves once. */
export function moveSamples(draft: MorphologyDraft, edit: EditOf<'move-samples'>): Refusal {
  const [dx, dy, dz] = edit.by
  const targets: Target[] = []
  for (const { section: name, sample } of edit.samples) {
    const section = draft.find(name)
    if (!section) return noSuchSection(name)
    const refusal = refuseSample(section, sample)
    if (refusal) return refusal
    targets.push({ section, sample })
  }
  const all = withCopies(targets)
  const refusal = refuseCoordinates(
    all.flatMap(({ section: { points, first }, sample }) => [
      points.x[first + sample]! + dx,
      points.y[first + sample]! + dy,
      points.z[first + sample]! + dz,
    ]),
    'displacement',
  )
  if (refusal) return refusal
  for (const { section, sample } of all) shiftRow(draft, section, sample, edit.by)
  return undefined
}

/** Puts one sample elsewhere. */
export function placeSample(draft: MorphologyDraft, edit: EditOf<'place-sample'>): Refusal {
  const section = draft.find(edit.section)
  if (!section) return noSuchSection(edit.section)
  const refusal = refuseSample(section, edit.sample) ?? refuseCoordinates(edit.at, 'place')
  if (refusal) return refusal
  const [x, y, z] = edit.at
  for (const { section: owner, sample } of withCopies([{ section, sample: edit.sample }])) {
    const points = draft.ownPoints(owner)
    points.x[sample] = x
    points.y[sample] = y
    points.z[sample] = z
  }
  return undefined
}

function shiftRow(draft: MorphologyDraft, section: DraftSection, sample: number, [dx, dy, dz]: Vector): void {
  const points = draft.ownPoints(section)
  points.x[sample]! += dx
  points.y[sample]! += dy
  points.z[sample]! += dz
}

/** The samples with all copies of the branch points among them: the parent's sample and its children's first ones. */
function withCopies(targets: readonly Target[]): Target[] {
  const seen = new Map<DraftSection, Set<number>>()
  const all: Target[] = []
  const take = (section: DraftSection, sample: number) => {
    const known = seen.get(section) ?? new Set()
    if (known.has(sample)) return
    seen.set(section, known.add(sample))
    all.push({ section, sample })
  }
  for (const { section, sample } of targets) take(section, sample)
  for (let at = 0; at < all.length; at++) {
    const { section, sample } = all[at]!
    const row = section.first + sample
    for (const child of section.children) if (startsAt(child, section, row)) take(child, 0)
    const { parent } = section
    if (sample !== 0 || !parent || section.wire) continue
    for (let up = parent.first; up < parent.end; up++) {
      if (isSamePlace(parent, up, section, row)) take(parent, up - parent.first)
    }
  }
  return all
}
