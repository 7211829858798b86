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

/** What dividing looks at. */
interface Division {
  readonly tree: SegmentTree
  readonly cables: Cables
  readonly types: Int32Array
  readonly report: ImportReport
}

/**
 * Divides segments into unbranched runs (rules X20 to X22). A segment goes on with its parent's run if it starts at the
 * end of that and
 * - in a cable: is the only one of the same cable to do so;
 * - outside cables: is the only one of all to do so, as wide there as its parent, and of the same type.
 * A sphere is a run of its own.
 */
export function divideSegments(division: Division): SegmentRuns {
  const { segments, parentsFirst } = division.tree
  const { proximal, distal, hasProximal, lines } = segments
  const next = new Int32Array(segments.count).fill(-1)
  const head = Int32Array.from(segments.ids.keys())
  const steps: number[] = []
  for (const row of parentsFirst) {
    const follower = followerOf(row, division)
    next[row] = follower
    if (follower < 0) continue
    head[follower] = head[row]!
    if (hasProximal[follower] && proximal.diameter[follower] !== distal.diameter[row]) steps.push(follower)
  }
  const [first] = steps
  if (first !== undefined)
    division.report.say('neuroml/step-in-cable', { count: steps.length }, { line: lines[first]! })
  return { head, next }
}

/** The row that goes on from a row; −1 if none does. */
function followerOf(row: number, { tree, cables, types, report }: Division): number {
  const { segments, children, fraction } = tree
  const cable = cables.of[row]!
  const atEnd = children[row]!.filter(child => fraction[child] === 1)
  const [only, another] = cable < 0 ? atEnd : atEnd.filter(child => cables.of[child] === cable)
  if (only === undefined || isSphere(segments, row) || isSphere(segments, only)) return -1
  const place = { line: segments.lines[another ?? only]! }
  if (another !== undefined) {
    if (cable >= 0) report.say('neuroml/branched-cable', { cable: cables.names[cable]! }, place)
    return -1
  }
  const { proximal, distal } = segments
  const isJoined = isAt(proximal, only, distal, row)
  if (cable >= 0) {
    if (!isJoined) report.say('neuroml/gap-in-cable', { cable: cables.names[cable]! }, place)
    return isJoined ? only : -1
  }
  const isAlike = proximal.diameter[only] === distal.diameter[row] && types[only] === types[row]
  return isJoined && isAlike && cables.of[only]! < 0 ? only : -1
}
