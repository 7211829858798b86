import { withValues } from '../effects.ts'
import type { Graph, Value } from '../graph.ts'
import type { Step } from '../nodes.ts'
import { fold } from './fold.ts'

/** Makes another value in the place of one; `known` says what now stands for what that one is made of. */
export type Replacement = (known: (value: Value) => Value) => Value

/**
 * Puts other values in the place of some, and makes everything anew that is made of them.
 *
 * @param uses of each value, from removeDead; only what is used is made anew
 * @returns the steps, or the same where an element that is read in its turn would have to be made anew
 */
export function rewrite(
  graph: Graph,
  steps: readonly Step[],
  uses: Int32Array,
  replacements: ReadonlyMap<Value, Replacement>,
): readonly Step[] {
  if (replacements.size === 0) return steps
  // What stands for each value; −1: itself.
  const now = new Int32Array(uses.length).fill(-1)
  const isReplaced = (value: Value): boolean => (now[value] ?? -1) >= 0
  const known = (value: Value): Value => (isReplaced(value) ? (now[value] as Value) : value)
  for (let index = Math.min(...replacements.keys()); index < uses.length; index++) {
    if (uses[index] === 0) continue
    const node = graph.node(index as Value)
    const replacement = replacements.get(index as Value)
    if (replacement) now[index] = replacement(known)
    else if (node.kind === 'operation' && node.operands.some(isReplaced))
      now[index] = fold(graph, node.operation, node.operands.map(known))
    else if (node.kind === 'element' && (isReplaced(node.index) || isReplaced(node.when))) {
      // It is a step itself.
      if (node.inTurn) return steps
      now[index] = graph.element(node.space, node.name, known(node.index), known(node.when), undefined)
    }
  }
  return steps.map(step => (step.kind === 'loop' || step.kind === 'element' ? step : withValues(step, known)))
}
