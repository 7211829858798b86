import type { Electrotonics } from '../electrotonic.ts'
import { type SectionCables, threeHalvesPower } from '../sectionCables.ts'

/** How far a tree is from one that is exactly a cylinder. */
export interface Compliance {
  /** Sections that leave what is kept. */
  readonly stems: readonly number[]
  readonly forks: number
  /** Σ d^{3/2} of the branches over d^{3/2} of the parent, at the forks; 1 where there are none. */
  readonly smallestRatio: number
  readonly largestRatio: number
  /** Electrotonic distance of tips from the soma. */
  readonly nearestTip: number
  readonly farthestTip: number
}

/** Measures forks and tips of some sections, which must hang together but for their stems. */
export function complianceOf(
  cables: SectionCables,
  sections: readonly number[],
  { atStart, ofSection }: Electrotonics,
): Compliance {
  const { parent } = cables.morphology.sections
  const isMember = new Set(sections)
  const behind = new Map<number, number>()
  const stems: number[] = []
  for (const section of sections) {
    const up = parent[section]!
    if (isMember.has(up)) behind.set(up, (behind.get(up) ?? 0) + threeHalvesPower(cables, section))
    else stems.push(section)
  }
  let [smallest, largest, nearest, farthest] = [Infinity, 0, Infinity, 0]
  for (const section of sections) {
    const branches = behind.get(section)
    if (branches === undefined) {
      const tip = atStart[section]! + ofSection[section]!
      nearest = Math.min(nearest, tip)
      farthest = Math.max(farthest, tip)
    } else {
      const ratio = branches / threeHalvesPower(cables, section)
      smallest = Math.min(smallest, ratio)
      largest = Math.max(largest, ratio)
    }
  }
  return {
    stems,
    forks: behind.size,
    smallestRatio: behind.size > 0 ? smallest : 1,
    largestRatio: behind.size > 0 ? largest : 1,
    nearestTip: nearest,
    farthestTip: farthest,
  }
}
