import type { Graph, Value } from '../graph.ts'
import { operandsOf } from './columnUse.ts'
import type { Fused } from './fuse.ts'

/**
 * How many registers it takes to compute each value if nothing is shared (Sethi & Ullman 1970): operands are
 * computed in order of falling need, and each that is finished occupies one register while the next is computed.
 *
 * @returns shape [graph.size]
 */
export function registerNeeds(graph: Graph, fused: ReadonlyMap<Value, Fused>): Int32Array {
  const needs = new Int32Array(graph.size)
  for (let index = 0; index < graph.size; index++) {
    const value = index as Value
    const node = graph.node(value)
    if (graph.isSteady(value) || node.kind === 'constant' || node.kind === 'uniform') continue
    if (node.kind === 'column' && node.space === 'own') continue
    const falling = operandsOf(graph, fused, value)
      .map(operand => needs[operand] ?? 0)
      .sort((first, second) => second - first)
    needs[index] = Math.max(1, ...falling.map((need, finished) => (need === 0 ? 0 : need + finished)))
  }
  return needs
}
