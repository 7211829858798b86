import type { CCursor } from './cCursor.ts'
import { readAssignment, readExpression } from './cExpressions.ts'
import type { CDeclarator, CExpression } from './cNodes.ts'
import { Unsupported } from './unsupported.ts'

/** The names of a declaration, up to its `;`. */
export function readDeclarators(cursor: CCursor): readonly CDeclarator[] {
  const declarators: CDeclarator[] = []
  do declarators.push(readDeclarator(cursor))
  while (cursor.takeIf(','))
  return declarators
}

function readDeclarator(cursor: CCursor): CDeclarator {
  const { start } = cursor.peek()
  let pointer = false
  while (cursor.takeIf('*') || (cursor.isWord('const') && cursor.take())) pointer = true
  if (cursor.is('(') && cursor.is('*', 1))
    throw new Unsupported('it calls a function through an address', cursor.peek(), 'Do it in the script.')
  const name = cursor.take()
  if (name.kind !== 'name') cursor.complain('the name of a declaration is missing')
  let length: CDeclarator['length']
  let isFunction = false
  // A function that is only announced is no number, as a pointer is none.
  if (cursor.is('(')) {
    skipParentheses(cursor)
    pointer = true
    isFunction = true
  }
  while (cursor.takeIf('[')) {
    if (length !== undefined) cursor.complain('it has an array of more than one dimension')
    length = cursor.is(']') ? 'open' : readExpression(cursor)
    cursor.expect(']')
  }
  const initial = cursor.takeIf('=') ? readInitial(cursor) : undefined
  return { name: name.text, pointer, isFunction, length, initial, ...cursor.since(start) }
}

function readInitial(cursor: CCursor): CExpression {
  if (!cursor.is('{')) return readAssignment(cursor)
  const { start } = cursor.take()
  const parts: CExpression[] = []
  while (!cursor.takeIf('}')) {
    parts.push(readAssignment(cursor))
    if (!cursor.takeIf(',') && !cursor.is('}')) cursor.expect('}')
  }
  return { kind: 'comma', parts, ...cursor.since(start) }
}

function skipParentheses(cursor: CCursor): void {
  let depth = 0
  do {
    if (cursor.atEnd()) cursor.complain('")" is missing')
    if (cursor.is('(')) depth++
    if (cursor.is(')')) depth--
    cursor.take()
  } while (depth > 0)
}
