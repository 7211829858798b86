import type { Effect } from '../effects.ts'
import type { Graph, Value } from '../graph.ts'

/**
 * Finds the values that some effect needs, and how often each is used.
 *
 * @returns uses of each value by operations and effects, shape [graph.size]; 0 for a dead value
 */
export function countUses(graph: Graph, effects: readonly Effect[]): Int32Array {
  const uses = new Int32Array(graph.size)
  for (const effect of effects) uses[effect.value] = (uses[effect.value] ?? 0) + 1
  // Operands have smaller indices than their users, so one sweep from the end reaches everything.
  for (let value = graph.size - 1; value >= 0; value--) {
    if (uses[value] === 0) continue
    const node = graph.node(value as Value)
    if (node.kind !== 'operation') continue
    for (const operand of node.operands) uses[operand] = (uses[operand] ?? 0) + 1
  }
  return uses
}
