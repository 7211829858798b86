import type { Body, LocalName, SolveStatement, Statement, TableStatement } from '../ast/statements.ts'
import type { Cursor } from './cursor.ts'
import { parseLength } from './declarations.ts'
import { parseExpression } from './expressions.ts'
import { parseNameList } from './neuronBlock.ts'

/** `SOLVE block METHOD method IFERROR { … }`; how a body is read is passed in, since it may hold statements of any kind. */
export function parseSolve(cursor: Cursor, parseBody: (cursor: Cursor) => Body): SolveStatement {
  const { start } = cursor.take()
  const block = cursor.expectName('the name of the block to solve')
  const steadyState = cursor.takeWord('STEADYSTATE')
  const method =
    steadyState || cursor.takeWord('METHOD')
      ? cursor.expectName('the name of a method, such as cnexp')
      : undefined
  const ifError = cursor.takeWord('IFERROR') ? parseBody(cursor) : undefined
  return { kind: 'solve', block, method, steadyState, ifError, span: cursor.since(start) }
}

/** `TABLE a, b DEPEND c FROM first TO last WITH n`. */
export function parseTable(cursor: Cursor): TableStatement {
  const { start } = cursor.take()
  const names =
    cursor.atWord('FROM') || cursor.atWord('DEPEND') ? [] : parseNameList(cursor, 'a name to tabulate')
  const depends = cursor.takeWord('DEPEND') ? parseNameList(cursor, 'a name that the table depends on') : []
  cursor.expectWord('FROM')
  const first = parseExpression(cursor)
  cursor.expectWord('TO')
  const last = parseExpression(cursor)
  cursor.expectWord('WITH')
  const intervals = parseExpression(cursor)
  return { kind: 'table', names, depends, first, last, intervals, span: cursor.since(start) }
}

/** `LAG x BY duration`. */
export function parseLag(cursor: Cursor): Statement {
  const { start } = cursor.take()
  const name = cursor.expectName('the name of a variable after LAG')
  cursor.expectWord('BY')
  const by = cursor.expectName('the name of the duration after BY')
  return { kind: 'lag', name, by, span: cursor.since(start) }
}

/** `a, b[3]` of LOCAL. */
export function parseLocalNames(cursor: Cursor): readonly LocalName[] {
  const names: LocalName[] = []
  do {
    const { name, span } = cursor.expectName('the name of a LOCAL variable')
    if (cursor.isLost) break
    names.push({ name, span, length: parseLength(cursor) })
  } while (cursor.takeSymbol(','))
  return names
}
