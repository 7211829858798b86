import type { Statement } from '../ast/statements.ts'
import type { Around } from './around.ts'
import type { CExpression } from './cNodes.ts'
import { assignNode, callNode, callStatement, nameNode, numberNode } from './nodes.ts'
import { fail, isNil, isNowhere, madeFlag } from './nowhere.ts'
import { slotOf, structureAt } from './slots.ts'
import { Unsupported } from './unsupported.ts'

/**
 * An assignment to a pointer that holds a structure, leads to one, or leads nowhere; undefined for all others. Memory is
 * asked for before the first step only: its numbers are 0 then, as they have not been used before.
 */
export function makeStructure(
  around: Around,
  target: CExpression,
  value: CExpression,
): readonly Statement[] | undefined {
  const { scope } = around
  const { structures } = scope.file
  if (isNil(scope, target)) {
    if (isZero(value) || isNil(scope, value)) return []
    // What is found by looking where nothing is.
    const [first] = value.kind === 'call' ? value.arguments : []
    if (first && (isNil(scope, first) || isNowhere(scope, first))) {
      fail(around, first)
      return []
    }
    throw new Unsupported('it works with addresses in memory', target)
  }
  const slot = slotOf(scope, target)
  if (slot !== undefined && scope.file.streams.has(slot) && isZero(value))
    return [callStatement(callNode('nrn_random_gone', [nameNode(slot, target)], target))]
  const path =
    structureAt(scope, target)?.path ??
    (slot !== undefined && structures.pointers.has(slot) ? slot : undefined)
  if (path === undefined) return undefined
  // There is none, and there never is.
  if (isZero(value) && !structures.made.has(path)) return []
  if (asksForMemory(value)) {
    if (!structures.made.has(path) || scope.enclosing.makes === undefined)
      throw new Unsupported('it asks for memory', value, 'Ask for it in CONSTRUCTOR, or declare an array.')
    const flag = madeFlag(scope, path, target)
    return flag.kind === 'name' ? [assignNode(flag.name, numberNode(1, value), value)] : []
  }
  if (target.kind !== 'name' && target.kind !== 'member') return undefined
  if (structureAt(scope, value)?.path === path || slotOf(scope, value) === path) return []
  throw new Unsupported(`"${target.name}" leads to the structure of another instance, or nowhere`, target)
}

function isZero(node: CExpression): boolean {
  return node.kind === 'cast' ? isZero(node.operand) : node.kind === 'number' && node.value === 0
}

function asksForMemory(node: CExpression): boolean {
  if (node.kind === 'cast') return asksForMemory(node.operand)
  return (
    node.kind === 'call' && node.callee.kind === 'name' && /^(?:e|hoc_E)?(?:c|m)alloc$/.test(node.callee.name)
  )
}
