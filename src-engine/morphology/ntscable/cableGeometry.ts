import { branchesOf } from './branches.ts'
import { addDiameterRuns, placePoints, type DiameterRun } from './diameterRuns.ts'
import type { NtscableOptions } from './options.ts'
import { none, type PointTree } from './pointTree.ts'
import { cutRun, mostSegments, type SegmentLimits } from './segmentation.ts'

/** A row of segments attached to the distal end of another; segment 0 is the soma. */
export interface CableRow {
  readonly first: number
  readonly last: number
  readonly root: number
}

/** Segments of one length [µm]. */
export interface LengthRun {
  readonly first: number
  readonly last: number
  readonly dx: number
  /** The points that they stand for. */
  readonly firstPoint: number
  readonly lastPoint: number
}

/** A neuron as rows of cylinders, as CABLE has it. */
export interface CableGeometry {
  readonly rows: readonly CableRow[]
  readonly lengths: readonly LengthRun[]
  readonly diameters: readonly DiameterRun[]
  /** Segments with that of the soma. */
  readonly segmentCount: number
  /** Runs between which nothing lies. */
  readonly withoutLength: number
}

/**
 * Cuts each branch into segments: as a whole (accuracy 0), between its branch points (1) or between its points (2). What
 * starts at a point is attached to the segment that holds it, at its distal end: with accuracy 0 branch points so move
 * (SPEC.md, K18 to K20).
 */
export function cableGeometry(
  tree: PointTree,
  accuracy: NtscableOptions['accuracy'],
  limits: SegmentLimits,
): CableGeometry {
  const segmentOfPoint = new Int32Array(tree.count)
  const rows: CableRow[] = []
  const lengths: LengthRun[] = []
  const diameters: DiameterRun[] = []
  let segment = 1
  let withoutLength = 0
  for (const { origin, first } of branchesOf(tree)) {
    const start = segment
    let from = first
    while (from !== none && segment <= mostSegments) {
      const last = endOfInterval(tree, from, accuracy)
      const { length, segments: count } = cutRun(tree, from, last, limits)
      if (count === 0) {
        if (from === first && tree.next[last] === none) withoutLength++
        for (let point = from; ; point = tree.next[point]!) {
          segmentOfPoint[point] = segmentOfPoint[tree.parent[from]!]!
          if (point === last) break
        }
      } else {
        const dx = length / count
        const run = { first: from, last, segment, count, dx }
        placePoints(tree, run, segmentOfPoint)
        addDiameterRuns(tree, run, segmentOfPoint, limits.area, diameters)
        lengths.push({ first: segment, last: segment + count - 1, dx, firstPoint: from, lastPoint: last })
        segment += count
      }
      from = tree.next[last]!
    }
    if (segment > start) rows.push({ first: start, last: segment - 1, root: segmentOfPoint[origin]! })
  }
  return { rows, lengths, diameters, segmentCount: segment, withoutLength }
}

/** The last point of what is cut into equal segments. */
function endOfInterval(tree: PointTree, first: number, accuracy: NtscableOptions['accuracy']): number {
  let last = first
  if (accuracy === 2) return last
  while (tree.next[last] !== none && (accuracy === 0 || !tree.branchesAt(last))) last = tree.next[last]!
  return last
}
