import { CCursor } from './cCursor.ts'
import { readAssignment, readExpression } from './cExpressions.ts'
import type { CDeclarator, CExpression, CFile, CFunction, CStatement } from './cNodes.ts'
import type { CToken } from './cTokens.ts'
import { type CTypeRead, readType } from './cTypes.ts'
import { Unsupported } from './unsupported.ts'

/** The statements of a body in which C and NMODL stand side by side; braces may open in one piece and close in another. */
export function readStatements(tokens: readonly CToken[]): readonly CStatement[] {
  const cursor = new CCursor(tokens)
  const statements: CStatement[] = []
  while (!cursor.atEnd()) statements.push(readStatement(cursor))
  return statements
}

function readStatement(cursor: CCursor): CStatement {
  return cursor.deeper(() => {
    const token = cursor.peek()
    const { start } = token
    if (token.kind === 'nmodl') {
      cursor.take()
      return { kind: 'nmodl', statement: token.statement, start, end: token.end }
    }
    if (cursor.takeIf(';')) return { kind: 'empty', start, end: start + 1 }
    if (cursor.is('{')) return readBlock(cursor)
    if (token.kind === 'name') {
      const read = Object.hasOwn(keywords, token.text) ? keywords[token.text] : undefined
      if (read) {
        cursor.take()
        return read(cursor, start)
      }
      const type = readType(cursor)
      if (type) {
        const declarators = readDeclarators(cursor)
        cursor.expect(';')
        return { kind: 'declare', ...type, declarators, ...cursor.since(start) }
      }
    }
    const value = readExpression(cursor)
    cursor.expect(';')
    return { kind: 'expression', value, ...cursor.since(start) }
  })
}

function readBlock(cursor: CCursor): CStatement {
  const { start } = cursor.expect('{')
  const statements: CStatement[] = []
  while (!cursor.takeIf('}')) {
    if (cursor.atEnd()) cursor.complain('"}" is missing')
    statements.push(readStatement(cursor))
  }
  return { kind: 'block', statements, ...cursor.since(start) }
}

const keywords: Readonly<Record<string, (cursor: CCursor, start: number) => CStatement>> = {
  if(cursor, start) {
    const condition = readCondition(cursor)
    const then = readStatement(cursor)
    let otherwise: CStatement | undefined
    if (cursor.isWord('else')) {
      cursor.take()
      otherwise = readStatement(cursor)
    }
    return { kind: 'if', condition, then, otherwise, ...cursor.since(start) }
  },
  while(cursor, start) {
    const condition = readCondition(cursor)
    return { kind: 'while', condition, body: readStatement(cursor), atEnd: false, ...cursor.since(start) }
  },
  do(cursor, start) {
    const body = readStatement(cursor)
    if (!cursor.isWord('while')) cursor.complain('"while" is missing after do')
    cursor.take()
    const condition = readCondition(cursor)
    cursor.expect(';')
    return { kind: 'while', condition, body, atEnd: true, ...cursor.since(start) }
  },
  for(cursor, start) {
    cursor.expect('(')
    const first = cursor.is(';') ? (cursor.take(), undefined) : readStatement(cursor)
    const condition = cursor.is(';') ? undefined : readExpression(cursor)
    cursor.expect(';')
    const next = cursor.is(')') ? undefined : readExpression(cursor)
    cursor.expect(')')
    return { kind: 'for', first, condition, next, body: readStatement(cursor), ...cursor.since(start) }
  },
  return(cursor, start) {
    const value = cursor.is(';') ? undefined : readExpression(cursor)
    cursor.expect(';')
    return { kind: 'return', value, ...cursor.since(start) }
  },
  break: jump('break'),
  continue: jump('continue'),
  switch(cursor, start) {
    const value = readCondition(cursor)
    cursor.expect('{')
    const groups: { labels: (CExpression | undefined)[]; statements: CStatement[] }[] = []
    while (!cursor.takeIf('}')) {
      if (cursor.isWord('case') || cursor.isWord('default')) {
        const label = cursor.take().text === 'case' ? readAssignment(cursor) : undefined
        cursor.expect(':')
        const last = groups.at(-1)
        if (last?.statements.length === 0) last.labels.push(label)
        else groups.push({ labels: [label], statements: [] })
      } else groups.at(-1)?.statements.push(readStatement(cursor))
      if (cursor.atEnd()) cursor.complain('"}" is missing')
    }
    return { kind: 'switch', value, groups, ...cursor.since(start) }
  },
  goto: refuse('"goto" is not translated'),
  typedef: refuse('it declares a type of its own'),
  sizeof: refuse('it asks for the size of memory'),
}

function refuse(why: string) {
  return (_: CCursor, start: number): never => {
    throw new Unsupported(why, { start, end: start + 1 })
  }
}

function jump(kind: 'break' | 'continue') {
  return (cursor: CCursor, start: number): CStatement => {
    cursor.expect(';')
    return { kind, ...cursor.since(start) }
  }
}

function readCondition(cursor: CCursor): CExpression {
  cursor.expect('(')
  const condition = readExpression(cursor)
  cursor.expect(')')
  return condition
}

function readDeclarators(cursor: CCursor): readonly CDeclarator[] {
  const declarators: CDeclarator[] = []
  do declarators.push(readDeclarator(cursor))
  while (cursor.takeIf(','))
  return declarators
}

function readDeclarator(cursor: CCursor): CDeclarator {
  const { start } = cursor.peek()
  let pointer = false
  while (cursor.takeIf('*') || (cursor.isWord('const') && cursor.take())) pointer = true
  const name = cursor.take()
  if (name.kind !== 'name') cursor.complain('the name of a declaration is missing')
  let length: CDeclarator['length']
  // A function that is only announced is no number, as a pointer is none.
  if (cursor.is('(')) {
    skipParentheses(cursor)
    pointer = true
  }
  while (cursor.takeIf('[')) {
    if (length !== undefined) cursor.complain('it has an array of more than one dimension')
    length = cursor.is(']') ? 'open' : readExpression(cursor)
    cursor.expect(']')
  }
  const initial = cursor.takeIf('=') ? readInitial(cursor) : undefined
  return { name: name.text, pointer, length, initial, ...cursor.since(start) }
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

/**
 * C outside all blocks: functions, and numbers that they share. What cannot be read is left out; whoever needs it will
 * say that it is not there.
 */
export function readFile(tokens: readonly CToken[]): CFile {
  const cursor = new CCursor(tokens)
  const functions: CFunction[] = []
  const declarations: Extract<CStatement, { kind: 'declare' }>[] = []
  while (!cursor.atEnd()) {
    const mark = cursor.mark()
    try {
      const type = readType(cursor)
      const made = type && readFunction(cursor, type)
      if (made) functions.push(made)
      else if (type) {
        const { start } = cursor.peek()
        const declarators = readDeclarators(cursor)
        cursor.expect(';')
        if (!type.isExtern)
          declarations.push({ kind: 'declare', ...type, declarators, ...cursor.since(start) })
      } else skipItem(cursor)
    } catch (error) {
      if (!(error instanceof Unsupported)) throw error
      cursor.goBack(mark)
      skipItem(cursor)
    }
  }
  return { functions, declarations }
}

function readFunction(cursor: CCursor, { type }: CTypeRead): CFunction | undefined {
  const mark = cursor.mark()
  const { start } = cursor.peek()
  let pointer = false
  while (cursor.takeIf('*')) pointer = true
  const name = cursor.take()
  if (name.kind !== 'name' || !cursor.takeIf('(')) {
    cursor.goBack(mark)
    return undefined
  }
  const parameters: { name: string; type: CFunction['type']; pointer: boolean }[] = []
  while (!cursor.takeIf(')')) {
    const read = readType(cursor)
    let isPointer = false
    while (cursor.takeIf('*')) isPointer = true
    const named = cursor.peek()
    if (named.kind === 'name') cursor.take()
    if (cursor.takeIf('[')) {
      isPointer = true
      while (!cursor.takeIf(']')) {
        if (cursor.atEnd()) cursor.complain('"]" is missing')
        cursor.take()
      }
    }
    if (named.kind === 'name' && read)
      parameters.push({ name: named.text, type: read.type, pointer: isPointer })
    if (!cursor.takeIf(',') && !cursor.is(')')) cursor.expect(')')
  }
  if (!cursor.is('{')) {
    cursor.goBack(mark)
    return undefined
  }
  const body = readBlock(cursor)
  return {
    name: name.text,
    type,
    pointer,
    parameters,
    body: body.kind === 'block' ? body.statements : [],
    ...cursor.since(start),
  }
}

/** Goes past the next `;` or braces. */
function skipItem(cursor: CCursor): void {
  let depth = 0
  while (!cursor.atEnd()) {
    const token = cursor.take()
    if (token.text === '{') depth++
    if (token.text === '}' && --depth <= 0) return
    if (token.text === ';' && depth <= 0) return
  }
}
