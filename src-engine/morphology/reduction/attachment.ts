import type { SectionPlace } from './locationMapping.ts'
import { mohmUpTo, type SectionCables } from './sectionCables.ts'

/** Where cables begin: where most of the stems do that they stand for, or at the soma's 1 end as in the published cell. */
export const attachments = ['stems', 'end'] as const

export type Attachment = (typeof attachments)[number]

interface Vote {
  readonly section: number
  readonly x: number
  readonly weight: number
}

/** Where the given sections hang on kept ones, with the cross-sections that begin there; in the order of first mention. */
function votesOf(
  { morphology, points }: SectionCables,
  sections: readonly number[],
  isKept: Uint8Array,
): readonly Vote[] {
  const { parent, parentX, firstSample } = morphology.sections
  const votes = new Map<string, Vote>()
  for (const section of sections) {
    const [up, x] = [parent[section]!, parentX[section]!]
    if (up < 0 || !isKept[up]) continue
    const width = points.diameter[firstSample[section]! + 1]!
    const key = `${up} ${x}`
    votes.set(key, { section: up, x, weight: (votes.get(key)?.weight ?? 0) + width * width })
  }
  return [...votes.values()]
}

/** The place on kept sections where most cross-section of the given sections begins; else the root's 1 end. */
export function commonAttachment(
  cables: SectionCables,
  sections: readonly number[],
  isKept: Uint8Array,
): SectionPlace {
  let best: Vote = { section: cables.root, x: 1, weight: 0 }
  for (const vote of votesOf(cables, sections, isKept)) if (vote.weight > best.weight) best = vote
  return { section: best.section, x: best.x }
}

/** The place before and behind which equal cross-sections of the given sections begin, by axial resistance from the soma. */
export function middleAttachment(
  cables: SectionCables,
  sections: readonly number[],
  isKept: Uint8Array,
): SectionPlace {
  const way = ({ section, x }: Vote) =>
    cables.isBody[section] ? 0 : cables.startMohm[section]! + mohmUpTo(cables, section, x)
  const votes = [...votesOf(cables, sections, isKept)].sort((a, b) => way(a) - way(b))
  const half = votes.reduce((sum, { weight }) => sum + weight, 0) / 2
  let sum = 0
  for (const vote of votes) {
    sum += vote.weight
    if (sum >= half) return { section: vote.section, x: vote.x }
  }
  return { section: cables.root, x: 1 }
}

/** Whether a section has a width at its 1 end, so that something can be attached there. */
export function endsWithWidth({ morphology, points }: SectionCables, section: number): boolean {
  return points.diameter[morphology.sections.firstSample[section + 1]! - 1]! > 0
}
