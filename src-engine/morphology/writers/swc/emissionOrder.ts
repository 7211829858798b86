import type { Morphology } from '../../morphology.ts'

/**
 * The sections in an order with parents first in which those of one type keep their order, since that is what numbers
 * them when the file is read; where the two contradict each other, parents first alone.
 */
export function emissionOrder({ sections }: Morphology): Int32Array {
  const { count, type, parent } = sections
  const before = new Int32Array(count).fill(-1)
  const lastOfType = new Map<number, number>()
  for (let section = 0; section < count; section++) {
    before[section] = lastOfType.get(type[section]!) ?? -1
    lastOfType.set(type[section]!, section)
  }
  return depthFirst(count, [parent, before]) ?? depthFirst(count, [parent])!
}

/** Every item after those that it depends on; undefined where they depend on each other in a circle. */
function depthFirst(count: number, dependencies: readonly Int32Array[]): Int32Array | undefined {
  const order = new Int32Array(count)
  let done = 0
  /** 0 not seen, 1 waiting for others, 2 in the order. */
  const state = new Uint8Array(count)
  for (let start = 0; start < count; start++) {
    const waiting = state[start] === 0 ? [start] : []
    while (waiting.length > 0) {
      const item = waiting[waiting.length - 1]!
      state[item] = 1
      let next = -1
      for (const column of dependencies) {
        const other = column[item]!
        if (other < 0 || state[other] === 2) continue
        if (state[other] === 1) return undefined
        next = other
        break
      }
      if (next >= 0) {
        waiting.push(next)
        continue
      }
      waiting.pop()
      state[item] = 2
      order[done++] = item
    }
  }
  return order
}
