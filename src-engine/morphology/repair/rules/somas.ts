import { BoxTree, emptyBoxes } from '../boxTree.ts'
import type { CellUnderRepair } from '../cellUnderRepair.ts'
import type { RepairRule } from '../rule.ts'
import { counted } from '../wording.ts'

/** MorphIO's warning for cells without a soma. */
export const noSoma: RepairRule = {
  id: 'no-soma',
  title: 'No soma',
  definition: 'No section is of type soma.',
  source: 'MorphIO no soma',
  severity: 'warning',
  thresholds: [],
  find(cell, _, report) {
    if (cell.soma) return
    report({ sections: [], samples: [], sentence: 'The cell has no soma.' })
  },
  fixes: [
    {
      id: 'thickest-root',
      title: 'Make the thickest root the soma',
      isSafe: false,
      edits(cell) {
        const roots = cell.neurites.map(({ root }) => root)
        const widthOf = (section: number) => cell.samples.diameter[cell.sections.firstSample[section]!]!
        const thickest = roots.reduce(
          (best, root) => (widthOf(root) > widthOf(best) ? root : best),
          roots[0] ?? 0,
        )
        return [{ kind: 'retype', section: cell.sections.name[thickest]!, type: 1, scope: 'section' }]
      },
    },
  ],
}

/** Soma sections that hang together, by the first of each group. */
function somaGroups(cell: CellUnderRepair): number[][] {
  const groups: number[][] = []
  const groupOf = new Int32Array(cell.sections.count).fill(-1)
  for (const section of cell.parentsFirst) {
    if (!cell.isSoma(section)) continue
    const up = cell.sections.parent[section]!
    const known = up >= 0 ? groupOf[up]! : -1
    groupOf[section] = known >= 0 ? known : groups.push([]) - 1
    groups[groupOf[section]!]!.push(section)
  }
  return groups
}

/** MorphIO's error for several somas. */
export const multipleSomas: RepairRule = {
  id: 'multiple-somas',
  title: 'Several somas',
  definition: 'Sections of type soma do not all hang together.',
  source: 'MorphIO multiple somata; NeuroM load',
  severity: 'warning',
  thresholds: [],
  find(cell, _, report) {
    const [first, ...others] = cell.keep('somaGroups', () => somaGroups(cell))
    if (!first) return
    for (const group of others) {
      const section = group[0]!
      report({
        sections: group,
        samples: [Math.trunc((cell.sections.firstSample[section]! + cell.end(section) - 1) / 2)],
        sentence: `${cell.name(section)} is a soma apart from ${cell.name(first[0]!)}: the cell has ${counted(others.length + 1, 'soma')}.`,
      })
    }
  },
  fixes: [
    {
      id: 'join-stack',
      title: 'Join it to the first soma',
      isSafe: false,
      edits(cell, { sections: [section = 0] }) {
        const first = cell.keep('somaGroups', () => somaGroups(cell))[0]?.[0]
        if (first === undefined || cell.sections.parent[section] !== -1) return undefined
        if (!doTouch(cell, first, section)) return undefined
        const to = cell.sections.name[first]!
        return [{ kind: 'attach', section: cell.sections.name[section]!, to, x: 1, by: 'cable' }]
      },
    },
    {
      id: 'delete-soma',
      title: 'Delete this soma',
      isSafe: false,
      edits(cell, { sections }) {
        const bearsNeurites = sections.some(each => cell.children[each]!.some(child => !cell.isSoma(child)))
        if (bearsNeurites) return undefined
        return [{ kind: 'delete-subtree', section: cell.sections.name[sections[0]!]! }]
      },
    },
  ],
}

/** Whether a soma comes within the sum of the radii of the first one. */
function doTouch(cell: CellUnderRepair, first: number, other: number): boolean {
  const { x, y, z, diameter } = cell.samples
  const start = cell.sections.firstSample[first]!
  const tree = cell.keep(`somaRooms ${first}`, () => {
    const boxes = emptyBoxes(cell.end(first) - start)
    ;[x, y, z].forEach((column, axis) => {
      for (let i = 0; i < boxes.count; i++) {
        const radius = Math.abs(diameter[start + i]!) / 2
        boxes.low[axis]![i] = column[start + i]! - radius
        boxes.high[axis]![i] = column[start + i]! + radius
      }
    })
    return new BoxTree(boxes)
  })
  let touches = false
  for (let row = cell.sections.firstSample[other]!; row < cell.end(other) && !touches; row++) {
    const radius = Math.abs(diameter[row]!) / 2
    const at = [x[row]!, y[row]!, z[row]!]
    tree.visit(
      at.map(value => value - radius),
      at.map(value => value + radius),
      item => {
        touches = cell.distance(start + item, row) <= radius + Math.abs(diameter[start + item]!) / 2
        return touches
      },
    )
  }
  return touches
}

/** MorphIO's error for a soma point whose parent is a neurite. */
export const somaOnNeurite: RepairRule = {
  id: 'soma-on-neurite',
  title: 'Soma behind a neurite',
  definition: 'A section of type soma hangs on one of another type.',
  source: 'MorphIO soma with neurite parent',
  severity: 'warning',
  thresholds: [],
  find(cell, _, report) {
    for (let section = 0; section < cell.sections.count; section++) {
      const up = cell.sections.parent[section]!
      if (!cell.isSoma(section) || up < 0 || cell.isSoma(up)) continue
      report({
        sections: [section, up],
        samples: [cell.sections.firstSample[section]!],
        sentence: `The soma ${cell.name(section)} hangs on ${cell.name(up)} instead of being the root.`,
      })
    }
  },
  fixes: [
    {
      id: 'make-root',
      title: 'Make the soma the root',
      isSafe: true,
      edits(cell, { sections: [section = 0, up = 0] }) {
        // Another soma nearer to the root has the better claim.
        if (cell.keep('hangsOnSoma', () => hangingOnSomas(cell))[up] === 1 || cell.isSoma(up))
          return undefined
        return [{ kind: 'reroot', section: cell.sections.name[section]!, end: 0 }]
      },
    },
  ],
}

/** 1 for sections with a soma between them and their root. */
function hangingOnSomas(cell: CellUnderRepair): Uint8Array {
  const hanging = new Uint8Array(cell.sections.count)
  for (const section of cell.parentsFirst) {
    const up = cell.sections.parent[section]!
    if (up >= 0 && (hanging[up] === 1 || cell.isSoma(up))) hanging[section] = 1
  }
  return hanging
}

/** MorphIO's error for branching somas. */
export const branchingSoma: RepairRule = {
  id: 'branching-soma',
  title: 'Branching soma',
  definition: 'Two or more sections of type soma hang on one of type soma.',
  source: 'MorphIO soma bifurcation',
  severity: 'hint',
  thresholds: [],
  find(cell, _, report) {
    for (let section = 0; section < cell.sections.count; section++) {
      if (!cell.isSoma(section)) continue
      const parts = cell.children[section]!.filter(child => cell.isSoma(child))
      if (parts.length < 2) continue
      report({
        sections: [section, ...parts],
        samples: [cell.end(section) - 1],
        sentence: `The soma ${cell.name(section)} branches into ${parts.length} soma sections.`,
        value: parts.length,
      })
    }
  },
  fixes: [],
}

/** NeuroM's check of the soma's radius. */
export const zeroSoma: RepairRule = {
  id: 'zero-soma-radius',
  title: 'Soma without size',
  definition: 'The radius of the soma is not above `radius`.',
  source: 'NeuroM has_nonzero_soma_radius',
  severity: 'warning',
  thresholds: [{ name: 'radius', title: 'Largest that counts as nothing', unit: 'µm', default: 0 }],
  find(cell, { radius = 0 }, report) {
    const { soma } = cell
    if (!soma || soma.radius > radius) return
    const section = soma.sections[0]!
    report({
      sections: soma.sections,
      samples: [cell.sections.firstSample[section]!],
      sentence: `The soma ${cell.name(section)} has a radius of ${soma.radius} µm.`,
      value: soma.radius,
    })
  },
  fixes: [],
}
