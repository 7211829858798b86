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
  if (node.kind === 'member') {
    const base = structureAt(scope, node.base)
    const path = base && `${base.path}.${node.name}`
    return path !== undefined && scope.file.vectors.has(path) ? path : undefined
  }
  if (node.kind !== 'name') return undefined
  const found = scope.find(node.name)
  if (found?.kind === 'handle') return found.slot
  return scope.file.pointers.has(node.name) || scope.file.vectors.has(node.name) ? node.name : undefined
}

/** A structure that an expression leads to. */
export interface Place {
  readonly path: string
  readonly of: string
}

/** The structure that an expression leads to, where it is one of those that instances hold. */
export function structureAt(scope: Scope, node: CExpression): Place | undefined {
  const { types, paths } = scope.file.structures
  switch (node.kind) {
    case 'cast': {
      const path = node.of === undefined ? undefined : paths.get(node.of)
      if (node.of === undefined || path === undefined) return structureAt(scope, node.operand)
      return pointerOf(scope, node.operand) === path
        ? { path, of: node.of }
        : structureAt(scope, node.operand)
    }
    case 'unary':
      return node.operator === '*' || node.operator === '&' ? structureAt(scope, node.operand) : undefined
    case 'name': {
      const found = scope.find(node.name)
      if (found?.kind !== 'handle' || found.slot === undefined) return undefined
      const type = [...paths].find(([, path]) => path === found.slot)?.[0]
      return type === undefined ? undefined : { path: found.slot, of: type }
    }
    case 'member': {
      const base = structureAt(scope, node.base)
      const member = base && types.get(base.of)?.get(node.name)
      return base && member?.kind === 'structure'
        ? { path: `${base.path}.${node.name}`, of: member.of }
        : undefined
    }
    default:
      return undefined
  }
}

/** The POINTER that `*(&(_p_sop))` and its like name, through nothing else. */
function pointerOf(scope: Scope, node: CExpression): string | undefined {
  if (node.kind === 'cast') return pointerOf(scope, node.operand)
  if (node.kind === 'unary') return pointerOf(scope, node.operand)
  return node.kind === 'name' ? slotOf(scope, node) : undefined
}
