import { sectionType } from '../../morphology.ts'
import type { CellUnderRepair } from '../cellUnderRepair.ts'
import type { RepairRule, RuleFix } from '../rule.ts'

const known = new Set<number>([sectionType.soma, sectionType.axon, sectionType.dend, sectionType.apic])

function titleOf(type: number): string {
  const titles: Readonly<Record<number, string>> = {
    1: 'soma',
    2: 'axon',
    3: 'dendrite',
    4: 'apical dendrite',
  }
  return titles[type] ?? `of type ${type}`
}

function changesOf(cell: CellUnderRepair): { section: number; up: number }[] {
  const { parent, type } = cell.sections
  return cell.neurites.flatMap(({ sections }) =>
    sections
      .map(section => ({ section, up: parent[section]! }))
      .filter(({ section, up }) => up >= 0 && !cell.isSoma(up) && type[section] !== type[up]),
  )
}

/** Gives a section, found with the one on which it hangs, that one's type, and all that hangs on it. */
const takeParentsType = (title: string): RuleFix => ({
  id: 'take-parents-type',
  title,
  isSafe: false,
  edits: (cell, { sections: [section = 0, up = 0] }) => [
    {
      kind: 'retype',
      section: cell.sections.name[section]!,
      type: cell.sections.type[up]!,
      scope: 'subtree',
    },
  ],
})

/** MorphIO's warning for types that change on the way. */
export const typeChanges: RepairRule = {
  id: 'type-change',
  title: 'Type changes within a neurite',
  definition:
    'A section is of another type than the section of the neurite on which it hangs; an axon on a dendrite is a rule of its own.',
  source: 'MorphIO section type changed',
  severity: 'warning',
  thresholds: [],
  find(cell, _, report) {
    const { type } = cell.sections
    for (const { section, up } of changesOf(cell)) {
      if (type[section] === sectionType.axon && known.has(type[up]!)) continue
      report({
        sections: [section, up],
        samples: [cell.sections.firstSample[section]!],
        sentence: `${cell.name(section)} is ${titleOf(type[section]!)}, but hangs on ${cell.name(up)}, which is ${titleOf(type[up]!)}.`,
      })
    }
  },
  fixes: [takeParentsType('Give it and all that hangs on it the type of its parent')],
}

/** Axons that leave a dendrite: common in some cells, a slip of the hand in others. */
export const axonsOnDendrites: RepairRule = {
  id: 'axon-on-dendrite',
  title: 'Axons that leave a dendrite',
  definition: 'A section of type axon hangs on a dendrite.',
  source: 'Hillock',
  severity: 'hint',
  thresholds: [],
  find(cell, _, report) {
    const { type } = cell.sections
    for (const { section, up } of changesOf(cell)) {
      if (type[section] !== sectionType.axon || !known.has(type[up]!)) continue
      report({
        sections: [section, up],
        samples: [cell.sections.firstSample[section]!],
        sentence: `The axon ${cell.name(section)} leaves ${cell.name(up)}, which is ${titleOf(type[up]!)}.`,
      })
    }
  },
  fixes: [takeParentsType('Make it and all that hangs on it dendrite')],
}

/** Types that say nothing of what a section is; SWC files of NeuronStudio have labels of points there (5 fork, 6 end). */
export const unknownTypes: RepairRule = {
  id: 'unknown-type',
  title: 'Sections of no known type',
  definition: 'A section’s type is none of 1 soma, 2 axon, 3 dendrite, 4 apical dendrite.',
  source: 'MorphIO type errors; xyz2swc',
  severity: 'hint',
  thresholds: [],
  find(cell, _, report) {
    const { type, count } = cell.sections
    const byType = new Map<number, number[]>()
    for (let section = 0; section < count; section++) {
      if (known.has(type[section]!)) continue
      const sections = byType.get(type[section]!) ?? []
      byType.set(type[section]!, sections)
      sections.push(section)
    }
    for (const [each, sections] of byType) {
      const [first = 0] = sections
      report({
        sections,
        samples: [cell.sections.firstSample[first]!],
        sentence:
          sections.length === 1
            ? `${cell.name(first)} is of type ${each}, which has no meaning of its own.`
            : `${sections.length} sections, the first ${cell.name(first)}, are of type ${each}, which has no meaning of its own.`,
        value: each,
      })
    }
  },
  fixes: [
    {
      id: 'take-parents-type',
      title: 'Give each the type of the nearest section below that has a known one',
      isSafe: false,
      edits(cell, { sections }) {
        const below = cell.keep('knownTypesBelow', () => knownTypesBelow(cell))
        const edits = sections
          .filter(section => below[section]! > 0)
          .map(section => ({
            kind: 'retype' as const,
            section: cell.sections.name[section]!,
            type: below[section]!,
            scope: 'section' as const,
          }))
        return edits.length > 0 ? edits : undefined
      },
    },
    {
      id: 'make-dendrites',
      title: 'Make them dendrites',
      isSafe: false,
      edits: (cell, { sections }) =>
        sections.map(section => ({
          kind: 'retype',
          section: cell.sections.name[section]!,
          type: sectionType.dend,
          scope: 'section',
        })),
    },
  ],
}

/** Type of the nearest section below each that has a known one and is no soma; 0 where there is none. */
function knownTypesBelow(cell: CellUnderRepair): Int32Array {
  const { parent, type, count } = cell.sections
  const below = new Int32Array(count)
  for (const section of cell.parentsFirst) {
    const up = parent[section]!
    if (up < 0) continue
    below[section] = known.has(type[up]!) && !cell.isSoma(up) ? type[up]! : below[up]!
  }
  return below
}
