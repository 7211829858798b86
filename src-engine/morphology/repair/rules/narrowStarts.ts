import type { RepairRule } from '../rule.ts'
import { micrometres } from '../wording.ts'

/** NeuroM's check of the first two points of each neurite. */
export const narrowStarts: RepairRule = {
  id: 'narrow-start',
  title: 'Narrow starts',
  definition: 'The first radius of a neurite is below `fraction` times the second.',
  source: 'NeuroM has_no_narrow_start',
  severity: 'warning',
  thresholds: [{ name: 'fraction', title: 'Fraction of the second radius', unit: '', default: 0.9 }],
  find(cell, { fraction = 0.9 }, report) {
    for (const { root } of cell.neurites) {
      const row = cell.ownFirst[root]!
      if (row + 1 >= cell.end(root)) continue
      const { diameter } = cell.samples
      const start = Math.abs(diameter[row]!)
      const next = Math.abs(diameter[row + 1]!)
      if (!(start < fraction * next)) continue
      report({
        sections: [root],
        samples: [row, row + 1],
        sentence: `${cell.name(root)} starts ${micrometres(start)} wide and widens to ${micrometres(next)} at its next point.`,
        value: start / next,
      })
    }
  },
  fixes: [
    {
      id: 'widen-start',
      title: 'Give the start the diameter of the second point',
      isSafe: false,
      edits(cell, { sections: [section = 0], samples: [row = 0, next = 0] }) {
        const diameter = Math.abs(cell.samples.diameter[next]!)
        const name = cell.sections.name[section]!
        const first = cell.sections.firstSample[section]!
        const samples = row > first ? [0, row - first] : [0]
        return samples.map(sample => ({ kind: 'set-diameter', section: name, sample, diameter }))
      },
    },
  ],
}
