import { sectionType } from '../../morphology.ts'
import type { OrderedSwc } from './orderSwc.ts'

/** How the points of an SWC file fall into sections. */
export interface SwcDivision {
  /** First own point of each section, and the number of points at the end. */
  readonly firstPoint: Int32Array
  /** 1 for points that hang on the near end of their parent's section. */
  readonly atNearEnd: Uint8Array
  /** How many soma children each soma point has. */
  readonly somaChildren: Int32Array
  /** 1 for the root of a three-point soma that stands for a sphere. */
  readonly isSphere: Uint8Array
  /** Row of each point's parent as the division sees it. */
  readonly parent: Int32Array
}

/**
 * Cuts the points into unbranched runs of one type (rules S10, S11, S14, S19 and S20). Point i goes on with the section of i − 1 if
 * i − 1 is its parent and nothing ends the section there: a second child, a child that is stored elsewhere, or a
 * change of type.
 *
 * @param extraRoots `neuron` looks at roots beyond the first as if they hung on the first point of the file
 */
export function divideSwc(ordered: OrderedSwc, extraRoots: 'separate' | 'neuron'): SwcDivision {
  const { points } = ordered
  const { count, type } = points
  const { soma } = sectionType
  const parent = ordered.parent.slice()
  const isMainRoot = (row: number) => (extraRoots === 'neuron' ? row === 0 : ordered.parent[row]! < 0)
  const somaChildren = countSomaChildren(points.type, parent, count)
  const { ends, atNearEnd } = findEnds(ordered, isMainRoot)
  const isSphere = findSpheres(ordered, extraRoots)
  for (let row = 0; row < count; row++) {
    if (isSphere[row]) parent[row + 2] = row + 1
  }
  const isForced = new Uint8Array(count)
  for (let row = 0; row + 1 < count; row++) {
    // Dendrites that leave a soma do not cut it; only a branching of the soma itself does.
    if (type[row] === soma && type[row + 1] === soma && parent[row + 1] === row) {
      if (isMainRoot(row) || somaChildren[row]! <= 1) ends[row] = 0
    }
    // Whatever the rules say, a point never goes on from one that is not its parent.
    if (parent[row + 1] !== row && !ends[row]) {
      ends[row] = 1
      isForced[row] = 1
    }
  }
  for (let row = 0; row < count; row++) {
    if (atNearEnd[row] && isForced[parent[row]!]) atNearEnd[row] = 0
  }
  const firstPoint: number[] = []
  for (let row = 0; row < count; row++) if (row === 0 || ends[row - 1]) firstPoint.push(row)
  firstPoint.push(count)
  return { firstPoint: Int32Array.from(firstPoint), atNearEnd, somaChildren, isSphere, parent }
}

function countSomaChildren(type: Int32Array, parent: Int32Array, count: number): Int32Array {
  const children = new Int32Array(count)
  for (let row = 0; row < count; row++) {
    const up = parent[row]!
    if (up >= 0 && type[row] === sectionType.soma && type[up] === sectionType.soma) children[up]!++
  }
  return children
}

/** Marks the points where sections end, and the points that hang on the near end of a dendrite. */
function findEnds(
  ordered: OrderedSwc,
  isMainRoot: (row: number) => boolean,
): { ends: Uint8Array; atNearEnd: Uint8Array } {
  const { parent } = ordered
  const { count, type } = ordered.points
  const { soma } = sectionType
  const children = new Int32Array(count)
  /** 1 where a child is stored elsewhere or has another type. */
  const cut = new Uint8Array(count)
  const atNearEnd = new Uint8Array(count)
  for (let row = 0; row < count; row++) {
    const up = parent[row]!
    if (up < 0) continue
    children[up]!++
    if (up !== row - 1) {
      cut[up] = 1
      const hangsOnRoot = isMainRoot(up) && type[up] !== soma
      // Row 1 is left out, as in Import3d: cells whose second point is a dendrite's first would change.
      const above = parent[up]! < 0 ? 0 : parent[up]!
      const hangsOnDendriteRoot = !isMainRoot(up) && up > 1 && type[up] !== soma && type[above] === soma
      if (hangsOnRoot || hangsOnDendriteRoot) {
        atNearEnd[row] = 1
        children[up] = 1
        cut[up] = 0
      }
    }
    if (type[up] !== type[row]) cut[up] = 1
  }
  const ends = new Uint8Array(count)
  for (let row = 0; row < count; row++) ends[row] = children[row] === 1 && !cut[row] ? 0 : 1
  return { ends, atNearEnd }
}

/**
 * Finds three-point somas (NeuroMorpho.Org's form): a root and two leaves on it, of one diameter, a radius away on
 * either side to within 1 %, and no other soma point in the tree.
 */
function findSpheres(ordered: OrderedSwc, extraRoots: 'separate' | 'neuron'): Uint8Array {
  const { points, parent } = ordered
  const isSphere = new Uint8Array(points.count)
  let trees: TreeCounts | undefined
  for (let row = 0; row + 2 < points.count; row++) {
    if (parent[row]! >= 0 || (extraRoots === 'neuron' && row > 0)) continue
    if (!hasSphereForm(ordered, row)) continue
    trees ??= countInTrees(ordered, extraRoots)
    const { somaPoints, hasChild } = trees
    if (somaPoints[row] === 3 && !hasChild[row + 1] && !hasChild[row + 2]) isSphere[row] = 1
  }
  return isSphere
}

function hasSphereForm(ordered: OrderedSwc, root: number): boolean {
  const { points, parent } = ordered
  const { type, diameter } = points
  if (type[root] !== sectionType.soma) return false
  let span = 0
  for (const leaf of [root + 1, root + 2]) {
    if (parent[leaf] !== root || type[leaf] !== sectionType.soma || diameter[leaf] !== diameter[root])
      return false
    span += distance(ordered, root, leaf)
  }
  return Math.abs(span / diameter[root]! - 1) < 0.01
}

interface TreeCounts {
  /** Soma points of the tree, at the row of its root. */
  readonly somaPoints: Int32Array
  readonly hasChild: Uint8Array
}

/** Where extra roots are joined, the file is one tree. */
function countInTrees(ordered: OrderedSwc, extraRoots: 'separate' | 'neuron'): TreeCounts {
  const { points, parent } = ordered
  const root = new Int32Array(points.count)
  const somaPoints = new Int32Array(points.count)
  const hasChild = new Uint8Array(points.count)
  for (let row = 0; row < points.count; row++) {
    const up = parent[row]!
    if (up >= 0) hasChild[up] = 1
    root[row] = up >= 0 ? root[up]! : extraRoots === 'neuron' ? 0 : row
    if (points.type[row] === sectionType.soma) somaPoints[root[row]!]!++
  }
  return { somaPoints, hasChild }
}

function distance(ordered: OrderedSwc, a: number, b: number): number {
  const { x, y, z } = ordered.points
  const dx = x[a]! - x[b]!
  const dy = y[a]! - y[b]!
  const dz = z[a]! - z[b]!
  return Math.sqrt(dx * dx + dy * dy + dz * dz)
}
