import type { CExpression } from './cNodes.ts'

/** A number that is known from the text, and whether C takes it for a whole one. */
export interface Constant {
  readonly value: number
  readonly whole: boolean
}

/**
 * The number that an expression always is, if that can be seen from it.
 *
 * @param named the numbers that stand behind names
 */
export function constantOf(
  node: CExpression,
  named: (name: string) => Constant | undefined = () => undefined,
): Constant | undefined {
  switch (node.kind) {
    case 'number':
      return node
    case 'name':
      return named(node.name)
    case 'cast': {
      const operand = node.pointer ? undefined : constantOf(node.operand, named)
      if (!operand) return undefined
      return node.type === 'int'
        ? { value: Math.trunc(operand.value), whole: true }
        : { value: operand.value, whole: false }
    }
    case 'unary': {
      const operand = constantOf(node.operand, named)
      if (!operand) return undefined
      if (node.operator === '-') return { ...operand, value: -operand.value }
      if (node.operator === '!') return { value: operand.value === 0 ? 1 : 0, whole: true }
      return node.operator === '+' ? operand : undefined
    }
    case 'binary': {
      const left = constantOf(node.left, named)
      const right = constantOf(node.right, named)
      return left && right && combined(node.operator, left, right)
    }
    case 'choice': {
      const condition = constantOf(node.condition, named)
      return condition && constantOf(condition.value === 0 ? node.no : node.yes, named)
    }
    default:
      return undefined
  }
}

const comparisons: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '&&': (a, b) => a !== 0 && b !== 0,
  '||': (a, b) => a !== 0 || b !== 0,
}

function combined(operator: string, left: Constant, right: Constant): Constant | undefined {
  const [a, b] = [left.value, right.value]
  const compare = comparisons[operator]
  if (compare) return { value: compare(a, b) ? 1 : 0, whole: true }
  const whole = left.whole && right.whole
  switch (operator) {
    case '+':
      return { value: a + b, whole }
    case '-':
      return { value: a - b, whole }
    case '*':
      return { value: a * b, whole }
    case '/':
      if (b === 0) return undefined
      return { value: whole ? Math.trunc(a / b) : a / b, whole }
    case '%':
      return whole && b !== 0 ? { value: a % b, whole } : undefined
    default:
      return undefined
  }
}
