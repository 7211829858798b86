import { InternalError } from '../../core/errors.ts'
import type { PureOperation, Value } from '../../program/graph.ts'
import type { BinaryOperator, Expression } from '../ast/expressions.ts'
import { visitExpression } from '../ast/visit.ts'
import { builtinFunctions } from '../symbols/builtins.ts'
import { readElement } from './arrays.ts'
import type { Execution } from './execution.ts'
import type { Call } from './language.ts'
import { elementName, pastName, slopeName } from './names.ts'
import { readFunctionTable } from './tables/functionTable.ts'

/** The value that an expression has now; operands are evaluated from left to right. */
export function evaluate(execution: Execution, expression: Expression): Value {
  const nothing = execution.builder.constant(0)
  if (!execution.enter(1, expression.span)) return nothing
  const value = evaluateHere(execution, expression)
  execution.leave(1)
  return value
}

function evaluateHere(execution: Execution, expression: Expression): Value {
  const { builder } = execution
  switch (expression.kind) {
    case 'number':
      return builder.constant(expression.value)
    case 'name':
      return execution.read(expression.name, expression.span)
    case 'element':
      return readElement(execution, expression.name, evaluate(execution, expression.index), expression.span)
    case 'past':
      return readNamed(execution, pastName(expression.name, expression.back), expression)
    case 'slope':
      return readNamed(execution, slopeName(expression.name), expression)
    case 'call':
      return evaluateCall(execution, expression)
    case 'unary': {
      const operand = evaluate(execution, expression.operand)
      return builder.apply(expression.operator === '-' ? 'neg' : 'not', operand)
    }
    case 'binary': {
      const left = evaluate(execution, expression.left)
      const right = evaluateRight(execution, expression, left)
      return applyOperator(execution, expression.operator, left, right)
    }
    // Stands as an argument of a built-in function only, which reads it itself.
    case 'string':
      return builder.constant(0)
  }
}

/**
 * The right side of an operator. That of `&&` and `||` is not reached where the left decides, which matters where it
 * may fail (`i < n && a[i] > 0`), draws a random number, or calls what does something.
 */
function evaluateRight(
  execution: Execution,
  { operator, right }: Extract<Expression, { kind: 'binary' }>,
  left: Value,
): Value {
  const { builder } = execution
  if ((operator !== '&&' && operator !== '||') || !mayAct(right)) return evaluate(execution, right)
  let value = builder.constant(operator === '&&' ? 0 : 1)
  const run = (): void => {
    value = evaluate(execution, right)
  }
  execution.branch(operator === '&&' ? left : builder.apply('not', left), run, () => {})
  return value
}

/** Whether taking a value may do something or fail. `at_time` names a moment, whether or not it is asked today. */
function mayAct(expression: Expression): boolean {
  let found = false
  visitExpression(expression, one => {
    if (one.kind === 'call') {
      const { name } = one.callee
      found ||= name !== 'at_time' && !Object.hasOwn(builtinFunctions, name)
    } else {
      found ||= 'index' in one && one.index !== undefined
    }
  })
  return found
}

function readNamed(
  execution: Execution,
  name: string,
  { index, span }: Extract<Expression, { kind: 'past' | 'slope' }>,
): Value {
  if (!index) return execution.read(name, span)
  const at = execution.builder.constantOf(evaluate(execution, index))
  return at === undefined
    ? readElement(execution, name, evaluate(execution, index), span)
    : execution.read(elementName(name, Math.trunc(at)), span)
}

function evaluateCall(execution: Execution, call: Call): Value {
  const { builder, language, model } = execution
  const { name } = call.callee
  const values = () => call.arguments.map(argument => evaluate(execution, argument))
  if (model.routines.has(name)) return language.callRoutine(execution, name, values(), call.span)
  if (model.functionTables.has(name)) return readFunctionTable(execution, name, values())
  const builtin = Object.hasOwn(language.builtins, name) ? language.builtins[name] : undefined
  if (builtin) return builtin.run(execution, call)
  const elementary = Object.hasOwn(builtinFunctions, name) ? builtinFunctions[name] : undefined
  if (elementary) return builder.apply(elementary.operation, ...values())
  throw new InternalError('a function that statements may call is nowhere', { name })
}

/** Operators that are one operation; the others exchange its operands. */
const operations: Readonly<Record<BinaryOperator, PureOperation>> = {
  '+': 'add',
  '-': 'sub',
  '*': 'mul',
  '/': 'div',
  '^': 'pow',
  '<': 'lt',
  '<=': 'le',
  '>': 'lt',
  '>=': 'le',
  '==': 'eq',
  '!=': 'ne',
  '&&': 'and',
  '||': 'or',
}

function applyOperator(execution: Execution, operator: BinaryOperator, left: Value, right: Value): Value {
  const exchanged = operator === '>' || operator === '>='
  const [a, b] = exchanged ? [right, left] : [left, right]
  return execution.builder.apply(operations[operator], a, b)
}
