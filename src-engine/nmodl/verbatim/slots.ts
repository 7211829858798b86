import type { CExpression } from './cNodes.ts'
import type { Scope } from './scope.ts'

/** The POINTER that `(void**)(&_p_rng)` and its like lead to. */
export function slotOf(scope: Scope, node: CExpression): string | undefined {
  if (node.kind === 'cast') return slotOf(scope, node.operand)
  // The numbers of a Vector are reached as the Vector is.
  if (node.kind === 'call' && node.callee.kind === 'name' && node.callee.name === 'vector_vec')
    return node.arguments[0] && slotOf(scope, node.arguments[0])
  if (node.kind === 'unary' && (node.operator === '&' || node.operator === '*'))
    return slotOf(scope, node.operand)
  if (node.kind !== 'name') return undefined
  const found = scope.find(node.name)
  if (found?.kind === 'handle') return found.slot
  return scope.file.pointers.has(node.name) || scope.file.vectors.has(node.name) ? node.name : undefined
}
