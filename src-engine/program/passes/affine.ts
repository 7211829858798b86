import type { Graph, Value } from '../graph.ts'

/** slope·x + offset, where slope and offset are numbers and x is no longer a sum or product with a number. */
export interface Affine {
  readonly x: Value
  readonly slope: number
  readonly offset: number
}

/** An exponential e^(slope·x + offset). */
export interface Exponential extends Affine {
  readonly value: Value
}

/** The exponentials that vary and are used, in the order in which they were made. */
export function exponentialsIn(graph: Graph, uses: Int32Array): readonly Exponential[] {
  const found: Exponential[] = []
  for (const value of graph.exponentials) {
    const node = graph.node(value)
    if ((uses[value] ?? 0) === 0 || graph.isSteady(value) || node.kind !== 'operation') continue
    found.push({ value, ...affineOf(graph, node.operands[0] as Value) })
  }
  return found
}

/** The value as slope·x + offset of the value below it that varies. */
export function affineOf(graph: Graph, value: Value): Affine {
  let x = value
  let slope = 1
  let offset = 0
  for (;;) {
    const node = graph.node(x)
    if (node.kind !== 'operation') break
    const [a, b] = node.operands as [Value, Value]
    if (node.operation === 'neg') {
      slope = -slope
      x = a
      continue
    }
    if (node.operation !== 'add' && node.operation !== 'sub' && node.operation !== 'mul') break
    const left = graph.constantOf(a)
    const number = left ?? graph.constantOf(b)
    if (number === undefined) break
    x = left === undefined ? a : b
    if (node.operation === 'mul') slope *= number
    else if (node.operation === 'add') offset += slope * number
    else if (left === undefined) offset -= slope * number
    else {
      offset += slope * number
      slope = -slope
    }
  }
  return { x, slope, offset }
}
