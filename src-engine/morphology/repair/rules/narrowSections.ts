import { sectionType } from '../../morphology.ts'
import type { RepairRule } from '../rule.ts'
import { micrometres } from '../wording.ts'

/** NeuroM's check of thin cables. */
export const narrowSections: RepairRule = {
  id: 'narrow-section',
  title: 'Very thin sections',
  definition:
    'The mean radius of the points of a section longer than `length` is below `radius`; axons count only with `axons` = 1.',
  source: 'NeuroM has_no_narrow_neurite_section',
  severity: 'warning',
  thresholds: [
    { name: 'radius', title: 'Smallest mean radius', unit: 'µm', default: 0.05 },
    { name: 'length', title: 'Sections up to this length do not count', unit: 'µm', default: 50 },
    { name: 'axons', title: 'Axons too (1) or not (0)', unit: '', default: 0 },
  ],
  find(cell, { radius = 0.05, length = 50, axons = 0 }, report) {
    for (const { sections, type } of cell.neurites) {
      if (type === sectionType.axon && axons === 0) continue
      for (const section of sections) {
        if (!(cell.lengths[section]! > length)) continue
        const first = cell.ownFirst[section]!
        let sum = 0
        for (let row = first; row < cell.end(section); row++) sum += cell.samples.diameter[row]! / 2
        const mean = sum / (cell.end(section) - first)
        if (!(mean < radius)) continue
        report({
          sections: [section],
          samples: [first],
          sentence: `${cell.name(section)} is ${micrometres(cell.lengths[section]!)} long with a mean radius of only ${micrometres(mean)}.`,
          value: mean,
        })
      }
    }
  },
  fixes: [],
}
