import type { Span } from '../../core/source/span.ts'
import type { BinaryOperator, Expression } from '../ast/expressions.ts'
import { type Around, hasEffects, type Translated } from './around.ts'
import type { CExpression } from './cNodes.ts'
import {
  assignNode,
  binaryNode,
  callNode,
  ifNode,
  localNode,
  nameNode,
  numberNode,
  unaryNode,
} from './nodes.ts'
import { Unsupported } from './unsupported.ts'

const truthOperators: readonly string[] = ['<', '<=', '>', '>=', '==', '!=', '&&', '||']
const plainOperators: readonly string[] = ['+', '-', '*', ...truthOperators]

export function translateBinary(around: Around, node: Extract<CExpression, { kind: 'binary' }>): Translated {
  const { operator } = node
  if (operator === '&&' || operator === '||') return translateLogical(around, operator, node)
  const [left, right] = [around.value(node.left), around.value(node.right)]
  return combine(isTruth(node) ? (bitsOfTruth[operator] ?? operator) : operator, left, right, node)
}

/** Single bits of truth values are truth values. */
const bitsOfTruth: Readonly<Record<string, string>> = { '&': '&&', '|': '||', '^': '!=' }

function isTruth(node: CExpression): boolean {
  if (node.kind === 'unary') return node.operator === '!'
  if (node.kind !== 'binary') return false
  if (truthOperators.includes(node.operator)) return true
  return Object.hasOwn(bitsOfTruth, node.operator) && isTruth(node.left) && isTruth(node.right)
}

/** The right side is not reached where the left decides; that matters where it does something or may fail. */
function translateLogical(
  around: Around,
  operator: '&&' | '||',
  node: Extract<CExpression, { kind: 'binary' }>,
): Translated {
  const left = around.settled(node.left).value
  const inner = around.inner()
  const right = inner.settled(node.right).value
  if (inner.before.length === 0 && !hasEffects(right) && !mayFail(right))
    return { value: binaryNode(operator, left, right, node), whole: true }
  const name = around.scope.fresh('both')
  const isAnd = operator === '&&'
  const truth = binaryNode('!=', right, numberNode(0, node), node)
  around.before.push(
    localNode([name], node),
    assignNode(name, numberNode(isAnd ? 0 : 1, node), node),
    ifNode(
      isAnd ? left : unaryNode('!', left, node),
      [...inner.before, assignNode(name, truth, node)],
      [],
      node,
    ),
  )
  return { value: nameNode(name, node), whole: true }
}

/** `a ? b : c`: only one of the two happens. */
export function translateChoice(around: Around, node: Extract<CExpression, { kind: 'choice' }>): Translated {
  const name = around.scope.fresh('choice')
  const condition = around.settled(node.condition)
  const side = (part: CExpression) => {
    const inner = around.inner()
    const { value, whole } = inner.settled(part)
    return { statements: [...inner.before, assignNode(name, value, part)], whole }
  }
  // What never happens need not have a meaning.
  if (condition.value.kind === 'number')
    return around.settled(condition.value.value !== 0 ? node.yes : node.no)
  const [yes, no] = [side(node.yes), side(node.no)]
  around.before.push(
    localNode([name], node),
    assignNode(name, numberNode(0, node), node),
    ifNode(condition.value, yes.statements, no.statements, node),
  )
  return { value: nameNode(name, node), whole: yes.whole && no.whole }
}

/** One operation of C on numbers; whole numbers divide to whole numbers. */
export function combine(operator: string, left: Translated, right: Translated, span: Span): Translated {
  const whole = left.whole && right.whole
  if (operator === '/') {
    const quotient = binaryNode('/', left.value, right.value, span)
    return { value: whole ? callNode('INT', [quotient], span) : quotient, whole }
  }
  if (operator === '%') {
    if (!whole) throw new Unsupported('it takes the rest of a division of numbers that are not whole', span)
    return { value: callNode('fmod', [left.value, right.value], span), whole: true }
  }
  if (!plainOperators.includes(operator)) throw new Unsupported('it works with single bits', span)
  const value = binaryNode(operator as BinaryOperator, left.value, right.value, span)
  return { value, whole: truthOperators.includes(operator) || whole }
}

/** Whether taking a value may end the run: an element at a computed index. */
function mayFail(expression: Expression): boolean {
  switch (expression.kind) {
    case 'element':
      return expression.index.kind !== 'number'
    case 'call':
      return expression.arguments.some(mayFail)
    case 'unary':
      return mayFail(expression.operand)
    case 'binary':
      return mayFail(expression.left) || mayFail(expression.right)
    default:
      return false
  }
}
