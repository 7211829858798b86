import { childCount } from '../cell/neuriteTree.ts'
import type { MeasuredCell } from '../cell/measuredCell.ts'
import { lengths } from './sectionSums.ts'

/** Adds up over each section and all sections on it, from the ends inwards. */
function sumOfSubtrees({ tree }: MeasuredCell, own: (section: number) => number): Float64Array {
  const sums = new Float64Array(tree.parent.length)
  for (let at = tree.order.length - 1; at >= 0; at--) {
    const section = tree.order[at]!
    sums[section]! += own(section)
    const up = tree.parent[section]!
    if (up >= 0) sums[up]! += sums[section]!
  }
  return sums
}

/** Number of ends on each section; 1 for an end itself. */
export const terminalDegrees = (cell: MeasuredCell) =>
  sumOfSubtrees(cell, section => (childCount(cell.tree, section) === 0 ? 1 : 0))

/** Number of sections of each sub-tree, its first one included. */
export const subtreeSizes = (cell: MeasuredCell) => sumOfSubtrees(cell, () => 1)

/** Total length of each section and everything on it [µm]. */
export const downstreamLengths = (cell: MeasuredCell) => {
  const length = cell.of(lengths)
  return sumOfSubtrees(cell, section => length[section]!)
}

/** Strahler's order: 1 at ends; that of the largest child, and one more where two children have it. */
export function strahlerOrders({ tree }: MeasuredCell): Float64Array {
  const orders = new Float64Array(tree.parent.length)
  for (let at = tree.order.length - 1; at >= 0; at--) {
    const section = tree.order[at]!
    let [largest, times] = [0, 0]
    for (let k = tree.firstChild[section]!; k < tree.firstChild[section + 1]!; k++) {
      const order = orders[tree.children[k]!]!
      if (order > largest) [largest, times] = [order, 1]
      else if (order === largest) times++
    }
    orders[section] = largest === 0 ? 1 : largest + (times > 1 ? 1 : 0)
  }
  return orders
}
