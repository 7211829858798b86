import type { Diagnostic } from '../../../core/diagnostics/diagnostic.ts'
import { closestName } from '../../../core/closestName.ts'
import { diagnose } from '../../../core/diagnostics/catalogue.ts'
import { arrayName } from '../../sectionNames.ts'
import { reductionMessages } from '../diagnostics.ts'
import type { SectionCables } from '../sectionCables.ts'

/** Sections that a user wants as one cylinder. */
export interface SectionGroup {
  readonly label: string
  readonly sections: readonly string[]
}

/** Sections that become one cylinder. */
export interface Cluster {
  readonly label: string
  readonly sections: readonly number[]
  /** The cluster, earlier in the list, at whose far end its cylinder begins; −1: the soma. */
  readonly behind: number
}

/** Groups by the names of sections or arrays, each where most of its branches hang. */
export function namedGroups(
  cables: SectionCables,
  members: readonly number[],
  groups: readonly SectionGroup[],
  found: Diagnostic[],
): readonly Cluster[] {
  const { name, type } = cables.morphology.sections
  const groupOf = new Map<number, number>()
  groups.forEach(({ sections }, group) => {
    for (const wanted of sections) {
      const meant = members.filter(
        section =>
          name[section] === wanted ||
          arrayName(type[section]!) === wanted ||
          arrayPart(name[section]!) === wanted,
      )
      if (meant.length === 0) {
        const known = members.map(section => name[section] ?? '')
        found.push(
          diagnose(reductionMessages, 'reduction/unknown-section', {
            name: wanted,
            meant: closestName(wanted, known),
          }),
        )
      }
      for (const section of meant) {
        if ((groupOf.get(section) ?? group) !== group)
          found.push(diagnose(reductionMessages, 'reduction/in-two-groups', { section: name[section] ?? '' }))
        groupOf.set(section, group)
      }
    }
  })
  return hangGroups(
    cables,
    members,
    groupOf,
    groups.map(({ label }) => label),
  )
}

/** Orders groups from the soma outwards, and hangs each on that in which most cross-section of its branches begins. */
export function hangGroups(
  cables: SectionCables,
  members: readonly number[],
  groupOf: ReadonlyMap<number, number>,
  labels: readonly string[],
): readonly Cluster[] {
  const { parent, firstSample } = cables.morphology.sections
  const own = labels.map((_, group) => members.filter(section => groupOf.get(section) === group))
  const nearest = own.map(sections =>
    sections.reduce((least, section) => Math.min(least, cables.startMohm[section]!), Infinity),
  )
  // A group can only hang on one that begins nearer to the soma, so that no circle can come about.
  const order = [...labels.keys()]
    .filter(group => (own[group] ?? []).length > 0)
    .sort((a, b) => nearest[a]! - nearest[b]! || a - b)
  return order.map((group, position) => {
    const sections = own[group] ?? []
    const votes = new Map<number, number>()
    for (const section of sections) {
      const above = groupOf.get(parent[section]!) ?? -1
      if (above === group) continue
      const behind = order.indexOf(above)
      const vote = behind < position ? behind : -1
      const first = firstSample[section]!
      const width = cables.points.diameter[first + 1] ?? 0
      votes.set(vote, (votes.get(vote) ?? 0) + width * width)
    }
    const [behind = -1] = [...votes].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0] ?? []
    return { label: labels[group] ?? '', sections, behind }
  })
}

/** `dend1` of `dend1[3]`. */
function arrayPart(name: string): string {
  const bracket = name.indexOf('[')
  return bracket < 0 ? name : name.slice(0, bracket)
}
