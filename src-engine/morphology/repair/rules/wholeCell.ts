import type { CellUnderRepair } from '../cellUnderRepair.ts'
import type { RepairRule } from '../rule.ts'
import { amount } from '../wording.ts'

interface Extent {
  readonly low: number
  readonly high: number
}

/** Smallest and largest coordinate of the neurites' samples along each axis. */
function extentsOf(cell: CellUnderRepair): {
  readonly x: Extent
  readonly y: Extent
  readonly z: Extent
  count: number
} {
  return cell.keep('extents', () => {
    const along = (column: Float64Array): Extent => {
      let low = Infinity
      let high = -Infinity
      for (const { sections } of cell.neurites)
        for (const section of sections)
          for (let row = cell.ownFirst[section]!; row < cell.end(section); row++) {
            if (column[row]! < low) low = column[row]!
            if (column[row]! > high) high = column[row]!
          }
      return { low, high }
    }
    let count = 0
    for (const { sections } of cell.neurites)
      for (const section of sections) count += cell.end(section) - cell.ownFirst[section]!
    const { x, y, z } = cell.samples
    return { x: along(x), y: along(y), z: along(z), count }
  })
}

const sizeOf = ({ low, high }: Extent) => high - low

/** Cells drawn in a plane. */
export const constantDepth: RepairRule = {
  id: 'constant-z',
  title: 'Traced in a plane',
  definition: 'All samples of the neurites have one z, and there are at least `samples` of them.',
  source: 'Hillock',
  severity: 'hint',
  thresholds: [{ name: 'samples', title: 'Fewest samples', unit: '', default: 10 }],
  find(cell, { samples = 10 }, report) {
    const { z, count } = extentsOf(cell)
    if (count < samples || sizeOf(z) !== 0) return
    report({
      sections: [],
      samples: [],
      sentence: `All ${count} samples of the neurites lie at z = ${amount(z.low)}: the cell was traced in a plane, and its lengths are too short.`,
    })
  },
  fixes: [],
}

/** Slices shrink in depth more than across. */
export const shrinkage: RepairRule = {
  id: 'z-shrinkage',
  title: 'Shrunk in depth',
  definition:
    'The extent of the neurites in z is below `ratio` times the smaller of those in x and y, but not 0.',
  source: 'Hillock',
  severity: 'hint',
  thresholds: [
    { name: 'ratio', title: 'Smallest ratio of extents', unit: '', default: 0.2 },
    { name: 'factor', title: 'Factor that the fix stretches z by', unit: '', default: 1 },
  ],
  find(cell, { ratio = 0.2 }, report) {
    const { x, y, z } = extentsOf(cell)
    const across = Math.min(sizeOf(x), sizeOf(y))
    const value = sizeOf(z) / across
    if (!(sizeOf(z) > 0) || !(value < ratio)) return
    report({
      sections: [],
      samples: [],
      sentence: `The neurites reach only ${amount(sizeOf(z))} µm in z, but ${amount(sizeOf(x))} in x and ${amount(sizeOf(y))} in y: the tissue may have shrunk.`,
      value,
    })
  },
  fixes: [
    {
      id: 'stretch',
      title: 'Stretch z by the factor that was set',
      isSafe: false,
      edits(cell, _, { factor = 1 }) {
        if (!(factor > 0) || factor === 1) return undefined
        const { x = 0, y = 0, z = 0 } = cell.soma ?? {}
        return [{ kind: 'scale', factors: [1, 1, factor], about: [x, y, z] }]
      },
    },
  ],
}

/** Cells that are too large to be in µm. */
export const implausibleExtent: RepairRule = {
  id: 'implausible-extent',
  title: 'Implausibly large',
  definition: 'The cell is more than `extent` across along x, y or z.',
  source: 'Hillock',
  severity: 'hint',
  thresholds: [{ name: 'extent', title: 'Largest extent', unit: 'µm', default: 10000 }],
  find(cell, { extent = 10000 }, report) {
    const { x, y, z } = extentsOf(cell)
    const value = Math.max(sizeOf(x), sizeOf(y), sizeOf(z))
    if (!(value > extent)) return
    report({
      sections: [],
      samples: [],
      sentence: `The cell is ${amount(value / 1000)} mm across if its coordinates are in µm; they may be in nm or in voxels.`,
      value,
    })
  },
  fixes: [
    {
      id: 'from-nanometres',
      title: 'Take coordinates and diameters for nm',
      isSafe: false,
      edits: () => [{ kind: 'scale', factors: [0.001, 0.001, 0.001], diameterFactor: 0.001 }],
    },
  ],
}

/** Coordinates that count voxels. */
export const wholeCoordinates: RepairRule = {
  id: 'whole-coordinates',
  title: 'Coordinates are whole numbers',
  definition: 'All coordinates of at least `samples` samples of neurites are whole numbers.',
  source: 'Hillock',
  severity: 'hint',
  thresholds: [{ name: 'samples', title: 'Fewest samples', unit: '', default: 50 }],
  find(cell, { samples: fewest = 50 }, report) {
    const { x, y, z } = cell.samples
    let count = 0
    for (const { sections } of cell.neurites) {
      for (const section of sections) {
        for (let row = cell.ownFirst[section]!; row < cell.end(section); row++, count++) {
          if (!Number.isInteger(x[row]!) || !Number.isInteger(y[row]!) || !Number.isInteger(z[row]!)) return
        }
      }
    }
    if (count < fewest) return
    report({
      sections: [],
      samples: [],
      sentence: `All coordinates of the ${count} samples are whole numbers: they may count voxels.`,
    })
  },
  fixes: [],
}

/** Files that hold hardly anything. */
export const fewPoints: RepairRule = {
  id: 'few-points',
  title: 'Very few points',
  definition: 'The cell has fewer than `samples` samples.',
  source: 'xyz2swc',
  severity: 'hint',
  thresholds: [{ name: 'samples', title: 'Fewest samples', unit: '', default: 20 }],
  find(cell, { samples: fewest = 20 }, report) {
    const { count } = cell.samples
    if (count >= fewest) return
    report({
      sections: [],
      samples: [],
      sentence: `The cell has only ${count} samples: it may be a fragment or a drawing.`,
      value: count,
    })
  },
  fixes: [],
}

/** Stems that are no longer than wide. */
export const shortStems: RepairRule = {
  id: 'short-stem',
  title: 'Stems shorter than wide',
  definition: 'A tip that hangs on the soma is shorter than it is wide.',
  source: 'Hillock',
  severity: 'hint',
  thresholds: [],
  find(cell, _, report) {
    for (const { root } of cell.neurites) {
      if (cell.sections.parent[root]! < 0 || cell.children[root]!.length > 0) continue
      const length = cell.lengths[root]!
      const width = Math.abs(cell.samples.diameter[cell.ownFirst[root]!]!)
      if (!(length > 0 && length < width)) continue
      report({
        sections: [root],
        samples: [cell.ownFirst[root]!],
        sentence: `${cell.name(root)} on the soma is ${amount(length)} µm long and ${amount(width)} µm wide.`,
        value: length / width,
      })
    }
  },
  fixes: [
    {
      id: 'delete-branch',
      title: 'Delete it',
      isSafe: false,
      edits: (cell, { sections: [section = 0] }) => [
        { kind: 'delete-subtree', section: cell.sections.name[section]! },
      ],
    },
  ],
}
