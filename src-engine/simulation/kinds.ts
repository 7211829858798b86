import type { DensityUse } from './membrane.ts'

/** Numbers the sets of density mechanisms that occur, so that rows of different cells can be compared. */
export interface KindTable {
  /** The number of a set, given by its members' names in order. */
  number(members: readonly string[]): number
  /** Whether compartments of a kind have a mechanism. */
  has(kind: number, mechanism: string): boolean
}

/** A table without any set yet. */
export function createKindTable(): KindTable {
  const numbers = new Map<string, number>()
  const sets: ReadonlySet<string>[] = []
  return {
    number(members) {
      const key = members.join(' ')
      const known = numbers.get(key)
      if (known !== undefined) return known
      numbers.set(key, sets.length)
      return sets.push(new Set(members)) - 1
    },
    has: (kind, mechanism) => sets[kind]?.has(mechanism) === true,
  }
}

/** The kind of each section. */
export function kindsOfSections(
  densities: readonly DensityUse[],
  sections: number,
  table: KindTable,
): Int32Array {
  const named = [...densities].sort((a, b) => (a.mechanism.name < b.mechanism.name ? -1 : 1))
  const kinds = new Int32Array(sections)
  for (let section = 0; section < sections; section++)
    kinds[section] = table.number(
      named.filter(use => use.inserted[section] === 1).map(use => use.mechanism.name),
    )
  return kinds
}
