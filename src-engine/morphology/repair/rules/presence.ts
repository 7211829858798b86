import { sectionType } from '../../morphology.ts'
import type { RepairRule } from '../rule.ts'

function presenceOf(id: string, title: string, name: string, type: number, source: string): RepairRule {
  return {
    id,
    title,
    definition: `Fewer than \`number\` neurites are of type ${type} (${name}).`,
    source,
    severity: 'hint',
    thresholds: [{ name: 'number', title: 'Fewest', unit: '', default: 1 }],
    find(cell, { number = 1 }, report) {
      const found = cell.neurites.filter(neurite => neurite.type === type).length
      if (found >= number) return
      report({
        sections: [],
        samples: [],
        sentence: found === 0 ? `The cell has no ${name}.` : `The cell has only ${found} of type ${name}.`,
        value: found,
      })
    },
    fixes: [],
  }
}

/** NeuroM's checks that a cell has neurites of each kind. */
export const presence: readonly RepairRule[] = [
  presenceOf('no-axon', 'No axon', 'axon', sectionType.axon, 'NeuroM has_axon'),
  presenceOf(
    'no-basal-dendrite',
    'No basal dendrite',
    'basal dendrite',
    sectionType.dend,
    'NeuroM has_basal_dendrite',
  ),
  presenceOf(
    'no-apical-dendrite',
    'No apical dendrite',
    'apical dendrite',
    sectionType.apic,
    'NeuroM has_apical_dendrite',
  ),
]
