import { branchesOf } from './branches.ts'
import { none, type PointTree } from './pointTree.ts'
import { cutRun, type SegmentLimits } from './segmentation.ts'

/** A cable of the NEURON output: from its origin along its points. */
export interface NeuriteSection {
  /** Index of the neurite, and within it. */
  readonly neurite: number
  readonly index: number
  /** The point where it starts; its own points follow from `first` to `last` by `next`. */
  readonly origin: number
  readonly first: number
  readonly last: number
  /** Index of its parent within the neurite; −1 for the soma. */
  readonly parent: number
  /** Where on the parent it starts, 0…1. */
  readonly parentX: number
  readonly segments: number
  /** [µm] */
  readonly length: number
  /** [µm²] */
  readonly area: number
}

/** Where a primary neurite starts on the soma. */
const middleOfSoma = 0.5

/** Where points lie on the sections. */
interface PlacesOnSections {
  /** Index of the section in the whole list; −1 on the soma. */
  readonly section: Int32Array
  readonly x: Float64Array
}

/**
 * The sections in the order of the output. `through`: one for each branch. `split`: one for each piece between branch
 * points; what goes on comes before what starts there. A section without length is left out; what hangs on it moves to
 * where it started (SPEC.md, K14 to K17).
 *
 * @returns also how many were left out
 */
export function neuriteSections(
  tree: PointTree,
  style: 'through' | 'split',
  limits: SegmentLimits,
): { readonly sections: readonly NeuriteSection[]; readonly withoutLength: number } {
  const pieces =
    style === 'through' ? branchesOf(tree).map(branch => wholeBranch(tree, branch)) : piecesOf(tree)
  const places: PlacesOnSections = {
    section: new Int32Array(tree.count).fill(none),
    x: new Float64Array(tree.count),
  }
  const sections: NeuriteSection[] = []
  let withoutLength = 0
  let neurite = -1
  let index = 0
  for (const { origin, first, last } of pieces) {
    const { length, areaOverPi, segments } = cutRun(tree, first, last, limits)
    const parent = places.section[origin]!
    const parentX = places.x[origin]!
    if (length === 0) {
      withoutLength++
      for (let point = first; ; point = tree.next[point]!) {
        places.section[point] = parent
        places.x[point] = parentX
        if (point === last) break
      }
      continue
    }
    // What starts on the soma is a neurite of its own, also where a branch without length stood between.
    if (parent === none) {
      neurite++
      index = 0
    }
    const parentSection = parent === none ? undefined : sections[parent]!
    layPoints(tree, { first, last, length }, sections.length, places)
    sections.push({
      neurite: parentSection?.neurite ?? neurite,
      index: index++,
      origin,
      first,
      last,
      parent: parentSection?.index ?? none,
      parentX: parentSection ? parentX : middleOfSoma,
      segments,
      length,
      area: Math.PI * areaOverPi,
    })
  }
  return { sections, withoutLength }
}

interface Piece {
  readonly origin: number
  readonly first: number
  readonly last: number
}

function wholeBranch(tree: PointTree, { origin, first }: { origin: number; first: number }): Piece {
  let last = first
  while (tree.next[last] !== none) last = tree.next[last]!
  return { origin, first, last }
}

/** The pieces between branch points, depth first. */
function piecesOf(tree: PointTree): readonly Piece[] {
  const pieces: Piece[] = []
  const open: { origin: number; first: number }[] = []
  for (const root of tree.roots) {
    pushChildren(tree, root, open)
    for (let start = open.pop(); start; start = open.pop()) {
      let last = start.first
      while (!tree.branchesAt(last) && tree.next[last] !== none) last = tree.next[last]!
      pieces.push({ ...start, last })
      pushChildren(tree, last, open)
    }
  }
  return pieces
}

/** Puts the children of a point on the pile, the one that goes on on top. */
function pushChildren(tree: PointTree, point: number, open: { origin: number; first: number }[]): void {
  const children: number[] = []
  if (tree.next[point] !== none) children.push(tree.next[point]!)
  for (let side = tree.firstSide[point]!; side !== none; side = tree.nextSide[side]!) children.push(side)
  for (let i = children.length - 1; i >= 0; i--) open.push({ origin: point, first: children[i]! })
}

/** Notes for the points of a section how far along it they lie. */
function layPoints(
  tree: PointTree,
  { first, last, length }: { readonly first: number; readonly last: number; readonly length: number },
  section: number,
  places: PlacesOnSections,
): void {
  let distance = 0
  for (let point = first; ; point = tree.next[point]!) {
    distance += tree.length[point]!
    places.section[point] = section
    places.x[point] = distance / length
    if (point === last) return
  }
}
