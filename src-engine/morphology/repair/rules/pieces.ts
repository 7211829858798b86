import type { MorphologyEdit } from '../../edit/morphologyEdit.ts'
import { BoxTree, emptyBoxes } from '../boxTree.ts'
import type { CellUnderRepair } from '../cellUnderRepair.ts'
import { attachAtSample, nearestAmong, nearestSample, sectionsOfSamples } from '../places.ts'
import type { RepairRule } from '../rule.ts'
import { counted, micrometres } from '../wording.ts'

/** So many tips of a piece are tried as its end towards the rest. */
const triedTips = 64

interface Piece {
  readonly root: number
  readonly sections: number[]
  readonly samples: number
  readonly hasSoma: boolean
}

/** The trees of a cell: the soma's first, or else the one with most samples; then by number of samples. */
function piecesOf(cell: CellUnderRepair): Piece[] {
  return cell.keep('pieces', () => {
    const byRoot = new Map<number, Piece>()
    for (const section of cell.parentsFirst) {
      const root = cell.treeOf[section]!
      const known = byRoot.get(root) ?? { root, sections: [], samples: 0, hasSoma: false }
      known.sections.push(section)
      byRoot.set(root, {
        ...known,
        samples: known.samples + cell.end(section) - cell.sections.firstSample[section]!,
        hasSoma: known.hasSoma || cell.isSoma(section),
      })
    }
    return [...byRoot.values()].sort(
      (a, b) => Number(b.hasSoma) - Number(a.hasSoma) || b.samples - a.samples || a.root - b.root,
    )
  })
}

function rankOfRoots(cell: CellUnderRepair): ReadonlyMap<number, number> {
  return cell.keep('rankOfPieces', () => new Map(piecesOf(cell).map(({ root }, rank) => [root, rank])))
}

/** MorphIO's warning for neurites that hang on nothing. */
export const disconnectedPieces: RepairRule = {
  id: 'disconnected-piece',
  title: 'Disconnected pieces',
  definition:
    'A tree has no soma and is not the main one: the soma’s or, without a soma, the one with most samples. Its end nearest to a tree with a soma or more samples is attached there if that is within `limit`.',
  source: 'MorphIO disconnected neurite',
  severity: 'warning',
  thresholds: [{ name: 'limit', title: 'Largest gap that the fix closes', unit: 'µm', default: 50 }],
  find(cell, _, report) {
    for (const { root, sections, hasSoma } of piecesOf(cell).slice(1)) {
      if (hasSoma) continue
      const others =
        sections.length > 1 ? ` and ${counted(sections.length - 1, 'section')} on it hang` : ' hangs'
      report({
        sections,
        samples: [cell.sections.firstSample[root]!],
        sentence: `${cell.name(root)}${others} on nothing.`,
      })
    }
  },
  fixes: [
    {
      id: 'attach-nearest',
      title: 'Attach it to the nearest point of the rest',
      isSafe: false,
      edits: (cell, { sections: [root = 0, ...others] }, { limit = 50 }) =>
        attachPiece(cell, root, [root, ...others], limit),
    },
    {
      id: 'delete-piece',
      title: 'Delete it',
      isSafe: false,
      edits: (cell, { sections: [root = 0] }) => [
        { kind: 'delete-subtree', section: cell.sections.name[root]! },
      ],
    },
  ],
}

function attachPiece(
  cell: CellUnderRepair,
  root: number,
  sections: readonly number[],
  limit: number,
): MorphologyEdit[] | undefined {
  const ranks = rankOfRoots(cell)
  const rank = ranks.get(root) ?? 0
  const isRest = (section: number) => (ranks.get(cell.treeOf[section]!) ?? Infinity) < rank
  const tips = sections.filter(section => cell.children[section]!.length === 0).slice(0, triedTips)
  const ends = [
    { section: root, row: cell.sections.firstSample[root]!, isTip: false },
    ...tips.map(section => ({ section, row: cell.end(section) - 1, isTip: true })),
  ]
  let best: { end: (typeof ends)[number]; row: number; distance: number } | undefined
  for (const end of ends) {
    const found = nearestSample(cell, end.row, best?.distance ?? limit, isRest)
    if (found && (!best || found.distance < best.distance)) best = { end, ...found }
  }
  if (!best) return undefined
  const { section, isTip } = best.end
  const turn: MorphologyEdit[] = isTip
    ? [{ kind: 'reroot', section: cell.sections.name[section]!, end: 1 }]
    : []
  return [...turn, ...attachAtSample(cell, section, best.row)]
}

/** NeuroM's search for neurites that start away from the soma, except for axons that start at a dendrite. */
export const danglingBranches: RepairRule = {
  id: 'dangling-branch',
  title: 'Dangling branches',
  definition:
    'The first point of a neurite is more than `distance` farther from the mean of the soma’s points than the farthest of these; an axon is excused if that point lies within 2 × radius + `margin` of a dendrite’s point.',
  source: 'NeuroM has_no_dangling_branch',
  severity: 'warning',
  thresholds: [
    { name: 'distance', title: 'Largest distance from the soma', unit: 'µm', default: 12 },
    { name: 'margin', title: 'Room around dendrites', unit: 'µm', default: 2 },
    { name: 'limit', title: 'Largest gap that the fix closes', unit: 'µm', default: 50 },
  ],
  find(cell, { distance = 12, margin = 2 }, report) {
    for (const { root, row, value } of danglingRoots(cell, distance, margin)) {
      report({
        sections: [root],
        samples: [row],
        sentence: `${cell.name(root)} starts ${micrometres(value)} away from the soma.`,
        value,
      })
    }
  },
  fixes: [
    {
      id: 'attach-nearest',
      title: 'Attach it to the nearest point of another neurite',
      isSafe: false,
      edits(cell, { sections: [root = 0], samples: [row = 0] }, { distance = 12, margin = 2, limit = 50 }) {
        const key = `neurites that do not dangle ${distance} ${margin}`
        const rows = () => rowsOfOthers(cell, danglingRoots(cell, distance, margin))
        const found = nearestAmong(cell, { key, rows }, row, limit)
        if (!found) return undefined
        const section = cell.sections.name[root]!
        const off: MorphologyEdit[] = cell.sections.parent[root]! < 0 ? [] : [{ kind: 'detach', section }]
        return [...off, ...attachAtSample(cell, root, found.row)]
      },
    },
    {
      id: 'delete-branch',
      title: 'Delete it',
      isSafe: false,
      edits: (cell, { sections: [root = 0] }) =>
        cell.neurites.length > 1 || cell.soma
          ? [{ kind: 'delete-subtree', section: cell.sections.name[root]! }]
          : undefined,
    },
  ],
}

const axonType = 2

interface DanglingRoot {
  readonly root: number
  readonly row: number
  /** Distance from the soma’s surface [µm]. */
  readonly value: number
}

function danglingRoots(cell: CellUnderRepair, distance: number, margin: number): readonly DanglingRoot[] {
  return cell.keep(`dangling ${distance} ${margin}`, () => {
    const { soma } = cell
    if (!soma) return []
    const [mx, my, mz] = soma.middle
    const { x, y, z } = cell.samples
    const found: DanglingRoot[] = []
    for (const { root, type } of cell.neurites) {
      const row = cell.ownFirst[root]!
      const dx = x[row]! - mx
      const dy = y[row]! - my
      const dz = z[row]! - mz
      const value = Math.sqrt(dx * dx + dy * dy + dz * dz) - soma.reach
      if (value <= distance || (type === axonType && startsAtDendrite(cell, row, margin))) continue
      found.push({ root, row, value })
    }
    return found
  })
}

/** Samples of the neurites that do not dangle: of two that do, each might be attached to the other. */
function rowsOfOthers(cell: CellUnderRepair, dangling: readonly DanglingRoot[]): number[] {
  const roots = new Set(dangling.map(({ root }) => root))
  const rows: number[] = []
  for (const { root, sections } of cell.neurites) {
    if (roots.has(root)) continue
    for (const section of sections)
      for (let row = cell.sections.firstSample[section]!; row < cell.end(section); row++) rows.push(row)
  }
  return rows
}

function startsAtDendrite(cell: CellUnderRepair, row: number, margin: number): boolean {
  const tree = cell.keep(`dendriteRooms ${margin}`, () => roomsAroundDendrites(cell, margin))
  const { x, y, z, diameter } = cell.samples
  const at = [x[row]!, y[row]!, z[row]!]
  let isNear = false
  tree.tree.visit(at, at, item => {
    const other = tree.rows[item]!
    isNear = cell.distance(row, other) < diameter[other]! + margin
    return isNear
  })
  return isNear
}

function roomsAroundDendrites(cell: CellUnderRepair, margin: number) {
  const rows: number[] = []
  for (const { sections, type } of cell.neurites) {
    if (type === axonType) continue
    for (const section of sections)
      for (let row = cell.ownFirst[section]!; row < cell.end(section); row++) rows.push(row)
  }
  const boxes = emptyBoxes(rows.length)
  const { x, y, z, diameter } = cell.samples
  rows.forEach((row, i) => {
    const reach = Math.max(0, diameter[row]! + margin)
    ;[x, y, z].forEach((column, axis) => {
      boxes.low[axis]![i] = column[row]! - reach
      boxes.high[axis]![i] = column[row]! + reach
    })
  })
  return { tree: new BoxTree(boxes), rows }
}

/** NeuroM's check of the way from the soma to the first point of each neurite. */
export const rootJumps: RepairRule = {
  id: 'root-jump',
  title: 'Neurites that start far from the soma',
  definition:
    'The first point of a neurite is farther from the soma’s centre than `multiple` times the soma’s radius.',
  source: 'NeuroM has_no_root_node_jumps',
  severity: 'hint',
  thresholds: [{ name: 'multiple', title: 'Multiple of the soma’s radius', unit: '', default: 2 }],
  find(cell, { multiple = 2 }, report) {
    const { soma } = cell
    if (!soma) return
    const { x, y, z } = cell.samples
    for (const { root } of cell.neurites) {
      const row = cell.ownFirst[root]!
      const dx = x[row]! - soma.x
      const dy = y[row]! - soma.y
      const dz = z[row]! - soma.z
      const value = Math.sqrt(dx * dx + dy * dy + dz * dz)
      if (!(value > multiple * soma.radius)) continue
      report({
        sections: [root],
        samples: [row],
        sentence: `${cell.name(root)} starts ${micrometres(value)} from the centre of the soma, whose radius is ${micrometres(soma.radius)}.`,
        value,
      })
    }
  },
  fixes: [],
}

/** Neurites that begin in the soma of another cell. */
export const startsInOtherSomas: RepairRule = {
  id: 'starts-in-other-soma',
  title: 'Neurites that start inside another soma',
  definition:
    'The first point of a neurite lies within a soma’s radius of one of its points, and it hangs on another tree than that soma.',
  source: 'Hillock',
  severity: 'warning',
  thresholds: [],
  find(cell, _, report) {
    const rows: number[] = []
    for (let section = 0; section < cell.sections.count; section++)
      if (cell.isSoma(section))
        for (let row = cell.sections.firstSample[section]!; row < cell.end(section); row++) rows.push(row)
    const boxes = emptyBoxes(rows.length)
    const { x, y, z, diameter } = cell.samples
    rows.forEach((row, i) => {
      const radius = Math.abs(diameter[row]!) / 2
      ;[x, y, z].forEach((column, axis) => {
        boxes.low[axis]![i] = column[row]! - radius
        boxes.high[axis]![i] = column[row]! + radius
      })
    })
    const tree = new BoxTree(boxes)
    const sections = sectionsOfSamples(cell)
    for (const { root } of cell.neurites) {
      const row = cell.ownFirst[root]!
      const at = [x[row]!, y[row]!, z[row]!]
      tree.visit(at, at, item => {
        const other = rows[item]!
        const soma = sections[other]!
        if (cell.treeOf[soma] === cell.treeOf[root]) return false
        if (cell.distance(row, other) > Math.abs(diameter[other]!) / 2) return false
        report({
          sections: [root, soma],
          samples: [row],
          sentence: `${cell.name(root)} starts inside ${cell.name(soma)}, on which it does not hang.`,
        })
        return true
      })
    }
  },
  fixes: [
    {
      id: 'attach',
      title: 'Attach it to that soma',
      isSafe: false,
      edits(cell, { sections: [root = 0, soma = 0] }) {
        const { name, parent } = cell.sections
        const off: MorphologyEdit[] = parent[root]! < 0 ? [] : [{ kind: 'detach', section: name[root]! }]
        return [...off, { kind: 'attach', section: name[root]!, to: name[soma]!, x: 0.5, by: 'wire' }]
      },
    },
  ],
}
