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
    needs[index] = needOf(operandsOf(graph, fused, value), needs)
  }
  return needs
}

/** The need of a value whose operands have these. Nearly all have at most three, for which nothing is sorted. */
function needOf(operands: readonly Value[], needs: Int32Array): number {
  if (operands.length <= 3) {
    const [a, b, c] = operands
    const first = a === undefined ? 0 : (needs[a] ?? 0)
    const second = b === undefined ? 0 : (needs[b] ?? 0)
    const third = c === undefined ? 0 : (needs[c] ?? 0)
    const least = Math.min(first, second, third)
    const most = Math.max(first, second, third)
    const middle = first + second + third - least - most
    return Math.max(1, most, middle === 0 ? 0 : middle + 1, least === 0 ? 0 : least + 2)
  }
  const falling = operands.map(operand => needs[operand] ?? 0).sort((first, second) => second - first)
  return Math.max(1, ...falling.map((need, finished) => (need === 0 ? 0 : need + finished)))
}
