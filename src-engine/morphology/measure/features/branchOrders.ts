import type { MeasuredCell } from '../cell/measuredCell.ts'

/** How many sections lie between each section and the start of its neurite, shape [sections]; 0 for the soma. */
export function branchOrders({ tree }: MeasuredCell): Float64Array {
  const orders = new Float64Array(tree.parent.length)
  for (const section of tree.order) {
    const up = tree.parent[section]!
    if (up >= 0) orders[section] = orders[up]! + 1
  }
  return orders
}
