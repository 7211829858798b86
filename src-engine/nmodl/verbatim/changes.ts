import type { Span } from '../../core/source/span.ts'
import type { Expression } from '../ast/expressions.ts'
import type { Statement } from '../ast/statements.ts'
import { type Around, hasEffects, type Translated, truncated } from './around.ts'
import type { CExpression } from './cNodes.ts'
import { assignNode, elementNode, numberNode } from './nodes.ts'
import { fail, isNowhere } from './nowhere.ts'
import { combine } from './operators.ts'
import { tryToDiscard } from './streams.ts'
import { Unsupported } from './unsupported.ts'
import { fillSeries } from './vectors.ts'

/** `x = 1`, `x += 1`, `x++`: the change is made before the value is taken, or after it for `x++`. */
export function translateChange(
  around: Around,
  node: Extract<CExpression, { kind: 'assign' | 'step' }>,
): Translated {
  if (isNowhere(around.scope, node.target)) {
    if (node.kind === 'assign') tryToDiscard(around, node.value)
    return fail(around, node.target)
  }
  const filled = fillSeries(around, node)
  if (filled) return filled
  const target = targetOf(around, node.target)
  const read: Translated = { value: target.present, whole: target.whole }
  const assign = (made: Translated, span: Span): Statement =>
    assignNode(target.name, target.whole ? truncated(made, span) : made.value, span, target.index)
  if (node.kind === 'step') {
    const made = combine(node.by === 1 ? '+' : '-', read, { value: numberNode(1, node), whole: true }, node)
    ;(node.prefix ? around.before : around.after).push(assign(made, node))
    return read
  }
  const value = around.value(node.value)
  const made = node.operator === '' ? value : combine(node.operator, read, value, node)
  around.before.push(assign(made, node))
  return read
}

interface Target {
  readonly name: string
  readonly index: Expression | undefined
  readonly whole: boolean
  readonly present: Expression
}

function targetOf(around: Around, node: CExpression): Target {
  const { value, whole } = around.value(node)
  if (value.kind === 'name') return { name: value.name, index: undefined, whole, present: value }
  if (value.kind !== 'element')
    throw new Unsupported('it assigns to something that is not a number of the mechanism', node)
  const { name } = value
  // The element is named twice where its old number counts; what finds it must run once.
  const index = hasEffects(value.index) ? around.keep('index', value.index, node) : value.index
  return { name, index, whole, present: elementNode(name, index, node) }
}
