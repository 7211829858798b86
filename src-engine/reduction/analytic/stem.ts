import { MorphologyBuilder } from '../../morphology/builder.ts'
import type { Morphology } from '../../morphology/morphology.ts'
import type { PassiveCable } from '../../morphology/reduction/passiveCable.ts'
import type { SectionCables } from '../../morphology/reduction/sectionCables.ts'

/** A dendrite that leaves the soma, with all that is reduced behind it. */
export interface Stem {
  /** Its sections, parents before children; the first is attached to the soma or to what is kept. */
  readonly sections: readonly number[]
}

/** The stems of what is to be reduced. */
export function stemsOf({ morphology }: SectionCables, members: readonly number[]): readonly Stem[] {
  const { parent } = morphology.sections
  const isMember = new Set(members)
  const children = new Map<number, number[]>()
  const roots: number[] = []
  for (const section of members) {
    const up = parent[section]!
    if (!isMember.has(up)) roots.push(section)
    else children.set(up, [...(children.get(up) ?? []), section])
  }
  return roots.map(root => {
    const sections = [root]
    // Grows while it is walked.
    for (const section of sections) sections.push(...(children.get(section) ?? []))
    return { sections }
  })
}

/** A stem as a cell of its own, its sections in the stem's order, with its passive cable. */
export function cutOff(
  { morphology, points, passive }: SectionCables,
  { sections }: Stem,
): { readonly morphology: Morphology; readonly passive: PassiveCable } {
  const { firstSample, parent, parentX, type, name } = morphology.sections
  const indices = new Map(sections.map((section, index) => [section, index]))
  const builder = new MorphologyBuilder()
  for (const [index, section] of sections.entries()) {
    builder.addSection({
      type: type[section]!,
      parent: index === 0 ? -1 : (indices.get(parent[section]!) ?? 0),
      parentX: index === 0 ? 0 : parentX[section]!,
      name: name[section]!,
    })
    for (let i = firstSample[section]!; i < firstSample[section + 1]!; i++)
      builder.addSample(points.x[i]!, points.y[i]!, points.z[i]!, points.diameter[i]!, 0)
  }
  const own = (column: Float64Array) => Float64Array.from(sections, section => column[section]!)
  return {
    morphology: builder.build('stem', 'sections'),
    passive: {
      raOhmCm: own(passive.raOhmCm),
      cmUfCm2: own(passive.cmUfCm2),
      conductanceSCm2: own(passive.conductanceSCm2),
    },
  }
}
