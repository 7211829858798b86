import type { Graph, Value } from '../graph.ts'
import type { OperationName } from '../operations.ts'

/** An operation as the machine will run it, after fusing. */
export interface Fused {
  readonly operation: OperationName
  readonly operands: readonly Value[]
}

/**
 * Chooses for each operation the form in which the machine runs it: a product that is used only by one sum
 * becomes part of it, and a product with a reciprocal that nothing else uses the quotient that it stands for.
 *
 *     p = a * b            (p used once)
 *     s = p + c     →      s = mulAdd a b c
 *
 *     r = 1 / b            (r used once)
 *     q = a * r     →      q = a / b
 *
 * The sums round twice, so results do not change by a bit; a quotient rounds once where the product did twice. What is
 * saved is one pass over the block.
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

  /** What a value is the reciprocal of, where it is needed for one product only. */
  const reciprocalIn = (value: Value, product: Value): Value | undefined => {
    if (uses[value] !== 1 || graph.isSteady(value)) return undefined
    if (graph.homeOf(value) !== graph.homeOf(product)) return undefined
    const node = graph.node(value)
    if (node.kind !== 'operation' || node.operation !== 'div') return undefined
    const [above, below] = node.operands as [Value, Value]
    return graph.constantOf(above) === 1 ? below : undefined
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
  for (let index = 0; index < graph.size; index++) {
    const value = index as Value
    const node = graph.node(value)
    if (uses[value] === 0 || absorbed.has(value) || graph.isSteady(value)) continue
    if (node.kind !== 'operation' || node.operation !== 'mul') continue
    const [a, b] = node.operands as [Value, Value]
    const below = reciprocalIn(b, value)
    const belowFirst = below === undefined ? reciprocalIn(a, value) : undefined
    if (below !== undefined) fused.set(value, { operation: 'div', operands: [a, below] })
    else if (belowFirst !== undefined) fused.set(value, { operation: 'div', operands: [b, belowFirst] })
  }
  return fused
}
