import type { Graph, Value } from '../graph.ts'
import type { OperationName } from '../operations.ts'

/** An operation as the machine will run it, after fusing. */
export interface Fused {
  readonly operation: OperationName
  readonly operands: readonly Value[]
}

/**
 * Chooses for each operation the form in which the machine runs it: a product that is used only by one sum
 * becomes part of it.
 *
 *     p = a * b            (p used once)
 *     s = p + c     →      s = mulAdd a b c
 *
 * The fused operations round twice, so results do not change by a bit; what is saved is one pass over the block.
 * Products of hoisted values stay as they are, and so do products that a loop does not change but its sum does.
 *
 * @param uses of each value, from removeDead
 * @returns the fused form of each value that has one
 */
export function fuse(graph: Graph, uses: Int32Array): ReadonlyMap<Value, Fused> {
  const fused = new Map<Value, Fused>()
  const absorbed = new Set<Value>()

  const productIn = (value: Value, sum: Value): readonly Value[] | undefined => {
    if (uses[value] !== 1 || graph.isSteady(value) || absorbed.has(value)) return undefined
    if (graph.homeOf(value) !== graph.homeOf(sum)) return undefined
    const node = graph.node(value)
    return node.kind === 'operation' && node.operation === 'mul' ? node.operands : undefined
  }

  for (let index = 0; index < graph.size; index++) {
    const value = index as Value
    const node = graph.node(value)
    if (uses[value] === 0 || graph.isSteady(value) || node.kind !== 'operation') continue
    const [a, b] = node.operands as [Value, Value]
    const isSum = node.operation === 'add'
    if (!isSum && node.operation !== 'sub') continue
    const left = productIn(a, value)
    const right = left ? undefined : productIn(b, value)
    if (left) {
      fused.set(value, { operation: isSum ? 'mulAdd' : 'mulSub', operands: [...left, b] })
      absorbed.add(a)
    } else if (right) {
      fused.set(value, { operation: isSum ? 'mulAdd' : 'subMul', operands: [...right, a] })
      absorbed.add(b)
    }
  }
  return fused
}
