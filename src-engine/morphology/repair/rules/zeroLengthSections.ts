import type { RepairRule } from '../rule.ts'
import { micrometres } from '../wording.ts'

/** NeuroM's check of section lengths. */
export const zeroLengthSections: RepairRule = {
  id: 'zero-length-section',
  title: 'Sections without length',
  definition: 'A section of a neurite is no longer than `length`.',
  source: 'NeuroM has_all_nonzero_section_lengths',
  severity: 'warning',
  thresholds: [{ name: 'length', title: 'Longest that counts as nothing', unit: 'µm', default: 0 }],
  find(cell, { length = 0 }, report) {
    for (const { sections } of cell.neurites) {
      for (const section of sections) {
        const value = wholeLength(cell.lengths[section]!, () => {
          const row = cell.ownFirst[section]!
          // A single point of its own is cable from the soma's.
          return row > cell.sections.firstSample[section]! ? cell.distance(row - 1, row) : 0
        })
        if (value > length) continue
        const much = value > 0 ? `is only ${micrometres(value)} long` : 'has no length'
        report({
          sections: [section],
          samples: [cell.ownFirst[section]!],
          sentence: `${cell.name(section)} ${much}.`,
          value,
        })
      }
    }
  },
  fixes: [
    {
      id: 'delete-section',
      title: 'Delete the section; what hangs on it moves to its parent',
      isSafe: true,
      edits(cell, { sections: [section = 0] }) {
        const isRoot = cell.sections.parent[section]! < 0
        // Branches of a root would fall apart.
        if (cell.sections.count === 1 || (isRoot && cell.children[section]!.length > 1)) return undefined
        return [{ kind: 'delete-section', section: cell.sections.name[section]! }]
      },
    },
  ],
}

function wholeLength(own: number, toSoma: () => number): number {
  return own > 0 ? own : toSoma()
}
