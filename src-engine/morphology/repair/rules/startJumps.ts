import type { CellUnderRepair } from '../cellUnderRepair.ts'
import type { RepairRule } from '../rule.ts'
import { micrometres } from '../wording.ts'

/** The backlash that Import3d offers to correct: the stage was turned back to a branch point and stopped elsewhere. */
export const startJumps: RepairRule = {
  id: 'start-jump',
  title: 'Jumps in depth where branches start',
  definition:
    'Some branch has its first two samples more than `alarm` apart in z; then every branch with more than `correct` is one. Sections without a grandparent do not count.',
  source: 'Import3d (z jump of section starts); TREES zcorr_tree',
  severity: 'warning',
  thresholds: [
    { name: 'alarm', title: 'Step that shows that the stage slipped', unit: 'µm', default: 10 },
    { name: 'correct', title: 'Smallest step to correct then', unit: 'µm', default: 5 },
  ],
  find(cell, { alarm = 10, correct = 5 }, report) {
    const { parent, count } = cell.sections
    const isMeant = (section: number) => (parent[parent[section]!] ?? -1) >= 0 && !cell.isSoma(section)
    const all = Array.from({ length: count }, (_, section) => section)
    const isAlarmed = all.some(section => isMeant(section) && Math.abs(jumpOf(cell, section)) > alarm)
    if (!isAlarmed) return
    for (const section of all) {
      const jump = jumpOf(cell, section)
      if (!isMeant(section) || !(Math.abs(jump) > correct)) continue
      report({
        sections: [section],
        samples: [cell.sections.firstSample[section]! + 1],
        sentence: `${cell.name(section)} starts with a jump of ${micrometres(jump)} in z.`,
        value: jump,
      })
    }
  },
  fixes: [
    {
      id: 'shift-back',
      title: 'Move the branch back, except for its branch point',
      isSafe: false,
      edits: (cell, { sections: [section = 0] }) => [
        {
          kind: 'move-subtree',
          section: cell.sections.name[section]!,
          from: 1,
          by: [0, 0, -jumpOf(cell, section)],
        },
      ],
    },
  ],
}

function jumpOf(cell: CellUnderRepair, section: number): number {
  const first = cell.sections.firstSample[section]!
  return cell.samples.z[first + 1]! - cell.samples.z[first]!
}
