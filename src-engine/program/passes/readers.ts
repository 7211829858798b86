import type { Graph, Value } from '../graph.ts'
import { operandsOfNode } from '../nodes.ts'

/** Who reads each value. */
export interface Readers {
  /** Operations and elements, each once. */
  of(value: Value): readonly Value[]
  /** Whether effects read it too. */
  isStored(value: Value): boolean
}

const nobody: readonly Value[] = []

/** The operations and elements that are used, by what they read; and what effects read. */
export function readersOf(graph: Graph, uses: Int32Array): Readers {
  const readers: (Value[] | undefined)[] = []
  const elsewhere = uses.slice()
  for (let index = 0; index < uses.length; index++) {
    if (uses[index] === 0) continue
    for (const operand of operandsOfNode(graph.node(index as Value))) {
      elsewhere[operand] = (elsewhere[operand] as number) - 1
      const list = readers[operand]
      if (!list) readers[operand] = [index as Value]
      else if (list.at(-1) !== index) list.push(index as Value)
    }
  }
  return {
    of: value => readers[value] ?? nobody,
    isStored: value => (elsewhere[value] ?? 0) > 0,
  }
}
