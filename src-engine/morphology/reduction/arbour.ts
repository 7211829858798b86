import { sectionType } from '../morphology.ts'
import type { SectionCables } from './sectionCables.ts'

/** Parts of a neuron that methods treat each in its way. */
export interface Arbour {
  /** From the soma along the apical dendrite, parents before children; none where there is no apical dendrite. */
  readonly trunk: readonly number[]
  /** What leaves the trunk before its end. */
  readonly obliques: readonly number[]
  /** What lies behind the trunk's end. */
  readonly tuft: readonly number[]
  /** Everything else. */
  readonly basal: readonly number[]
}

/** A fork whose smaller branch has this share of the larger one's length ends the trunk, unless another is asked for. */
export const defaultTuftShare = 0.5

/**
 * Divides what is to be reduced. The trunk begins with the apical stem that has most cable behind it and goes on with the
 * branch that has most, until a fork where another has nearly as much: there the tuft begins.
 *
 * @param tuftShare how much cable of the larger branch the next one must have for the trunk to end
 */
export function arbourOf(
  { morphology, lengthUm }: SectionCables,
  members: readonly number[],
  tuftShare: number,
): Arbour {
  const { parent, type } = morphology.sections
  const isMember = new Set(members)
  const children = new Map<number, number[]>()
  const stems: number[] = []
  for (const section of members) {
    const up = parent[section]!
    if (isMember.has(up)) children.set(up, [...(children.get(up) ?? []), section])
    else stems.push(section)
  }
  const order = [...stems]
  for (const section of order) order.push(...(children.get(section) ?? []))
  const behind = new Map<number, number>()
  for (const section of order.reverse()) {
    const own = (children.get(section) ?? []).reduce((sum, child) => sum + (behind.get(child) ?? 0), 0)
    behind.set(section, own + lengthUm[section]!)
  }
  const largestFirst = (sections: readonly number[]) =>
    [...sections].sort((a, b) => (behind.get(b) ?? 0) - (behind.get(a) ?? 0) || a - b)

  const trunk: number[] = []
  const part = new Map<number, 'trunk' | 'oblique' | 'tuft'>()
  let [at] = largestFirst(stems.filter(section => type[section] === sectionType.apic))
  while (at !== undefined) {
    trunk.push(at)
    part.set(at, 'trunk')
    const [largest, next] = largestFirst(children.get(at) ?? [])
    const isFork = next !== undefined && largest !== undefined
    if (isFork && (behind.get(next) ?? 0) >= tuftShare * (behind.get(largest) ?? 0)) break
    at = largest
  }
  const end = trunk.at(-1)
  for (const section of order.reverse()) {
    if (part.has(section)) continue
    const above = part.get(parent[section]!)
    if (above === 'trunk') part.set(section, parent[section] === end ? 'tuft' : 'oblique')
    else if (above) part.set(section, above)
  }
  const those = (wanted: string | undefined) => members.filter(section => part.get(section) === wanted)
  return { trunk, obliques: those('oblique'), tuft: those('tuft'), basal: those(undefined) }
}
