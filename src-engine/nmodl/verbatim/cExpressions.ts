import { CCursor } from './cCursor.ts'
import type { CExpression } from './cNodes.ts'
import { readType } from './cTypes.ts'

/** Binary operators by falling strength. */
const levels: readonly (readonly string[])[] = [
  ['*', '/', '%'],
  ['+', '-'],
  ['<<', '>>'],
  ['<', '<=', '>', '>='],
  ['==', '!='],
  ['&'],
  ['^'],
  ['|'],
  ['&&'],
  ['||'],
]

/** So many operators in a row make a tree that is still shallow enough to walk. */
const mostInARow = 500

const assignments = new Set(['=', '+=', '-=', '*=', '/=', '%=', '&=', '|=', '^=', '<<=', '>>='])

/** An expression with commas. */
export function readExpression(cursor: CCursor): CExpression {
  const { start } = cursor.peek()
  const parts = [readAssignment(cursor)]
  while (cursor.takeIf(',')) parts.push(readAssignment(cursor))
  return parts.length === 1 && parts[0] ? parts[0] : { kind: 'comma', parts, ...cursor.since(start) }
}

/** An expression without commas: an argument, an initial value. */
export function readAssignment(cursor: CCursor): CExpression {
  return cursor.deeper(() => {
    const { start } = cursor.peek()
    const target = readChoice(cursor)
    const token = cursor.peek()
    if (token.kind !== 'symbol' || !assignments.has(token.text)) return target
    cursor.take()
    const value = readAssignment(cursor)
    return { kind: 'assign', operator: token.text.slice(0, -1), target, value, ...cursor.since(start) }
  })
}

function readChoice(cursor: CCursor): CExpression {
  const { start } = cursor.peek()
  const condition = readBinary(cursor, levels.length - 1)
  if (!cursor.takeIf('?')) return condition
  const yes = readAssignment(cursor)
  cursor.expect(':')
  const no = cursor.deeper(() => readChoice(cursor))
  return { kind: 'choice', condition, yes, no, ...cursor.since(start) }
}

function readBinary(cursor: CCursor, level: number): CExpression {
  const operators = levels[level]
  if (!operators) return readUnary(cursor)
  const { start } = cursor.peek()
  let left = readBinary(cursor, level - 1)
  let count = 0
  for (
    let token = cursor.peek();
    token.kind === 'symbol' && operators.includes(token.text);
    token = cursor.peek()
  ) {
    if (++count > mostInARow) cursor.complain('an expression in it is too long')
    cursor.take()
    const right = readBinary(cursor, level - 1)
    left = { kind: 'binary', operator: token.text, left, right, ...cursor.since(start) }
  }
  return left
}

function readUnary(cursor: CCursor): CExpression {
  return cursor.deeper(() => {
    const token = cursor.peek()
    const { start } = token
    if (token.kind === 'symbol' && ['-', '+', '!', '~', '*', '&'].includes(token.text)) {
      cursor.take()
      const operand = readUnary(cursor)
      return { kind: 'unary', operator: token.text, operand, ...cursor.since(start) }
    }
    if (cursor.is('++') || cursor.is('--')) {
      cursor.take()
      const target = readUnary(cursor)
      return { kind: 'step', by: token.text === '++' ? 1 : -1, prefix: true, target, ...cursor.since(start) }
    }
    return readCast(cursor) ?? readPostfix(cursor)
  })
}

/** `(type) operand`, or nothing where the parenthesis holds no type. */
function readCast(cursor: CCursor): CExpression | undefined {
  if (!cursor.is('(')) return undefined
  const mark = cursor.mark()
  const { start } = cursor.take()
  let read = readType(cursor)
  // A word before stars and a parenthesis is a type of the file's own.
  if (!read && cursor.peek().kind === 'name' && cursor.is('*', 1)) {
    let ahead = 1
    while (cursor.is('*', ahead)) ahead++
    if (cursor.is(')', ahead)) {
      read = { type: 'other', isStatic: false, isExtern: false, of: cursor.take().text }
    }
  }
  let pointer = false
  while (read && (cursor.takeIf('*') || cursor.takeIf('&'))) pointer = true
  if (!read || !cursor.takeIf(')')) {
    cursor.goBack(mark)
    return undefined
  }
  const operand = readUnary(cursor)
  const of = read.of === undefined ? {} : { of: read.of }
  return { kind: 'cast', type: read.type, pointer, ...of, operand, ...cursor.since(start) }
}

function readPostfix(cursor: CCursor): CExpression {
  const { start } = cursor.peek()
  let value = readPrimary(cursor)
  for (let count = 0; ; count++) {
    if (count > mostInARow) cursor.complain('an expression in it is too long')
    if (cursor.takeIf('(')) {
      const values: CExpression[] = []
      while (!cursor.is(')')) {
        // Arguments that have no meaning here leave nothing between commas.
        if (cursor.takeIf(',')) continue
        values.push(readAssignment(cursor))
        if (!cursor.is(')') && !cursor.is(',')) cursor.expect(')')
      }
      cursor.take()
      value = { kind: 'call', callee: value, arguments: values, ...cursor.since(start) }
    } else if (cursor.takeIf('[')) {
      const index = readExpression(cursor)
      cursor.expect(']')
      value = { kind: 'index', base: value, index, ...cursor.since(start) }
    } else if (cursor.is('->') || cursor.is('.')) {
      cursor.take()
      const name = cursor.take()
      value = { kind: 'member', base: value, name: name.text, ...cursor.since(start) }
    } else if (cursor.is('++') || cursor.is('--')) {
      const by = cursor.take().text === '++' ? 1 : -1
      value = { kind: 'step', by, prefix: false, target: value, ...cursor.since(start) }
    } else return value
  }
}

function readPrimary(cursor: CCursor): CExpression {
  const token = cursor.take()
  const { start, end } = token
  switch (token.kind) {
    case 'number':
      return { kind: 'number', value: token.value, whole: token.whole, start, end }
    case 'string':
      // Neighbouring texts are one.
      while (cursor.peek().kind === 'string') cursor.take()
      return { kind: 'string', text: token.text, start, end }
    case 'name':
      if (/^(static|reinterpret|const)_cast$/.test(token.text) && cursor.is('<'))
        return readNewCast(cursor, start)
      if (token.text === 'sizeof') return readSize(cursor, start)
      return { kind: 'name', name: token.text, start, end }
    default:
      if (token.text === '(') {
        const value = readExpression(cursor)
        cursor.expect(')')
        return value
      }
      return cursor.complain('it cannot be read as C')
  }
}

/** `sizeof(type)`: a call that only a call for memory understands. */
function readSize(cursor: CCursor, start: number): CExpression {
  cursor.expect('(')
  for (let depth = 1; depth > 0; cursor.take()) {
    if (cursor.atEnd()) cursor.complain('")" is missing')
    if (cursor.is('(')) depth++
    if (cursor.is(')')) depth--
  }
  const span = cursor.since(start)
  return { kind: 'call', callee: { kind: 'name', name: 'sizeof', ...span }, arguments: [], ...span }
}

/** `static_cast<type>(operand)`. */
function readNewCast(cursor: CCursor, start: number): CExpression {
  cursor.expect('<')
  const read = readType(cursor)
  if (!read) cursor.take()
  let pointer = false
  while (cursor.takeIf('*') || cursor.takeIf('&')) pointer = true
  cursor.expect('>')
  cursor.expect('(')
  const operand = readExpression(cursor)
  cursor.expect(')')
  const of = read?.of === undefined ? {} : { of: read.of }
  return { kind: 'cast', type: read?.type ?? 'other', pointer, ...of, operand, ...cursor.since(start) }
}
