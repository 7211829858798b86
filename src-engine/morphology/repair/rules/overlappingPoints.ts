import { sectionsOfSamples } from '../places.ts'
import { PointGrid } from '../pointGrid.ts'
import type { RepairRule } from '../rule.ts'
import { amount, micrometres } from '../wording.ts'

/** NeuroM's search for points of a neurite that lie on each other, other than at branch points. */
export const overlappingPoints: RepairRule = {
  id: 'overlapping-point',
  title: 'Overlapping points',
  definition:
    'Two points of a neurite lie within `tolerance` of each other; copies of branch points count once.',
  source: 'NeuroM has_no_overlapping_point',
  severity: 'hint',
  thresholds: [{ name: 'tolerance', title: 'Distance at which points overlap', unit: 'µm', default: 0 }],
  find(cell, { tolerance = 0 }, report) {
    for (const { sections, root } of cell.neurites) {
      const count = sections.reduce((sum, section) => sum + cell.end(section) - cell.ownFirst[section]!, 0)
      const grid = new PointGrid(cell.samples, tolerance, count)
      for (const section of sections) {
        const own = cell.ownFirst[section]!
        for (let row = section === root ? own : own + 1; row < cell.end(section); row++) {
          const other = grid.add(row)
          if (other < 0) continue
          const otherSection = sectionsOfSamples(cell)[other]!
          const { x, y, z } = cell.samples
          const place = [x, y, z].map(column => amount(column[row]!)).join(', ')
          const near = tolerance > 0 ? `within ${micrometres(tolerance)} of` : 'at the place of'
          report({
            sections: otherSection === section ? [section] : [otherSection, section],
            samples: [row, other],
            sentence: `${capital(cell.sampleName(section, row))}, at (${place}), lies ${near} ${cell.sampleName(otherSection, other)}.`,
            value: cell.distance(row, other),
          })
        }
      }
    }
  },
  fixes: [
    {
      id: 'delete-point',
      title: 'Delete the later point',
      isSafe: false,
      edits(cell, { sections, samples: [row = 0] }) {
        const section = sections.at(-1)!
        const first = cell.sections.firstSample[section]!
        if (cell.end(section) - first < 3 || row === first) return undefined
        return [{ kind: 'delete-samples', section: cell.sections.name[section]!, samples: [row - first] }]
      },
    },
  ],
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
