import type { Span } from '../../core/source/span.ts'
import type { BinaryOperator, Expression } from '../ast/expressions.ts'
import type { Statement } from '../ast/statements.ts'

/** A place for nodes that the text has only in spirit. */
export function placed<T extends object>(node: T, { start, end }: Span): T & { readonly span: Span } {
  return { ...node, span: { start, end } }
}

export const numberNode = (value: number, span: Span): Expression =>
  placed({ kind: 'number', value, text: String(value), unit: '' } as const, span)

export const nameNode = (name: string, span: Span): Expression =>
  placed({ kind: 'name', name } as const, span)

export const elementNode = (name: string, index: Expression, span: Span): Expression =>
  placed({ kind: 'element', name, index } as const, span)

export const callNode = (
  name: string,
  values: readonly Expression[],
  span: Span,
): Extract<Expression, { kind: 'call' }> =>
  placed({ kind: 'call', callee: placed({ name }, span), arguments: values } as const, span)

export const unaryNode = (operator: '-' | '!', operand: Expression, span: Span): Expression =>
  placed({ kind: 'unary', operator, operand } as const, span)

export const binaryNode = (
  operator: BinaryOperator,
  left: Expression,
  right: Expression,
  span: Span,
): Expression => placed({ kind: 'binary', operator, left, right } as const, span)

export const assignNode = (name: string, value: Expression, span: Span, index?: Expression): Statement =>
  placed({ kind: 'assign', target: placed({ name }, span), index, value } as const, span)

export const callStatement = (call: Extract<Expression, { kind: 'call' }>): Statement =>
  placed({ kind: 'call', call } as const, call.span)

export const localNode = (names: readonly string[], span: Span, length?: number): Statement =>
  placed({ kind: 'local', names: names.map(name => placed({ name, length }, span)) } as const, span)

export const whileNode = (condition: Expression, statements: readonly Statement[], span: Span): Statement =>
  placed({ kind: 'while', condition, body: placed({ statements }, span) } as const, span)

export const blockNode = (statements: readonly Statement[], span: Span): Statement =>
  placed({ kind: 'block', body: placed({ statements }, span) } as const, span)

export function ifNode(
  condition: Expression,
  yes: readonly Statement[],
  no: readonly Statement[],
  span: Span,
): Statement {
  const body = (statements: readonly Statement[]) => placed({ statements }, span)
  const otherwise = no.length > 0 ? body(no) : undefined
  return placed({ kind: 'if', branches: [{ condition, body: body(yes) }], otherwise } as const, span)
}

/** Whether none of the flags is up. */
export function noneOf(flags: ReadonlySet<string>, span: Span): Expression {
  const [first = '', ...others] = flags
  const isDown = (flag: string) => binaryNode('==', nameNode(flag, span), numberNode(0, span), span)
  return others.reduce((all, flag) => binaryNode('&&', all, isDown(flag), span), isDown(first))
}
