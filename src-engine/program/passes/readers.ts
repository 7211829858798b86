import type { Graph, Value } from '../graph.ts'
import { operandsOfNode } from '../nodes.ts'

/** Who reads each value. */
export interface Readers {
  /** Operations and elements. */
  readonly of: ReadonlyMap<Value, readonly Value[]>
  /** Values that effects read too. */
  readonly stored: ReadonlySet<Value>
}

/** The operations and elements that are used, by what they read; and what effects read. */
export function readersOf(graph: Graph, uses: Int32Array): Readers {
  const readers = new Map<Value, Value[]>()
  const elsewhere = Array.from(uses)
  for (let index = 0; index < uses.length; index++) {
    if (uses[index] === 0) continue
    for (const operand of operandsOfNode(graph.node(index as Value))) {
      elsewhere[operand] = (elsewhere[operand] ?? 0) - 1
      const list = readers.get(operand)
      if (!list) readers.set(operand, [index as Value])
      else if (list.at(-1) !== index) list.push(index as Value)
    }
  }
  const stored = new Set<Value>()
  elsewhere.forEach((count, value) => {
    if (count > 0) stored.add(value as Value)
  })
  return { of: readers, stored }
}
