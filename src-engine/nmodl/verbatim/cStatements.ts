import { CCursor } from './cCursor.ts'
import { readAssignment, readExpression } from './cExpressions.ts'
import { readDeclarators } from './cDeclarators.ts'
import type { CExpression, CStatement } from './cNodes.ts'
import type { CToken } from './cTokens.ts'
import { readType } from './cTypes.ts'
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

/** Statements between braces. */
export function readBlock(cursor: CCursor): CStatement {
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
      } else {
        // What stands before the first label is never reached.
        if (groups.length === 0) groups.push({ labels: [], statements: [] })
        groups.at(-1)?.statements.push(readStatement(cursor))
      }
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
