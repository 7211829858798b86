import { BoxTree, emptyBoxes } from '../boxTree.ts'
import type { CellUnderRepair } from '../cellUnderRepair.ts'
import type { RepairRule } from '../rule.ts'

/** Below so many segments all pairs are compared; above, only those that are near. */
const fewSegments = 160
/** So many comparisons for each segment; only cables much thicker than long need more. */
const mostComparisons = 400

/** NeuroM's search for zigzags: the pen went back over what was drawn. */
export const backTracking: RepairRule = {
  id: 'back-tracking',
  title: 'Back-tracking',
  definition:
    'Within a section, a segment runs against an earlier one and ends within the sum of their larger radii of its line, nearer to its middle along the line than `overlap` × its length.',
  source: 'NeuroM has_no_back_tracking',
  severity: 'warning',
  thresholds: [{ name: 'overlap', title: 'Part of a segment’s length', unit: '', default: 0.55 }],
  find(cell, { overlap = 0.55 }, report) {
    for (const { sections } of cell.neurites) {
      for (const section of sections) {
        if (cell.end(section) - cell.ownFirst[section]! <= 2) continue
        const samples = trackingSegments(cell, section, overlap)
        if (samples.length === 0) continue
        report({
          sections: [section],
          samples,
          sentence: `${cell.name(section)} runs back over itself before ${cell.sampleName(section, samples[0]!)}${samples.length > 1 ? ` and ${samples.length - 1} more` : ''}.`,
        })
      }
    }
  },
  fixes: [
    {
      id: 'delete-turned-points',
      title: 'Delete the points at which it runs back',
      isSafe: false,
      edits(cell, { sections: [section = 0], samples }) {
        const first = cell.sections.firstSample[section]!
        const last = cell.end(section) - 1
        const doomed = samples.filter(row => row < last).map(row => row - first)
        if (doomed.length === 0 || last - first + 1 - doomed.length < 2) return undefined
        return [{ kind: 'delete-samples', section: cell.sections.name[section]!, samples: doomed }]
      },
    },
  ],
}

/** Rows at which segments end that run back over an earlier one. */
function trackingSegments(cell: CellUnderRepair, section: number, overlap: number): number[] {
  const ends: number[] = []
  for (let row = cell.ownFirst[section]! + 1; row < cell.end(section); row++)
    if (!isNothing(cell, row)) ends.push(row)
  if (ends.length <= fewSegments) return amongFew(cell, ends, overlap)
  const found: number[] = []
  const tree = treeOfSegments(cell, ends, overlap)
  const { x, y, z } = cell.samples
  let left = ends.length * mostComparisons
  ends.forEach((row, i) => {
    const at = [x[row]!, y[row]!, z[row]!]
    tree.visit(at, at, j => {
      if (left-- <= 0) return true
      if (j >= i || !isBack(cell, row, ends[j]!, overlap)) return false
      found.push(row)
      return true
    })
  })
  return found
}

const directions = [0, 1, 2].map(() => new Float64Array(fewSegments))

/** Compares all pairs; most are told apart by their directions. */
function amongFew(cell: CellUnderRepair, ends: readonly number[], overlap: number): number[] {
  // hot
  const { x, y, z } = cell.samples
  const [ux, uy, uz] = directions as [Float64Array, Float64Array, Float64Array]
  const found: number[] = []
  for (let i = 0; i < ends.length; i++) {
    const row = ends[i]!
    const a = (ux[i] = x[row]! - x[row - 1]!)
    const b = (uy[i] = y[row]! - y[row - 1]!)
    const c = (uz[i] = z[row]! - z[row - 1]!)
    for (let j = 0; j < i; j++) {
      if (a * ux[j]! + b * uy[j]! + c * uz[j]! >= 0) continue
      if (!isBack(cell, row, ends[j]!, overlap)) continue
      found.push(row)
      break
    }
  }
  return found
}

/** NumPy's closeness, by which NeuroM leaves segments out. */
function isNothing({ samples: { x, y, z } }: CellUnderRepair, row: number): boolean {
  return isClose(x[row - 1]!, x[row]!) && isClose(y[row - 1]!, y[row]!) && isClose(z[row - 1]!, z[row]!)
}

function isClose(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-8 + 1e-5 * Math.abs(b)
}

/** Whether the segment that ends at `later` runs back over the one that ends at `earlier`. */
function isBack({ samples }: CellUnderRepair, later: number, earlier: number, overlap: number): boolean {
  const { x, y, z, diameter } = samples
  const ux = x[earlier]! - x[earlier - 1]!
  const uy = y[earlier]! - y[earlier - 1]!
  const uz = z[earlier]! - z[earlier - 1]!
  const along =
    ux * (x[later]! - x[later - 1]!) + uy * (y[later]! - y[later - 1]!) + uz * (z[later]! - z[later - 1]!)
  if (along >= 0) return false
  const square = ux * ux + uy * uy + uz * uz
  const px = x[later]! - (x[earlier]! + x[earlier - 1]!) / 2
  const py = y[later]! - (y[earlier]! + y[earlier - 1]!) / 2
  const pz = z[later]! - (z[earlier]! + z[earlier - 1]!) / 2
  const part = (px * ux + py * uy + pz * uz) / square
  if (!(Math.abs(part) < overlap)) return false
  const rx = px - part * ux
  const ry = py - part * uy
  const rz = pz - part * uz
  const reach =
    (Math.max(diameter[later]!, diameter[later - 1]!) +
      Math.max(diameter[earlier]!, diameter[earlier - 1]!)) /
    2
  return Math.sqrt(rx * rx + ry * ry + rz * rz) <= reach
}

/** The segments in boxes that hold every end that could run back over them. */
function treeOfSegments(cell: CellUnderRepair, ends: readonly number[], overlap: number): BoxTree {
  const { x, y, z, diameter } = cell.samples
  let widest = 0
  for (const row of ends) widest = Math.max(widest, diameter[row]! / 2, diameter[row - 1]! / 2)
  const boxes = emptyBoxes(ends.length)
  ends.forEach((row, i) => {
    const reach = widest + Math.max(diameter[row]!, diameter[row - 1]!, 0) / 2
    ;[x, y, z].forEach((column, axis) => {
      const a = column[row - 1]!
      const b = column[row]!
      // Beyond half of the length the ends may lie farther out than the segment.
      const beyond = Math.max(0, overlap - 0.5) * Math.abs(b - a)
      boxes.low[axis]![i] = Math.min(a, b) - beyond - reach
      boxes.high[axis]![i] = Math.max(a, b) + beyond + reach
    })
  })
  return new BoxTree(boxes)
}
