import type { SectionCables } from '../sectionCables.ts'
import { type Cluster, hangGroups } from './groups.ts'

/**
 * Strahler order of sections: 1 for tips; that of the highest child, and one more where two children have it (Strahler 1952).
 */
export function strahlerOrders(
  { morphology, order }: SectionCables,
  members: readonly number[],
): Map<number, number> {
  const { parent } = morphology.sections
  const found = new Map<number, number>()
  const highest = new Map<number, { order: number; times: number }>()
  for (const section of [...members].sort((a, b) => order[b]! - order[a]!)) {
    const behind = highest.get(section)
    const own = behind ? behind.order + (behind.times > 1 ? 1 : 0) : 1
    found.set(section, own)
    const above = highest.get(parent[section]!)
    if (!above || own > above.order) highest.set(parent[section]!, { order: own, times: 1 })
    else if (own === above.order) above.times++
  }
  return found
}

/** Clusters by Strahler order, as Marasco, Limongiello & Migliore (2012) take spiny, smooth and trunk dendrites apart. */
export function strahlerGroups(
  cables: SectionCables,
  members: readonly number[],
  limits: readonly number[],
): readonly Cluster[] {
  const orders = strahlerOrders(cables, members)
  const groupOf = new Map(
    members.map(section => [section, limits.filter(limit => (orders.get(section) ?? 1) >= limit).length]),
  )
  const labels = [0, ...limits].map((from, group) => {
    const to = limits[group]
    if (to === undefined) return `order ${from} and higher`
    const low = Math.max(1, from)
    return low >= to - 1 ? `order ${low}` : `order ${low} to ${to - 1}`
  })
  return hangGroups(cables, members, groupOf, labels)
}
