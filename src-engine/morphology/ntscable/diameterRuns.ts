import { linkArea } from './linkArea.ts'
import type { NtscableOptions } from './options.ts'
import type { PointTree } from './pointTree.ts'

/** Neighbouring segments whose diameters rise or fall by equal steps [µm]. */
export interface DiameterRun {
  readonly first: number
  last: number
  firstDiameter: number
  lastDiameter: number
}

/** Distances along a run are taken so much longer where points are put into segments, against rounding. */
const nudge = 1 + 1e-8
/** Numbers are equal if they differ by less than this part of their sum. */
const roundOff = 2e-15

/** A run of points that is cut into equal segments. */
export interface EqualSegments {
  /** Points from `first` to `last` by `next`. */
  readonly first: number
  readonly last: number
  /** Index of the first segment, and how many there are. */
  readonly segment: number
  readonly count: number
  /** Of each segment [µm]. */
  readonly dx: number
}

/**
 * The segment that holds each point of a run, into `segmentOfPoint`; a point on a border belongs to the distal one.
 */
export function placePoints(tree: PointTree, run: EqualSegments, segmentOfPoint: Int32Array): void {
  const lastSegment = run.segment + run.count - 1
  let distance = 0
  for (let point = run.first; ; point = tree.next[point]!) {
    distance += tree.length[point]!
    segmentOfPoint[point] = Math.min(lastSegment, run.segment + Math.trunc((distance * nudge) / run.dx))
    if (point === run.last) return
  }
}

/**
 * The diameters of equal segments: of the cylinder with the area of what the segment covers. Segments within one link
 * between two points have diameters in equal steps and make one run; equal neighbours are one run too.
 */
export function addDiameterRuns(
  tree: PointTree,
  run: EqualSegments,
  segmentOfPoint: Int32Array,
  rule: NtscableOptions['area'],
  runs: DiameterRun[],
): void {
  const { dx } = run
  let segment = run.segment
  // What of the links so far lies in the segment that is not yet complete.
  let begunLength = 0
  let begunArea = 0
  for (let point = run.first; ; point = tree.next[point]!) {
    const complete = segmentOfPoint[point]! + (point === run.last ? 1 : 0)
    let from = 0
    if (complete > segment && begunLength > 0) {
      from = dx - begunLength
      const diameter = (begunArea + linkArea(tree, point, 0, from, rule)) / (2 * dx)
      addRun(runs, segment, segment, diameter, diameter)
      segment++
      begunLength = begunArea = 0
    }
    if (complete > segment) {
      const firstDiameter = linkArea(tree, point, from, from + dx, rule) / (2 * dx)
      let lastDiameter = firstDiameter
      const last = complete - 1
      for (let i = segment; i < last; i++) from += dx
      if (last > segment) {
        lastDiameter = linkArea(tree, point, from, from + dx, rule) / (2 * dx)
        if (areEqual(lastDiameter, firstDiameter)) lastDiameter = firstDiameter
      }
      addRun(runs, segment, last, firstDiameter, lastDiameter)
      segment = last + 1
      from += dx
      begunLength = begunArea = 0
    }
    begunLength += tree.length[point]! - from
    begunArea += linkArea(tree, point, from, tree.length[point]!, rule)
    if (point === run.last) return
  }
}

function addRun(
  runs: DiameterRun[],
  first: number,
  last: number,
  firstDiameter: number,
  lastDiameter: number,
) {
  const before = runs.at(-1)
  const goesOn =
    before !== undefined &&
    firstDiameter === lastDiameter &&
    areEqual(firstDiameter, before.firstDiameter) &&
    areEqual(firstDiameter, before.lastDiameter)
  if (!goesOn) runs.push({ first, last, firstDiameter, lastDiameter })
  else {
    before.last = last
    before.firstDiameter = firstDiameter
    before.lastDiameter = firstDiameter
  }
}

function areEqual(a: number, b: number): boolean {
  return Math.abs(a - b) < Math.abs(a + b) * roundOff
}

/** The diameter of every segment of some runs [µm]; index 0 is segment `first`. */
export function segmentDiameters(runs: readonly DiameterRun[], first: number, count: number): Float64Array {
  const diameters = new Float64Array(count)
  for (const run of runs) {
    const steps = run.last - run.first
    for (let i = run.first; i <= run.last; i++) {
      const part = steps === 0 ? 0 : (i - run.first) / steps
      diameters[i - first] = run.firstDiameter + (run.lastDiameter - run.firstDiameter) * part
    }
  }
  return diameters
}
