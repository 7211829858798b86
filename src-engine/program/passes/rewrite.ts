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
  const replaced = new Map<Value, Value>()
  const known = (value: Value): Value => replaced.get(value) ?? value
  for (let index = 0; index < uses.length; index++) {
    const value = index as Value
    const node = graph.node(value)
    if (uses[index] === 0) continue
    const replacement = replacements.get(value)
    if (replacement) replaced.set(value, replacement(known))
    else if (node.kind === 'operation' && node.operands.some(operand => replaced.has(operand)))
      replaced.set(value, fold(graph, node.operation, node.operands.map(known)))
    else if (node.kind === 'element' && (replaced.has(node.index) || replaced.has(node.when))) {
      // It is a step itself.
      if (node.inTurn) return steps
      replaced.set(
        value,
        graph.element(node.space, node.name, known(node.index), known(node.when), undefined),
      )
    }
  }
  return steps.map(step => (step.kind === 'loop' || step.kind === 'element' ? step : withValues(step, known)))
}
