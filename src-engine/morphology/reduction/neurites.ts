import { sectionType } from '../morphology.ts'
import type { SectionCables } from './sectionCables.ts'

/** What becomes of the axon: it stays as it is, is left out, or is reduced like any other neurite. */
export const axonChoices = ['keep', 'drop', 'reduce'] as const

export type AxonChoice = (typeof axonChoices)[number]

/** What is to be reduced. */
export interface Neurites {
  /** Sections that are reduced, in their order. */
  readonly members: readonly number[]
  /** 1 for sections that stay as they are: the soma, other trees, perhaps the axon. */
  readonly isKept: Uint8Array
}

/** Chooses what is reduced. Sections without length, and an axon that is left out, are neither members nor kept. */
export function neuritesOf({ isBody, lengthUm, morphology }: SectionCables, axon: AxonChoice): Neurites {
  const { count, type } = morphology.sections
  const isKept = Uint8Array.from(isBody)
  const members: number[] = []
  for (let section = 0; section < count; section++) {
    if (isBody[section]) continue
    if (type[section] === sectionType.axon && axon !== 'reduce') isKept[section] = axon === 'keep' ? 1 : 0
    else if (lengthUm[section]! > 0) members.push(section)
  }
  return { members, isKept }
}

/** The type that most of the membrane of some sections has; dendrite where it has none. */
export function commonestType({ morphology, areaUm2 }: SectionCables, sections: readonly number[]): number {
  const areas = new Map<number, number>()
  for (const section of sections) {
    const type = morphology.sections.type[section]!
    areas.set(type, (areas.get(type) ?? 0) + areaUm2[section]!)
  }
  let [best, most]: [number, number] = [sectionType.dend, -1]
  for (const [type, area] of areas) if (area > most) [best, most] = [type, area]
  return best === sectionType.undefined ? sectionType.dend : best
}

/** Membrane of some sections [µm²]. */
export function areaOf({ areaUm2 }: SectionCables, sections: readonly number[]): number {
  return sections.reduce((sum, section) => sum + areaUm2[section]!, 0)
}
