import { InternalError } from '../../../core/errors.ts'
import { diameterOfResistance, type SectionCables } from '../sectionCables.ts'
import {
  type Cylinder,
  longestOf,
  mergeParallel,
  type MergeRule,
  mergeSerial,
  stretched,
} from './mergeRules.ts'

/** One merge, by the sections whose cylinders took part; the first is the nearest to the soma. */
export interface MergeStep {
  readonly kind: 'fork' | 'serial' | 'shorter-left-out'
  readonly into: number
  readonly merged: readonly number[]
}

/** What the sections of a cluster become. */
export interface MergedCluster {
  readonly cylinder: Cylinder
  /** Sections in the cluster that do not hang on another of it, merged with all behind them, merged in parallel last. */
  readonly tops: readonly { readonly section: number; readonly cylinder: Cylinder }[]
  readonly steps: readonly MergeStep[]
}

/**
 * Collapses the sections of a cluster into one cylinder, as Destexhe and Neubig do (Destexhe et al. 1998, J Neurosci
 * 18:3574): from the outermost inwards, siblings in pairs and then with their parent, and at last what is left beside
 * each other (SPEC.md, D4–D8).
 *
 * @param sections of the cluster; the order of sections decides between equals
 */
export function mergeCluster(
  cables: SectionCables,
  sections: readonly number[],
  rule: MergeRule,
): MergedCluster {
  const { parent } = cables.morphology.sections
  const working = new Map(sections.map(section => [section, startCylinder(cables, section)]))
  const cylinderOf = (section: number): Cylinder => {
    const cylinder = working.get(section)
    if (!cylinder) throw new InternalError('a section is in no cluster', { section })
    return cylinder
  }
  const tops: { section: number; cylinder: Cylinder }[] = []
  const steps: MergeStep[] = []
  for (const pair of pairsOutermostFirst(cables, sections)) {
    const into = parent[pair[0]]!
    const own = alike(pair.map(cylinderOf), rule)
    if (!working.has(into)) {
      pair.forEach((section, index) => tops.push({ section, cylinder: own[index] ?? cylinderOf(section) }))
      continue
    }
    const kept = withinRatio(own, rule)
    const merged = kept.length === 1 ? kept[0] : mergeParallel(kept, rule)
    if (merged) working.set(into, mergeSerial(merged, cylinderOf(into)))
    const kind = pair.length === 1 ? 'serial' : kept.length === 2 ? 'fork' : 'shorter-left-out'
    steps.push({ kind, into, merged: pair.filter((_, index) => kept.includes(own[index] as Cylinder)) })
  }
  const side = tops.map(({ cylinder }) => cylinder)
  return { cylinder: mergeParallel(side, rule), tops, steps }
}

type Pair = readonly [number] | readonly [number, number]

/** The order of merging: of largest order first, among equals the last; each with its last sibling that is left. */
function pairsOutermostFirst(cables: SectionCables, sections: readonly number[]): Pair[] {
  const { order, morphology } = cables
  const { parent } = morphology.sections
  const waiting = new Map<number, number[]>()
  for (const section of [...sections].sort((a, b) => a - b)) {
    const siblings = waiting.get(parent[section]!)
    if (siblings) siblings.push(section)
    else waiting.set(parent[section]!, [section])
  }
  const outermostFirst = [...sections].sort((a, b) => order[b]! - order[a]! || b - a)
  const used = new Set<number>()
  return outermostFirst.flatMap((section): Pair[] => {
    if (used.has(section)) return []
    // Siblings have the same order, so that the last of those left is the section itself.
    const siblings = waiting.get(parent[section]!) ?? []
    siblings.pop()
    const other = siblings.pop()
    if (other === undefined) return [[section]]
    used.add(other)
    return [[section, other]]
  })
}

/** Siblings stretched to one length, where the rule says so. */
function alike(cylinders: readonly Cylinder[], rule: MergeRule): readonly Cylinder[] {
  const longest = longestOf(cylinders)
  return rule.stretch ? cylinders.map(cylinder => stretched(cylinder, longest)) : cylinders
}

/** Siblings without one that is too many times shorter than the other. */
function withinRatio(cylinders: readonly Cylinder[], { lengthRatioLimit }: MergeRule): readonly Cylinder[] {
  const longest = longestOf(cylinders)
  return cylinders.filter(({ lengthUm }) => lengthUm === longest || !(longest >= lengthRatioLimit * lengthUm))
}

/** The cylinder of the section's own length and axial resistance. */
function startCylinder({ lengthUm, resistanceMohm, passive }: SectionCables, section: number): Cylinder {
  const [length, mohm] = [lengthUm[section]!, resistanceMohm[section]!]
  const raOhmCm = passive.raOhmCm[section]!
  const diameterUm = diameterOfResistance(length, mohm, raOhmCm)
  return { lengthUm: length, diameterUm, raOhmCm, exactMohm: mohm }
}
