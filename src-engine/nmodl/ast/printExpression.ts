import type { Expression } from './expressions.ts'

/** ` (unit)`, or nothing where none is given. */
export function unitSuffix(unit: string): string {
  return unit === '' ? '' : ` (${unit})`
}

/** `[index]`, or nothing where there is none. */
export function printIndex(index: Expression | undefined): string {
  return index ? `[${printExpression(index)}]` : ''
}

/** How tightly a printed expression binds; a sign stands between `*` and `^`. */
const strengths: Readonly<Record<string, number>> = {
  '||': 1,
  '&&': 2,
  '+': 4,
  '-': 4,
  '*': 5,
  '/': 5,
  '^': 7,
}
const comparison = 3
const sign = 6
const primary = 8

/** An expression with no more parentheses than its meaning needs. */
export function printExpression(expression: Expression): string {
  return printAt(expression, 0)
}

function printAt(expression: Expression, weakest: number): string {
  const text = printBare(expression)
  return strengthOf(expression) < weakest ? `(${text})` : text
}

function strengthOf(expression: Expression): number {
  if (expression.kind === 'unary') return sign
  return expression.kind === 'binary' ? (strengths[expression.operator] ?? comparison) : primary
}

function printBare(expression: Expression): string {
  switch (expression.kind) {
    case 'number':
      return `${expression.text}${unitSuffix(expression.unit)}`
    case 'name':
      return expression.name
    case 'element':
      return `${expression.name}[${printExpression(expression.index)}]`
    case 'past':
      return `${expression.name}@${expression.back}${printIndex(expression.index)}`
    case 'slope':
      return `${expression.name}'${printIndex(expression.index)}`
    case 'string':
      return `"${expression.text}"`
    case 'call':
      return `${expression.callee.name}(${expression.arguments.map(printExpression).join(', ')})`
    case 'unary':
      return `${expression.operator}${printAt(expression.operand, sign)}`
    case 'binary': {
      const { operator, left, right } = expression
      if (operator === '^') return `${printAt(left, primary)}^${printAt(right, sign)}`
      const strength = strengthOf(expression)
      return `${printAt(left, strength)} ${operator} ${printAt(right, strength + 1)}`
    }
  }
}
