import type { RepairRule } from '../rule.ts'
import { amount, micrometres } from '../wording.ts'

/** NeuroM's check of tips: the last diameter of a branch was drawn while the wheel was still set for something else. */
export const fatEnds: RepairRule = {
  id: 'fat-end',
  title: 'Fat ends',
  definition:
    'The last radius of a tip is at least `multiple` times the mean of its last `points` radii; the first point is left out.',
  source: 'NeuroM has_no_fat_ends',
  severity: 'warning',
  thresholds: [
    { name: 'multiple', title: 'Multiple of the mean', unit: '', default: 2 },
    { name: 'points', title: 'Points of the mean', unit: '', default: 5 },
  ],
  find(cell, { multiple = 2, points = 5 }, report) {
    for (const { sections } of cell.neurites) {
      for (const section of sections) {
        if (cell.children[section]!.length > 0) continue
        const last = cell.end(section) - 1
        const from = Math.max(cell.ownFirst[section]! + 1, last + 1 - Math.trunc(points))
        let sum = 0
        for (let row = from; row <= last; row++) sum += cell.samples.diameter[row]!
        const mean = sum / (last + 1 - from)
        const end = cell.samples.diameter[last]!
        if (from > last || !(mean * multiple <= end) || end === 0) continue
        report({
          sections: [section],
          samples: [last],
          sentence: `${cell.name(section)} ends ${micrometres(end)} wide, ${amount(end / mean)} times the mean of its last points.`,
          value: end / mean,
        })
      }
    }
  },
  fixes: [
    {
      id: 'narrow-end',
      title: 'Give the end the diameter of the point before it',
      isSafe: false,
      edits(cell, { sections: [section = 0], samples: [row = 0] }) {
        const diameter = cell.samples.diameter[row - 1]!
        const sample = row - cell.sections.firstSample[section]!
        if (!(diameter > 0)) return undefined
        return [{ kind: 'set-diameter', section: cell.sections.name[section]!, sample, diameter }]
      },
    },
  ],
}
