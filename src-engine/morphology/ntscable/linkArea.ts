import type { NtscableOptions } from './options.ts'
import type { PointTree } from './pointTree.ts'

/**
 * Area, divided by π/2, of the part of a link between two distances from its near end [µm].
 *
 * The diameter is interpolated; with `mean` the slant of the cone is ignored, with `cone` it counts, and a step of the
 * diameter at one place is a ring.
 */
export function linkArea(
  tree: PointTree,
  point: number,
  from: number,
  to: number,
  rule: NtscableOptions['area'],
): number {
  // hot
  const length = tree.length[point]!
  const near = Math.abs(tree.diameter[tree.parent[point]!]!)
  const far = Math.abs(tree.diameter[point]!)
  if (length === 0) return rule === 'cone' ? Math.abs(far * far - near * near) / 2 : 0
  const slope = (far - near) / length
  const flat = (slope * (from + to) + 2 * near) * (to - from)
  return rule === 'cone' ? flat * Math.sqrt(1 + (slope * slope) / 4) : flat
}

/** Length and area [µm, µm²] of a run of points, from the parent of the first to the last, both on one branch. */
export function measureRun(
  tree: PointTree,
  first: number,
  last: number,
  rule: NtscableOptions['area'],
): { readonly length: number; readonly areaOverHalfPi: number } {
  let length = 0
  let areaOverHalfPi = 0
  for (let point = first; ; point = tree.next[point]!) {
    length += tree.length[point]!
    areaOverHalfPi += linkArea(tree, point, 0, tree.length[point]!, rule)
    if (point === last) return { length, areaOverHalfPi }
  }
}
