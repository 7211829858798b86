import { none, type PointTree } from '../pointTree.ts'
import type { Tracing } from '../tracing.ts'

/** A point at the face of a slice, with its type. */
interface FacePoint {
  readonly point: number
  /** `TTO`, `BTO`, `TAE` or `BAE`. */
  readonly type: string
}

/** Where neurites begin and end at the faces of slices. */
export interface SliceFaces {
  readonly origins: FacePoint[]
  readonly ends: FacePoint[]
}

/** A neurite that leaves one slice at its top goes on at the bottom of the next, and the other way round. */
const endThatContinues: Readonly<Record<string, string>> = { BTO: 'TAE', TTO: 'BAE' }

/**
 * Does with trees that begin at the face of a slice what the option `slices` says: leaves them as neurites, leaves them
 * out, or joins each to the nearest free end at the opposite kind of face, nearest pairs first (SPEC.md, K6).
 */
export function settleSlices(tracing: Tracing, faces: SliceFaces): void {
  const { slices } = tracing.options
  const { tree } = tracing
  if (slices === 'merge') return mergeSlices(tracing, faces)
  for (const { point, type } of faces.origins) {
    const line = tree.line[point] ?? 0
    if (slices === 'drop') dropTree(tracing, point, type)
    else tracing.say('ntscable/slice-origin', { type }, { line })
  }
}

function mergeSlices(tracing: Tracing, faces: SliceFaces): void {
  const { tree, options } = tracing
  const within = options.mergeWithinUm
  const pairs = faces.origins.flatMap(origin =>
    faces.ends
      .filter(end => end.type === endThatContinues[origin.type])
      .map(end => ({ origin, end, distance: distanceBetween(tree, origin.point, end.point) }))
      .filter(({ distance }) => distance <= within),
  )
  pairs.sort(
    (a, b) => a.distance - b.distance || a.origin.point - b.origin.point || a.end.point - b.end.point,
  )
  const joined = new Set<number>()
  const taken = new Set<number>()
  for (const { origin, end } of pairs) {
    if (joined.has(origin.point) || taken.has(end.point)) continue
    if (rootOf(tree, end.point) === origin.point) continue
    tree.joinRoot(origin.point, end.point)
    joined.add(origin.point)
    taken.add(end.point)
    tracing.branchCount--
  }
  for (const { point, type } of faces.origins) {
    if (joined.has(point)) continue
    tracing.say('ntscable/slice-not-joined', { type, within }, { line: tree.line[point] ?? 0 })
  }
}

function distanceBetween(tree: PointTree, a: number, b: number): number {
  const dx = tree.x[a]! - tree.x[b]!
  const dy = tree.y[a]! - tree.y[b]!
  const dz = tree.z[a]! - tree.z[b]!
  return Math.sqrt(dx * dx + dy * dy + dz * dz)
}

function rootOf(tree: PointTree, point: number): number {
  let at = point
  while (tree.parent[at] !== none) at = tree.parent[at]!
  return at
}

/** Takes a primary neurite out of the tree; every point of it is reported. */
function dropTree(tracing: Tracing, root: number, type: string): void {
  const { tree } = tracing
  tree.roots.splice(tree.roots.indexOf(root), 1)
  const open = [root]
  for (let point = open.pop(); point !== undefined; point = open.pop()) {
    tracing.drop(tree.line[point]!, point === root ? type : '', 'its tree starts at the face of a slice')
    tracing.pointCount--
    if (tree.next[point] === none) tracing.branchCount--
    else open.push(tree.next[point]!)
    for (let side = tree.firstSide[point]!; side !== none; side = tree.nextSide[side]!) open.push(side)
  }
}
