import { principalExtents } from '../principalExtents.ts'
import type { RepairRule } from '../rule.ts'
import { amount } from '../wording.ts'

/** NeuroM's check of flatness by the ratio of extents. */
export const flatNeurites: RepairRule = {
  id: 'flat-neurite',
  title: 'Flat neurites',
  definition:
    'The smallest extent of a neurite along its principal directions is below `ratio` times the second smallest.',
  source: 'NeuroM has_no_flat_neurites (ratio)',
  severity: 'hint',
  thresholds: [{ name: 'ratio', title: 'Smallest ratio of extents', unit: '', default: 0.1 }],
  find(cell, { ratio = 0.1 }, report) {
    for (const { root, sections } of cell.neurites) {
      const rows: number[] = []
      for (const section of sections) {
        const own = cell.ownFirst[section]!
        for (let row = section === root ? own : own + 1; row < cell.end(section); row++) rows.push(row)
      }
      const [longest, middle, shortest] = principalExtents(cell.samples, rows)
      // A straight line has no flatness.
      if (!(middle > 1e-9 * longest) || !(shortest / middle < ratio)) continue
      report({
        sections: [root],
        samples: [cell.ownFirst[root]!],
        sentence: `The neurite of ${cell.name(root)} is flat: ${amount(longest)} × ${amount(middle)} × ${amount(shortest)} µm.`,
        value: shortest / middle,
      })
    }
  },
  fixes: [],
}
