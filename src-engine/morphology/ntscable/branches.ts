import { none, type PointTree } from './pointTree.ts'

/** A branch from its origin, through branch points, to its end. */
export interface Branch {
  /** Index of the primary neurite. */
  readonly neurite: number
  /** The point it starts at: a root, or a point of its parent. */
  readonly origin: number
  /** Its first own point; the others follow by `next`. */
  readonly first: number
  /** Index of the branch it starts on; −1 for the first of a neurite. */
  readonly parent: number
}

/**
 * The branches in the order of the original program: each before those that start on it, the most distal of these first,
 * each followed by its own. Other branches of a root count as starting on its first.
 */
export function branchesOf(tree: PointTree): readonly Branch[] {
  const branches: Branch[] = []
  const open: Branch[] = []
  tree.roots.forEach((root, neurite) => {
    if (tree.next[root] === none) return
    open.push({ neurite, origin: root, first: tree.next[root]!, parent: none })
    for (let branch = open.pop(); branch; branch = open.pop()) {
      const index = branches.push(branch) - 1
      if (branch.parent === none) pushSides(tree, branch.origin, index, neurite, open)
      for (let point = branch.first; point !== none; point = tree.next[point]!)
        pushSides(tree, point, index, neurite, open)
    }
  })
  return branches
}

/** Puts the branches that start at a point on the pile, the first of them on top. */
function pushSides(tree: PointTree, point: number, parent: number, neurite: number, open: Branch[]): void {
  const sides: number[] = []
  for (let side = tree.firstSide[point]!; side !== none; side = tree.nextSide[side]!) sides.push(side)
  for (let i = sides.length - 1; i >= 0; i--) open.push({ neurite, origin: point, first: sides[i]!, parent })
}
