import type { SectionCables } from './sectionCables.ts'

/** Where cables begin: where most of the stems do that they stand for, or at the soma's 1 end as in the published cell. */
export const attachments = ['stems', 'end'] as const

export type Attachment = (typeof attachments)[number]

/**
 * The place on kept sections where most cross-section of the given sections begins that hang on one; the root's 1 end where
 * none of them does.
 */
export function commonAttachment(
  { morphology, points, root }: SectionCables,
  sections: readonly number[],
  isKept: Uint8Array,
): { readonly section: number; readonly x: number } {
  const { parent, parentX, firstSample } = morphology.sections
  const votes = new Map<string, { section: number; x: number; weight: number }>()
  for (const section of sections) {
    const [up, x] = [parent[section]!, parentX[section]!]
    if (up < 0 || !isKept[up]) continue
    const width = points.diameter[firstSample[section]! + 1]!
    const key = `${up} ${x}`
    const vote = votes.get(key) ?? { section: up, x, weight: 0 }
    vote.weight += width * width
    votes.set(key, vote)
  }
  let best = { section: root, x: 1, weight: 0 }
  for (const vote of votes.values()) if (vote.weight > best.weight) best = vote
  return { section: best.section, x: best.x }
}

/** Whether a section has a width at its 1 end, so that something can be attached there. */
export function endsWithWidth({ morphology, points }: SectionCables, section: number): boolean {
  return points.diameter[morphology.sections.firstSample[section + 1]! - 1]! > 0
}
