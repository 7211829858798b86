import type { Graph, Value } from '../graph.ts'
import type { Step } from '../nodes.ts'
import { everyEffect } from './removeDead.ts'

/**
 * Whether the instances must run one after the other: where a uniform that is written is also read, for the next
 * instance must see what this one wrote; and where a loop writes what several instances may share, for with many side
 * by side the last writer would depend on how many they are.
 *
 * @param uses of each value, from removeDead
 */
export function mustBeSequential(graph: Graph, steps: readonly Step[], uses: Int32Array): boolean {
  const written = new Set<string>()
  for (const { effect, inLoop } of everyEffect(steps)) {
    if (inLoop && (effect.kind === 'setUniform' || effect.kind === 'assignAt')) return true
    if (effect.kind === 'setUniform') written.add(effect.name)
  }
  return uses.some((count, index) => {
    if (count === 0) return false
    const node = graph.node(index as Value)
    return node.kind === 'uniform' && written.has(node.name)
  })
}
