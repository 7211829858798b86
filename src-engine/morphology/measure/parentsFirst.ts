import type { Morphology } from '../morphology.ts'

/** The sections in an order where every parent stands before its children; Import3d's order need not be one. */
export function sectionsParentsFirst(morphology: Morphology): Int32Array {
  const { count, parent } = morphology.sections
  const order = new Int32Array(count)
  const isPlaced = new Uint8Array(count)
  let placed = 0
  for (let section = 0; section < count; section++) {
    const path: number[] = []
    for (let at = section; at >= 0 && !isPlaced[at]; at = parent[at]!) {
      path.push(at)
      isPlaced[at] = 1
    }
    for (const at of path.reverse()) order[placed++] = at
  }
  return order
}
