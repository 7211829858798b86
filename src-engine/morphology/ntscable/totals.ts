import type { Branch } from './branches.ts'
import { linkArea } from './linkArea.ts'
import type { NtscableOptions } from './options.ts'
import { none, type PointTree } from './pointTree.ts'

/** Length and area of all neurites [µm, µm²]. */
export interface NeuriteTotals {
  readonly length: number
  readonly area: number
}

/**
 * Adds up length and area as the original program does, so that the last digits agree: along each branch, at every branch
 * point the whole of what starts there.
 */
export function neuriteTotals(
  tree: PointTree,
  branches: readonly Branch[],
  rule: NtscableOptions['area'],
): NeuriteTotals {
  const indexOfFirst = new Map(branches.map(({ first }, index) => [first, index]))
  const lengths = new Float64Array(branches.length)
  const areas = new Float64Array(branches.length)
  const total = { length: 0, area: 0 }
  // Branches come before those that start on them, so that backwards every part is known.
  for (let index = branches.length - 1; index >= 0; index--) {
    const { origin, first, parent } = branches[index]!
    let length = 0
    let area = 0
    const addSides = (point: number) => {
      for (let side = tree.firstSide[point]!; side !== none; side = tree.nextSide[side]!) {
        const started = indexOfFirst.get(side)
        if (started === undefined) continue
        length += lengths[started]!
        area += areas[started]!
      }
    }
    if (parent === none) addSides(origin)
    for (let point = first; point !== none; point = tree.next[point]!) {
      length += tree.length[point]!
      area += areaOfLink(tree, point, rule)
      addSides(point)
    }
    lengths[index] = length
    areas[index] = area
  }
  branches.forEach(({ parent }, index) => {
    if (parent !== none) return
    total.length += lengths[index]!
    total.area += areas[index]!
  })
  return total
}

function areaOfLink(tree: PointTree, point: number, rule: NtscableOptions['area']): number {
  if (rule === 'cone') return (Math.PI / 2) * linkArea(tree, point, 0, tree.length[point]!, rule)
  const near = Math.abs(tree.diameter[tree.parent[point]!]!)
  return (Math.PI * tree.length[point]! * (Math.abs(tree.diameter[point]!) + near)) / 2
}
