import type { Span } from '../../core/source/span.ts'
import type { BinaryOperator, Expression, Statement } from '../ast/nodes.ts'
import { calls } from './calls.ts'
import type { CExpression } from './cNodes.ts'
import { placed, type Scope } from './scope.ts'
import { Unsupported } from './unsupported.ts'

/** An expression of NMODL and whether C takes it for a whole number. */
export interface Translated {
  readonly value: Expression
  readonly whole: boolean
}

/** Where an expression of C is being translated: what it has to do before and after its value is taken. */
export interface Around {
  readonly scope: Scope
  readonly before: Statement[]
  readonly after: Statement[]
}

export const numberNode = (value: number, span: Span): Expression =>
  placed({ kind: 'number', value, text: String(value), unit: '' } as const, span) as Expression

export const nameNode = (name: string, span: Span): Expression =>
  placed({ kind: 'name', name } as const, span) as Expression

export const callNode = (
  name: string,
  values: readonly Expression[],
  span: Span,
): Extract<Expression, { kind: 'call' }> =>
  placed({ kind: 'call', callee: placed({ name }, span), arguments: values } as const, span) as Extract<
    Expression,
    { kind: 'call' }
  >

export const binaryNode = (
  operator: BinaryOperator,
  left: Expression,
  right: Expression,
  span: Span,
): Expression => placed({ kind: 'binary', operator, left, right } as const, span) as Expression

export const assignNode = (name: string, value: Expression, span: Span, index?: Expression): Statement =>
  placed({ kind: 'assign', target: placed({ name }, span), index, value } as const, span) as Statement

/** A whole number is what C makes of a number when it puts it into an `int`: without its fraction. */
export const truncated = ({ value, whole }: Translated, span: Span): Expression =>
  whole ? value : callNode('INT', [value], span)

/** Translates an expression whose value is a number. */
export function translateExpression(around: Around, node: CExpression): Translated {
  switch (node.kind) {
    case 'number':
      return { value: numberNode(node.value, node), whole: node.whole }
    case 'name':
      return readName(around, node)
    case 'cast': {
      if (node.pointer) throw new Unsupported('it works with addresses in memory', node)
      const operand = translateExpression(around, node.operand)
      return node.type === 'int'
        ? { value: truncated(operand, node), whole: true }
        : { ...operand, whole: false }
    }
    case 'unary':
      return translateUnary(around, node)
    case 'binary':
      return translateBinary(around, node)
    case 'choice': {
      const name = around.scope.fresh('choice')
      const pick = (part: CExpression) => sideOf(around, part, value => assignNode(name, value, part))
      const condition = translateExpression(around, node.condition)
      const [yes, no] = [pick(node.yes), pick(node.no)]
      around.before.push(localNode([name], node), assignNode(name, numberNode(0, node), node))
      around.before.push(ifNode(condition.value, yes.statements, no.statements, node))
      return { value: nameNode(name, node), whole: yes.whole && no.whole }
    }
    case 'assign':
    case 'step':
      return translateChange(around, node)
    case 'call':
      return calls(around, node)
    case 'index':
      return readElement(around, node)
    case 'comma': {
      const values = node.parts.map(part => translateExpression(around, part))
      return values.at(-1) as Translated
    }
    case 'string':
      throw new Unsupported('it works with text', node)
    case 'member':
      return readMember(around, node)
  }
}

/** What a part does that is only reached on one side of a choice. */
function sideOf(
  around: Around,
  part: CExpression,
  take: (value: Expression) => Statement,
): { readonly statements: readonly Statement[]; readonly whole: boolean } {
  const inner: Around = { scope: around.scope, before: [], after: [] }
  const { value, whole } = translateExpression(inner, part)
  return { statements: [...inner.before, take(value), ...inner.after], whole }
}

/** Names of NEURON's that have one value here: there is one thread, and no adaptive step in C. */
const plainNames: Readonly<Record<string, number>> = {
  _nt: 0,
  nrn_threads: 0,
  cvode_active_: 0,
  RAND_MAX: 2147483647,
}

function readName({ scope }: Around, node: Extract<CExpression, { kind: 'name' }>): Translated {
  const found = scope.find(node.name)
  if (found?.kind === 'number') {
    if (found.length !== undefined)
      throw new Unsupported(`it uses the array "${node.name}" as an address`, node)
    return { value: nameNode(found.name, node), whole: found.type === 'int' }
  }
  if (found?.kind === 'handle' && found.slot !== undefined) {
    const { streams, vectors } = scope.file
    const asks = streams.has(found.slot)
      ? 'nrn_random_given'
      : vectors.has(found.slot)
        ? 'vector_given'
        : 'nrn_pointing'
    return { value: callNode(asks, [nameNode(found.slot, node)], node), whole: true }
  }
  const known = Object.hasOwn(plainNames, node.name) ? plainNames[node.name] : undefined
  if (known !== undefined) return { value: numberNode(known, node), whole: true }
  throw new Unsupported(`it uses "${node.name}", which the file does not declare as a number`, node)
}

/** `_nt->_t` and its like; everything else reaches into memory. */
function readMember(_: Around, node: Extract<CExpression, { kind: 'member' }>): Translated {
  const quantities: Readonly<Record<string, string>> = { _t: 't', _dt: 'dt' }
  const quantity = quantities[node.name]
  if (quantity === undefined) throw new Unsupported('it reaches into the simulator’s memory', node)
  return { value: nameNode(quantity, node), whole: false }
}

function readElement(around: Around, node: Extract<CExpression, { kind: 'index' }>): Translated {
  const { base } = node
  const index = translateExpression(around, node.index)
  if (base.kind === 'name' && base.name === '_args') {
    const at = index.value.kind === 'number' ? around.scope.file.weights[index.value.value] : undefined
    if (at === undefined) throw new Unsupported('it takes an argument of NET_RECEIVE that is not there', node)
    return { value: nameNode(at, node), whole: false }
  }
  const found = base.kind === 'name' ? around.scope.find(base.name) : undefined
  if (found?.kind === 'handle' && found.slot !== undefined && around.scope.file.vectors.has(found.slot)) {
    const value = callNode('vector_at', [nameNode(found.slot, node), truncated(index, node)], node)
    return { value, whole: false }
  }
  if (found?.kind !== 'number' || found.length === undefined)
    throw new Unsupported('it works with addresses in memory', node)
  const value = placed(
    { kind: 'element', name: found.name, index: truncated(index, node) } as const,
    node,
  ) as Expression
  return { value, whole: found.type === 'int' }
}

function translateUnary(around: Around, node: Extract<CExpression, { kind: 'unary' }>): Translated {
  const { operator, operand } = node
  if (operator === '*') {
    const at = operand.kind === 'name' ? around.scope.find(operand.name) : undefined
    if (at?.kind === 'handle' && at.slot !== undefined)
      return { value: nameNode(at.slot, node), whole: false }
    throw new Unsupported('it works with addresses in memory', node)
  }
  if (operator === '&' || operator === '~') throw new Unsupported('it works with bits or addresses', node)
  const inner = translateExpression(around, operand)
  if (operator === '+') return inner
  if (operator === '-') {
    const value = inner.value.kind === 'number' ? numberNode(-inner.value.value, node) : undefined
    return {
      value:
        value ??
        (placed({ kind: 'unary', operator: '-', operand: inner.value } as const, node) as Expression),
      whole: inner.whole,
    }
  }
  return {
    value: placed({ kind: 'unary', operator: '!', operand: inner.value } as const, node) as Expression,
    whole: true,
  }
}

const plainOperators: readonly string[] = ['+', '-', '*', '<', '<=', '>', '>=', '==', '!=', '&&', '||']
const truthOperators: readonly string[] = ['<', '<=', '>', '>=', '==', '!=', '&&', '||']

function translateBinary(around: Around, node: Extract<CExpression, { kind: 'binary' }>): Translated {
  const { operator } = node
  const left = translateExpression(around, node.left)
  if (operator === '&&' || operator === '||') {
    const inner: Around = { scope: around.scope, before: [], after: [] }
    const right = translateExpression(inner, node.right)
    // The right side is not reached where the left decides; that matters where it does something or may fail.
    if (inner.before.length > 0 || inner.after.length > 0 || mayFail(right.value)) {
      const name = around.scope.fresh('both')
      const isAnd = operator === '&&'
      const asked = isAnd
        ? left.value
        : (placed({ kind: 'unary', operator: '!', operand: left.value } as const, node) as Expression)
      const truth = binaryNode('!=', right.value, numberNode(0, node), node)
      around.before.push(
        localNode([name], node),
        assignNode(name, numberNode(isAnd ? 0 : 1, node), node),
        ifNode(asked, [...inner.before, assignNode(name, truth, node), ...inner.after], [], node),
      )
      return { value: nameNode(name, node), whole: true }
    }
    return { value: binaryNode(operator, left.value, right.value, node), whole: true }
  }
  const right = translateExpression(around, node.right)
  // Single bits of truth values are truth values.
  const isTruth = isComparison(node.left) && isComparison(node.right)
  return combine(isTruth && /^[&|]$/.test(operator) ? operator.repeat(2) : operator, left, right, node)
}

function isComparison(node: CExpression): boolean {
  return node.kind === 'binary' && truthOperators.includes(node.operator)
}

/** One operation of C on numbers; whole numbers divide to whole numbers. */
export function combine(operator: string, left: Translated, right: Translated, span: Span): Translated {
  const whole = left.whole && right.whole
  if (operator === '/') {
    const quotient = binaryNode('/', left.value, right.value, span)
    return { value: whole ? callNode('INT', [quotient], span) : quotient, whole }
  }
  if (operator === '%') return { value: callNode('fmod', [left.value, right.value], span), whole: true }
  if (!plainOperators.includes(operator)) throw new Unsupported('it works with single bits', span)
  return {
    value: binaryNode(operator as BinaryOperator, left.value, right.value, span),
    whole: truthOperators.includes(operator) || whole,
  }
}

/** `x = 1`, `x += 1`, `x++`: the change is made before the value is taken, or after it for `x++`. */
function translateChange(
  around: Around,
  node: Extract<CExpression, { kind: 'assign' | 'step' }>,
): Translated {
  const { name, index, whole, present } = targetOf(around, node.target)
  const read: Translated = { value: present, whole }
  const assign = (made: Translated): Statement =>
    assignNode(name, whole ? truncated(made, node) : made.value, node, index)
  if (node.kind === 'step') {
    const made = combine(node.by === 1 ? '+' : '-', read, { value: numberNode(1, node), whole: true }, node)
    ;(node.prefix ? around.before : around.after).push(assign(made))
    return read
  }
  const value = translateExpression(around, node.value)
  around.before.push(assign(node.operator === '' ? value : combine(node.operator, read, value, node)))
  return read
}

interface Target {
  readonly name: string
  readonly index: Expression | undefined
  readonly whole: boolean
  readonly present: Expression
}

function targetOf(around: Around, node: CExpression): Target {
  const { value, whole } = translateExpression(around, node)
  if (value.kind === 'name') return { name: value.name, index: undefined, whole, present: value }
  if (value.kind === 'element') return { name: value.name, index: value.index, whole, present: value }
  throw new Unsupported('it assigns to something that is not a number of the mechanism', node)
}

/** Whether taking a value may fail or be noticed: an element at a computed index, a call of a routine. */
function mayFail(expression: Expression): boolean {
  switch (expression.kind) {
    case 'element':
      return expression.index.kind !== 'number'
    case 'call':
      return true
    case 'unary':
      return mayFail(expression.operand)
    case 'binary':
      return mayFail(expression.left) || mayFail(expression.right)
    default:
      return false
  }
}

export function localNode(names: readonly string[], span: Span, length?: number): Statement {
  return placed(
    { kind: 'local', names: names.map(name => placed({ name, length }, span)) } as const,
    span,
  ) as Statement
}

export function ifNode(
  condition: Expression,
  yes: readonly Statement[],
  no: readonly Statement[],
  span: Span,
): Statement {
  const body = (statements: readonly Statement[]) => placed({ statements }, span)
  return placed(
    {
      kind: 'if',
      branches: [{ condition, body: body(yes) }],
      otherwise: no.length > 0 ? body(no) : undefined,
    } as const,
    span,
  ) as Statement
}
