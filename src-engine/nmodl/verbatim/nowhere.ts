import type { Span } from '../../core/source/span.ts'
import type { Expression } from '../ast/expressions.ts'
import type { Around, Translated } from './around.ts'
import type { CExpression } from './cNodes.ts'
import { binaryNode, callNode, callStatement, elementNode, nameNode, numberNode } from './nodes.ts'
import type { Scope } from './scope.ts'
import { type Place, structureAt } from './slots.ts'
import type { Member } from './structures.ts'
import { truncated } from './around.ts'
import { Unsupported } from './unsupported.ts'

function memberAt(scope: Scope, node: CExpression): (Place & { readonly member: Member }) | undefined {
  if (node.kind !== 'member') return undefined
  const base = structureAt(scope, node.base)
  if (!base) return undefined
  const member = scope.file.structures.types.get(base.of)?.get(node.name)
  if (!member) throw new Unsupported(`its structure has no "${node.name}"`, node)
  return { ...base, member }
}

/** Series that stand in the structure at a path. */
function seriesIn(scope: Scope, path: string): readonly string[] {
  return [...scope.file.structures.series].filter(series => series.startsWith(`${path}.`))
}

/** Whether there can be a structure at a path: some block makes it, or the model gives its series. */
function canBe(scope: Scope, path: string): boolean {
  return scope.file.structures.made.has(path) || seriesIn(scope, path).length > 0
}

/** Whether an expression is a pointer that nothing here makes lead anywhere. */
export function isNil(scope: Scope, node: CExpression): boolean {
  switch (node.kind) {
    case 'cast':
      return node.pointer && isNil(scope, node.operand)
    case 'name': {
      const found = scope.find(node.name)
      return found?.kind === 'nil' && !found.isArray
    }
    case 'index': {
      const found = node.base.kind === 'name' ? scope.find(node.base.name) : undefined
      const member = memberAt(scope, node.base)?.member
      return (found?.kind === 'nil' && found.isArray) || (member?.kind === 'pointer' && member.isArray)
    }
    case 'member': {
      const member = memberAt(scope, node)?.member
      return member?.kind === 'pointer' && !member.isArray
    }
    default:
      return false
  }
}

/** Whether taking what stands there goes through a pointer that leads nowhere. */
export function isNowhere(scope: Scope, node: CExpression): boolean {
  switch (node.kind) {
    case 'cast':
      return isNowhere(scope, node.operand)
    case 'index':
      return isNil(scope, node.base) || isNowhere(scope, node.base)
    case 'unary':
      return node.operator === '*' && (isNil(scope, node.operand) || isNowhere(scope, node.operand))
    case 'member': {
      const base = structureAt(scope, node.base)
      return base ? !canBe(scope, base.path) || isNowhere(scope, node.base) : isNil(scope, node.base)
    }
    default:
      return false
  }
}

/** Ends the run, as C would end by looking where a pointer leads that leads nowhere. */
export function fail({ before, scope }: Around, node: CExpression): Translated {
  scope.note('nmodl/verbatim-nowhere', nameIn(node), node)
  const text = `The C code looks where "${nameIn(node)}" leads, and it leads nowhere.`
  const message: Expression = { kind: 'string', text, span: { start: node.start, end: node.end } }
  before.push(callStatement(callNode('error', [message], node)))
  return { value: numberNode(0, node), whole: true }
}

function nameIn(node: CExpression): string {
  if (node.kind === 'name' || node.kind === 'member') return node.name
  if (node.kind === 'index') return nameIn(node.base)
  return node.kind === 'cast' || node.kind === 'unary' ? nameIn(node.operand) : 'a pointer'
}

/** The value of a pointer that leads nowhere is 0. */
export function nil(around: Around, node: CExpression): Translated {
  around.scope.note('nmodl/verbatim-nowhere', nameIn(node), node)
  return { value: numberNode(0, node), whole: true }
}

/** Whether there is a structure at a path: what a pointer to it is in a condition. */
export function isThere(around: Around, path: string, node: CExpression): Translated {
  const { scope } = around
  if (scope.file.structures.made.has(path)) return { value: madeFlag(scope, path, node), whole: true }
  const given = seriesIn(scope, path).map((series): Expression =>
    callNode('vector_given', [nameNode(series, node)], node),
  )
  const [first, ...others] = given
  if (!first) return nil(around, node)
  return { value: others.reduce((all, one) => binaryNode('||', all, one, node), first), whole: true }
}

/** The number that is 1 from when the structure at a path has been made. */
export function madeFlag({ file }: Scope, path: string, span: Span): Expression {
  file.structures.numbers.set(`${path}.made`, undefined)
  return nameNode(`${path}.made`, span)
}

/** A member of a structure; undefined where there is no structure. */
export function readStructure(around: Around, node: CExpression, index?: Translated): Translated | undefined {
  const { scope } = around
  const found = memberAt(scope, node)
  if (!found || node.kind !== 'member') return undefined
  const { path, member } = found
  const name = `${path}.${node.name}`
  if (member.kind === 'structure') return isThere(around, name, node)
  if (member.kind === 'vector')
    return { value: callNode('vector_given', [nameNode(name, node)], node), whole: true }
  if (member.kind === 'pointer') throw new Unsupported('it works with addresses in memory', node)
  if ((member.length === undefined) !== (index === undefined))
    throw new Unsupported(`it uses the array "${node.name}" as an address`, node)
  if (member.type === 'float') scope.note('nmodl/verbatim-single', node.name, node)
  scope.file.structures.numbers.set(name, member.length)
  const whole = member.type === 'int'
  return index
    ? { value: elementNode(name, truncated(index, node), node), whole }
    : { value: nameNode(name, node), whole }
}
