import type { Value } from '../../program/graph.ts'
import type { BinaryOperator, Expression } from '../ast/nodes.ts'
import { builtinFunctions } from '../symbols/builtins.ts'
import type { Execution } from './execution.ts'

/** The value that an expression has now; operands are evaluated from left to right. */
export function evaluate(execution: Execution, expression: Expression): Value {
  const run = (): Value => evaluateHere(execution, expression)
  return execution.deeper(1, expression.span, run, execution.builder.constant(0))
}

function evaluateHere(execution: Execution, expression: Expression): Value {
  const { builder } = execution
  switch (expression.kind) {
    case 'number':
      return builder.constant(expression.value)
    case 'name':
      return execution.read(expression.name, expression.span)
    case 'call':
      return evaluateCall(execution, expression)
    case 'unary': {
      const operand = evaluate(execution, expression.operand)
      return builder.apply(expression.operator === '-' ? 'neg' : 'not', operand)
    }
    case 'binary': {
      const left = evaluate(execution, expression.left)
      const right = evaluate(execution, expression.right)
      return applyOperator(execution, expression.operator, left, right)
    }
    // Refused by checks/names.ts, after which nothing is lowered.
    case 'element':
    case 'string':
      return builder.constant(0)
  }
}

function evaluateCall(execution: Execution, call: Extract<Expression, { kind: 'call' }>): Value {
  const values = call.arguments.map(argument => evaluate(execution, argument))
  const { name } = call.callee
  if (execution.model.routines.has(name)) return execution.callRoutine(execution, name, values, call.span)
  const builtin = Object.hasOwn(builtinFunctions, name) ? builtinFunctions[name] : undefined
  return builtin ? execution.builder.apply(builtin.operation, ...values) : execution.builder.constant(0)
}

function applyOperator(execution: Execution, operator: BinaryOperator, left: Value, right: Value): Value {
  const { builder } = execution
  switch (operator) {
    case '+':
      return builder.apply('add', left, right)
    case '-':
      return builder.apply('sub', left, right)
    case '*':
      return builder.apply('mul', left, right)
    case '/':
      return builder.apply('div', left, right)
    case '^':
      return builder.apply('pow', left, right)
    case '<':
      return builder.apply('lt', left, right)
    case '<=':
      return builder.apply('le', left, right)
    case '>':
      return builder.apply('lt', right, left)
    case '>=':
      return builder.apply('le', right, left)
    case '==':
      return builder.apply('eq', left, right)
    case '!=':
      return builder.apply('ne', left, right)
    case '&&':
      return builder.apply('and', left, right)
    case '||':
      return builder.apply('or', left, right)
  }
}
