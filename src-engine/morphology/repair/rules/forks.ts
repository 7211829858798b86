import { sectionType } from '../../morphology.ts'
import type { CellUnderRepair } from '../cellUnderRepair.ts'
import type { RepairRule } from '../rule.ts'

/** Sections that go on from the end of one. */
function following(cell: CellUnderRepair, section: number): number[] {
  return cell.children[section]!.filter(child => cell.sections.parentX[child] === 1)
}

/** NeuroM's check for sections that end without branching: a division of one cable. */
export const unifurcations: RepairRule = {
  id: 'unifurcation',
  title: 'Divided cables',
  definition: 'Exactly one section hangs on a section of a neurite.',
  source: 'NeuroM has_unifurcation, has_no_single_children; MorphIO single child',
  severity: 'hint',
  thresholds: [],
  find(cell, _, report) {
    for (const { sections } of cell.neurites) {
      for (const section of sections) {
        const [child, other] = cell.children[section]!
        if (child === undefined || other !== undefined) continue
        report({
          sections: [section, child],
          samples: [cell.end(section) - 1],
          sentence: `${cell.name(child)} alone follows ${cell.name(section)}: they are one cable.`,
        })
      }
    }
  },
  fixes: [
    {
      id: 'merge',
      title: 'Merge the two sections',
      isSafe: true,
      edits(cell, { sections: [section = 0, child = 0] }) {
        const { name, type, parentX, wire } = cell.sections
        const isOne = parentX[child] === 1 && wire[child] === 0 && type[section] === type[child]
        return isOne ? [{ kind: 'merge', section: name[section]! }] : undefined
      },
    },
  ],
}

function forksOf(
  definition: Pick<RepairRule, 'id' | 'title' | 'definition' | 'source' | 'severity'>,
  isMeant: (count: number) => boolean,
): RepairRule {
  return {
    ...definition,
    thresholds: [],
    find(cell, _, report) {
      for (const { sections } of cell.neurites) {
        for (const section of sections) {
          const children = cell.children[section]!
          if (!isMeant(children.length)) continue
          report({
            sections: [section, ...children],
            samples: [cell.end(section) - 1],
            sentence: `${cell.name(section)} divides into ${children.length} branches.`,
            value: children.length,
          })
        }
      }
    },
    fixes: [],
  }
}

/** NeuroM's check for forks of more than three branches. */
export const multifurcations = forksOf(
  {
    id: 'multifurcation',
    title: 'Forks of more than three',
    definition: 'More than three sections hang on a section of a neurite.',
    source: 'NeuroM has_multifurcation',
    severity: 'warning',
  },
  count => count > 3,
)

/** Forks of three, which are rare in nature and often two forks that were drawn as one. */
export const trifurcations = forksOf(
  {
    id: 'trifurcation',
    title: 'Forks of three',
    definition: 'Three sections hang on a section of a neurite.',
    source: 'Hillock',
    severity: 'hint',
  },
  count => count === 3,
)

/** MorphIO's warning for branches whose first point is not the end of their parent. */
export const branchGaps: RepairRule = {
  id: 'branch-gap',
  title: 'Branches away from their branch point',
  definition:
    'A section without a wire starts farther than `distance` from the place on its parent where it hangs.',
  source: 'MorphIO wrong duplicate',
  severity: 'warning',
  thresholds: [{ name: 'distance', title: 'Largest gap', unit: 'µm', default: 1e-4 }],
  find(cell, { distance = 1e-4 }, report) {
    const { count, parent, parentX, wire, firstSample } = cell.sections
    for (let section = 0; section < count; section++) {
      const up = parent[section]!
      const x = parentX[section]!
      if (up < 0 || wire[section] === 1 || (x !== 0 && x !== 1)) continue
      const row = x === 1 ? cell.end(up) - 1 : firstSample[up]!
      const gap = cell.distance(row, firstSample[section]!)
      if (!(gap > distance)) continue
      report({
        sections: [section, up],
        samples: [firstSample[section]!, row],
        sentence: `${cell.name(section)} starts ${Number(gap.toPrecision(4))} µm away from the ${x === 1 ? 'end' : 'start'} of ${cell.name(up)}, on which it hangs.`,
        value: gap,
      })
    }
  },
  fixes: [
    {
      id: 'bridge',
      title: 'Let the branch begin at the branch point',
      isSafe: false,
      edits(cell, { sections: [section = 0], samples: [own = 0, row = 0] }) {
        const { x, y, z, diameter } = cell.samples
        if (!(diameter[own]! > 0)) return undefined
        const point = [x[row]!, y[row]!, z[row]!, diameter[own]!] as const
        return [{ kind: 'insert-sample', section: cell.sections.name[section]!, before: 0, point }]
      },
    },
  ],
}

/** MorphIO's warning for neurites that do not leave the soma's first point. */
export const wrongRootPoints: RepairRule = {
  id: 'wrong-root-point',
  title: 'Neurites at other points of the soma',
  definition: 'In SWC, a neurite hangs on another than the first of several soma points.',
  source: 'MorphIO wrong root point',
  severity: 'hint',
  thresholds: [],
  find(cell, _, report) {
    if (cell.morphology.format !== 'swc') return
    for (const { root } of cell.neurites) {
      const up = cell.sections.parent[root]!
      if (up < 0 || cell.sections.type[up] !== sectionType.soma) continue
      // The three points of a sphere are one in the file.
      const isOnePoint = cell.samples.line[cell.sections.firstSample[up]!] === 0
      if (isOnePoint || (cell.sections.parentX[root] === 0 && cell.sections.parent[up]! < 0)) continue
      report({
        sections: [root, up],
        samples: [cell.ownFirst[root]!],
        sentence: `${cell.name(root)} does not leave the first point of the soma ${cell.name(up)}.`,
      })
    }
  },
  fixes: [],
}

/** Whether a section goes on in others. */
export function isLeaf(cell: CellUnderRepair, section: number): boolean {
  return following(cell, section).length === 0
}
