import type { CellUnderRepair } from '../cellUnderRepair.ts'
import { distanceToSegment, sectionsOfSamples, segmentsOf } from '../places.ts'
import type { RepairRule } from '../rule.ts'
import { visitTouches } from '../touches.ts'
import { micrometres } from '../wording.ts'

/** Tips on other branches of their tree: an anastomosis, a vessel, or a branch that was traced twice. */
export const touchingTips: RepairRule = {
  id: 'loop',
  title: 'Tips that touch their own tree',
  definition:
    'The last point of a tip lies within `distance` of the centre line of another section of its neurite, its own branch point aside.',
  source: 'Hillock',
  severity: 'warning',
  thresholds: [{ name: 'distance', title: 'Distance that counts as touching', unit: 'µm', default: 0.05 }],
  find(cell, { distance = 0.05 }, report) {
    const tips = cell.neurites.flatMap(({ sections }) =>
      sections.filter(section => cell.children[section]!.length === 0),
    )
    const rows = tips.map(section => cell.end(section) - 1)
    const touched = new Int32Array(tips.length).fill(-1)
    const sectionOf = sectionsOfSamples(cell)
    visitTouches(cell, rows, distance, (tip, end) => {
      const section = tips[tip]!
      const other = sectionOf[end]!
      if (touched[tip]! >= 0 || other === section) return
      if (cell.neuriteOf[other] !== cell.neuriteOf[section]) return
      // A twig this short touches what it leaves.
      if (cell.lengths[section]! <= 2 * distance && areNeighbours(cell, section, other)) return
      if (distanceToSegment(cell, rows[tip]!, end) <= distance) touched[tip] = end
    })
    tips.forEach((section, tip) => {
      const end = touched[tip]!
      if (end < 0) return
      const row = rows[tip]!
      const other = sectionOf[end]!
      report({
        sections: [section, other],
        samples: [row, end],
        sentence: `The tip of ${cell.name(section)} touches ${cell.name(other)}: together they close a loop.`,
        value: distanceToSegment(cell, row, end),
      })
    })
  },
  fixes: [
    {
      id: 'shorten',
      title: 'Delete the last point of the tip',
      isSafe: false,
      edits(cell, { sections: [section = 0] }) {
        const count = cell.end(section) - cell.sections.firstSample[section]!
        if (count < 3) return undefined
        return [{ kind: 'delete-samples', section: cell.sections.name[section]!, samples: [count - 1] }]
      },
    },
    {
      id: 'delete-branch',
      title: 'Delete the tip',
      isSafe: false,
      edits: (cell, { sections: [section = 0] }) => [
        { kind: 'delete-subtree', section: cell.sections.name[section]! },
      ],
    },
  ],
}

/** Whether two sections share a branch point. */
function areNeighbours(cell: CellUnderRepair, a: number, b: number): boolean {
  const { parent } = cell.sections
  return parent[a] === b || parent[b] === a || (parent[a]! >= 0 && parent[a] === parent[b])
}

/** Branches that run through each other. */
export const crossings: RepairRule = {
  id: 'crossing',
  title: 'Branches that cross',
  definition:
    'The centre lines of two sections of a neurite that share no branch point come within `distance`.',
  source: 'Hillock',
  severity: 'hint',
  isOnRequest: true,
  thresholds: [{ name: 'distance', title: 'Distance that counts as crossing', unit: 'µm', default: 0.01 }],
  find(cell, { distance = 0.01 }, report) {
    const { tree, ends } = segmentsOf(cell)
    const sectionOf = sectionsOfSamples(cell)
    const { x, y, z } = cell.samples
    const known = new Set<number>()
    ends.forEach((end, i) => {
      const section = sectionOf[end]!
      const low = [x, y, z].map(column => Math.min(column[end]!, column[end - 1]!) - distance)
      const high = [x, y, z].map(column => Math.max(column[end]!, column[end - 1]!) + distance)
      tree.visit(low, high, j => {
        if (j <= i) return
        const other = sectionOf[ends[j]!]!
        if (other === section || cell.neuriteOf[other] !== cell.neuriteOf[section]) return
        const pair = Math.min(section, other) * cell.sections.count + Math.max(section, other)
        if (known.has(pair) || areNeighbours(cell, section, other)) return
        const value = segmentDistance(cell, end, ends[j]!)
        if (value > distance) return
        known.add(pair)
        report({
          sections: [section, other],
          samples: [end, ends[j]!],
          sentence: `${cell.name(section)} and ${cell.name(other)} come within ${micrometres(Math.max(value, distance))} of each other.`,
          value,
        })
      })
    })
  },
  fixes: [],
}

/** Least distance of the segments that end at two rows (Ericson, Real-Time Collision Detection, section 5.1.9). */
function segmentDistance({ samples }: CellUnderRepair, a: number, b: number): number {
  const at = (row: number) => [samples.x[row]!, samples.y[row]!, samples.z[row]!] as const
  const minus = (p: readonly number[], q: readonly number[]) => p.map((value, i) => value - q[i]!)
  const dot = (p: readonly number[], q: readonly number[]) => p[0]! * q[0]! + p[1]! * q[1]! + p[2]! * q[2]!
  const limit = (value: number) => Math.min(1, Math.max(0, value))
  const d1 = minus(at(a), at(a - 1))
  const d2 = minus(at(b), at(b - 1))
  const r = minus(at(a - 1), at(b - 1))
  const aa = dot(d1, d1)
  const ee = dot(d2, d2)
  const f = dot(d2, r)
  const c = dot(d1, r)
  let s = 0
  let t = 0
  if (aa === 0) t = ee > 0 ? limit(f / ee) : 0
  else if (ee === 0) s = limit(-c / aa)
  else {
    const bb = dot(d1, d2)
    const denominator = aa * ee - bb * bb
    s = denominator > 0 ? limit((bb * f - c * ee) / denominator) : 0
    t = (bb * s + f) / ee
    if (t < 0 || t > 1) {
      t = limit(t)
      s = limit((bb * t - c) / aa)
    }
  }
  const gap = r.map((value, i) => value + s * d1[i]! - t * d2[i]!)
  return Math.sqrt(dot(gap, gap))
}
