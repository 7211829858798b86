import type { Graph, Value } from '../graph.ts'

/** slope·x + offset, where slope and offset are numbers and x is no longer a sum or product with a number. */
export interface Affine {
  readonly x: Value
  readonly slope: number
  readonly offset: number
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
