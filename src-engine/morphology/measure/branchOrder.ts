import { sectionType, type Morphology } from '../morphology.ts'
import { sectionsParentsFirst } from './parentsFirst.ts'

/** How many sections lie between each section and the start of its tree: 0 for roots and for what leaves the soma. */
export function branchOrders(morphology: Morphology): Int32Array {
  const { count, parent, type } = morphology.sections
  const orders = new Int32Array(count)
  for (const section of sectionsParentsFirst(morphology)) {
    const up = parent[section]!
    orders[section] = up < 0 || type[up] === sectionType.soma ? 0 : orders[up]! + 1
  }
  return orders
}
