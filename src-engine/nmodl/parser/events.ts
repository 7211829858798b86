import type { Body, Statement } from '../ast/statements.ts'
import type { Expression } from '../ast/expressions.ts'
import type { Cursor } from './cursor.ts'
import { parseFormalArguments } from './declarations.ts'
import { parseExpression, parseNumber } from './expressions.ts'

/** `WATCH (left > right) flag, (…) flag`. */
export function parseWatch(cursor: Cursor): Statement {
  const { start } = cursor.take()
  const watches: { condition: Expression; flag: Expression }[] = []
  do {
    cursor.expectSymbol('(')
    const condition = parseExpression(cursor)
    cursor.expectSymbol(')')
    watches.push({ condition, flag: parseFlag(cursor) })
  } while (!cursor.isLost && cursor.takeSymbol(','))
  return { kind: 'watch', watches, span: cursor.since(start) }
}

/** The number that the event of a WATCH carries. */
function parseFlag(cursor: Cursor): Expression {
  const { start, text } = cursor.peek()
  const value = parseNumber(cursor)
  return {
    kind: 'number',
    value,
    text: cursor.macros.has(text) ? text : String(value),
    unit: '',
    span: cursor.since(start),
  }
}

/** `FOR_NETCONS (w, a) { … }`. */
export function parseForNetcons(cursor: Cursor, parseBody: (cursor: Cursor) => Body): Statement {
  const { start } = cursor.take()
  if (!cursor.atSymbol('(')) cursor.complain('"(" and the arguments of NET_RECEIVE')
  const formals = parseFormalArguments(cursor)
  const body = parseBody(cursor)
  return { kind: 'for-netcons', arguments: formals, body, span: cursor.since(start) }
}
