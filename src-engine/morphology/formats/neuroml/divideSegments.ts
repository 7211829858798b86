import type { ImportReport } from '../../importReport.ts'
import type { Cables } from './cablesOfSegments.ts'
import type { SegmentTree } from './connectSegments.ts'
import { isAt, isSphere } from './segmentShape.ts'

/** Runs of segments, each a section to be. */
export interface SegmentRuns {
  /** The first row of the run that each row is in. */
  readonly head: Int32Array
  /** The row that goes on from each row; −1 at the end of a run. */
  readonly next: Int32Array
}

/**
 * Divides segments into unbranched runs (rules X20 to X22). A segment goes on with its parent's run if it starts at the
 * end of that and
 * - in a cable: is the only one of the same cable to do so;
 * - outside cables: is the only one of all to do so, as wide there as its parent, and of the same type.
 * A sphere is a run of its own.
 */
export function divideSegments(
  tree: SegmentTree,
  cables: Cables,
  types: Int32Array,
  report: ImportReport,
): SegmentRuns {
  const { segments, children, parentsFirst } = tree
  const next = new Int32Array(segments.count).fill(-1)
  const head = Int32Array.from(segments.ids.keys())
  const steps: number[] = []
  for (const row of parentsFirst) {
    const follower = followerOf(tree, cables, types, row, report)
    next[row] = follower
    if (follower < 0) continue
    head[follower] = head[row]!
    if (
      segments.hasProximal[follower] &&
      segments.proximal.diameter[follower] !== segments.distal.diameter[row]
    )
      steps.push(follower)
  }
  const [first] = steps
  if (first !== undefined)
    report.say('neuroml/step-in-cable', { count: steps.length }, { line: segments.lines[first]! })
  return { head, next }

  function followerOf(
    { fraction }: SegmentTree,
    { names, of }: Cables,
    typeOf: Int32Array,
    row: number,
    says: ImportReport,
  ): number {
    const atEnd = children[row]!.filter(child => fraction[child] === 1)
    const cable = of[row]!
    const inCable = cable < 0 ? [] : atEnd.filter(child => of[child] === cable)
    const [only, another] = cable < 0 ? atEnd : inCable
    if (only === undefined || isSphere(segments, row) || isSphere(segments, only)) return -1
    const { proximal, distal, lines } = segments
    const place = { line: lines[another ?? only]! }
    if (another !== undefined) {
      if (cable >= 0) says.say('neuroml/branched-cable', { cable: names[cable]! }, place)
      return -1
    }
    const isJoined = isAt(proximal, only, distal, row)
    if (cable >= 0) {
      if (!isJoined) says.say('neuroml/gap-in-cable', { cable: names[cable]! }, place)
      return isJoined ? only : -1
    }
    const isSameWidth = proximal.diameter[only] === distal.diameter[row]
    return isJoined && isSameWidth && of[only]! < 0 && typeOf[only] === typeOf[row] ? only : -1
  }
}
