import type { Body, Identifier, Statement } from '../ast/nodes.ts'
import { spanOf, type Cursor } from './cursor.ts'
import { parseExpression } from './expressions.ts'

/** Reads `{ statements }`. */
export function parseBody(cursor: Cursor): Body {
  const start = cursor.peek().start
  const statements: Statement[] = []
  if (!cursor.expectSymbol('{')) return { statements, span: { start, end: start } }
  cursor.nested(() => {
    while (!cursor.atSymbol('}') && !cursor.atEnd()) {
      const before = cursor.peek()
      const statement = parseStatement(cursor)
      if (statement && !cursor.isLost) statements.push(statement)
      cursor.findFooting(before)
      if (cursor.peek() === before && !cursor.atSymbol('}')) cursor.take()
    }
  }, undefined)
  if (cursor.isLost) skipRest(cursor)
  cursor.expectSymbol('}')
  return { statements, span: cursor.since(start) }
}

/** Past the deepest nesting: everything up to the brace that ends this body is left out. */
function skipRest(cursor: Cursor): void {
  while (!cursor.atEnd() && !cursor.atSymbol('}')) {
    if (cursor.atSymbol('{')) cursor.skipBraces()
    else cursor.take()
  }
}

/** Words that begin a statement which is part of NMODL but cannot be run yet. */
const laterStatements: Readonly<Record<string, string>> = {
  CONSERVE: 'CONSERVE (KINETIC schemes)',
  COMPARTMENT: 'COMPARTMENT (KINETIC schemes)',
  LONGITUDINAL_DIFFUSION: 'LONGITUDINAL_DIFFUSION',
  WATCH: 'WATCH',
  FOR_NETCONS: 'FOR_NETCONS',
  LAG: 'LAG',
  PROTECT: 'PROTECT',
  MUTEXLOCK: 'MUTEXLOCK',
  MUTEXUNLOCK: 'MUTEXUNLOCK',
  INITIAL: 'a nested INITIAL block',
}

function parseStatement(cursor: Cursor): Statement | undefined {
  const token = cursor.peek()
  const { start } = token
  cursor.beginStatement()
  if (token.kind === 'verbatim') {
    cursor.take()
    return { kind: 'verbatim', text: token.text, span: spanOf(token) }
  }
  if (cursor.atSymbol('~')) return later(cursor, 'a reaction or equation that begins with "~"')
  if (token.kind !== 'name') {
    cursor.complain('a statement')
    return undefined
  }
  switch (token.text) {
    case 'if':
    case 'IF':
      return parseIf(cursor)
    case 'while':
    case 'WHILE': {
      cursor.take()
      const condition = parseCondition(cursor)
      const body = parseBody(cursor)
      return { kind: 'while', condition, body, span: cursor.since(start) }
    }
    case 'FROM':
      return parseFrom(cursor)
    case 'LOCAL':
      return parseLocal(cursor)
    case 'SOLVE':
      return parseSolve(cursor)
    case 'TABLE':
      return parseTable(cursor)
    case 'CONDUCTANCE': {
      cursor.take()
      const name = cursor.expectName('the name of a conductance')
      const ion = cursor.takeWord('USEION') ? cursor.expectName('the name of an ion') : undefined
      return { kind: 'conductance', name, ion, span: cursor.since(start) }
    }
    case 'UNITSON':
    case 'UNITSOFF':
      cursor.take()
      return { kind: 'units', on: token.text === 'UNITSON', span: spanOf(token) }
  }
  const what = Object.hasOwn(laterStatements, token.text) ? laterStatements[token.text] : undefined
  return what === undefined ? parseAssignmentOrCall(cursor) : later(cursor, what)
}

function later(cursor: Cursor, what: string): undefined {
  const token = cursor.peek()
  cursor.report.add('nmodl/not-supported-yet', { what }, spanOf(token))
  cursor.lose()
  return undefined
}

function parseAssignmentOrCall(cursor: Cursor): Statement | undefined {
  const { start } = cursor.peek()
  const target = cursor.expectName('a statement')
  if (cursor.atSymbol('(')) return parseCallStatement(cursor, target)
  if (cursor.takeSymbol("'")) {
    if (cursor.atSymbol("'")) {
      cursor.report.add('nmodl/second-derivative', { state: target.name }, target.span)
      cursor.lose()
      return undefined
    }
    cursor.expectSymbol('=')
    const value = parseExpression(cursor)
    return { kind: 'derivative', state: target, value, span: cursor.since(start) }
  }
  let index = undefined
  if (cursor.takeSymbol('[')) {
    index = parseExpression(cursor)
    cursor.expectSymbol(']')
  }
  if (!cursor.takeSymbol('=')) {
    cursor.complain(`"=" or "(" after "${target.name}"`)
    return undefined
  }
  const value = parseExpression(cursor)
  return { kind: 'assign', target, index, value, span: cursor.since(start) }
}

function parseCallStatement(cursor: Cursor, callee: Identifier): Statement {
  const { start } = callee.span
  const values = []
  cursor.expectSymbol('(')
  while (!cursor.isLost && !cursor.atSymbol(')') && !cursor.atEnd()) {
    values.push(parseExpression(cursor))
    if (!cursor.takeSymbol(',')) break
  }
  cursor.expectSymbol(')')
  const span = cursor.since(start)
  return { kind: 'call', call: { kind: 'call', callee, arguments: values, span }, span }
}

function parseCondition(cursor: Cursor) {
  cursor.expectSymbol('(')
  const condition = parseExpression(cursor)
  cursor.expectSymbol(')')
  return condition
}

/** Most `else if`s in a row. */
const mostBranches = 100

function parseIf(cursor: Cursor): Statement {
  const { start } = cursor.take()
  const branches = [{ condition: parseCondition(cursor), body: parseBody(cursor) }]
  let otherwise: Body | undefined
  while (!cursor.isLost && (cursor.atWord('else') || cursor.atWord('ELSE'))) {
    cursor.take()
    if (branches.length === mostBranches) {
      const facts = { what: 'branches of one if', limit: mostBranches }
      cursor.report.add('nmodl/too-large', facts, { start, end: start + 2 })
      cursor.lose()
    }
    if (cursor.takeWord('if') || cursor.takeWord('IF')) {
      branches.push({ condition: parseCondition(cursor), body: parseBody(cursor) })
    } else {
      otherwise = parseBody(cursor)
      break
    }
  }
  return { kind: 'if', branches, otherwise, span: cursor.since(start) }
}

function parseFrom(cursor: Cursor): Statement {
  const { start } = cursor.take()
  const variable = cursor.expectName('the name of the loop variable')
  cursor.expectSymbol('=')
  const first = parseExpression(cursor)
  expectWord(cursor, 'TO')
  const last = parseExpression(cursor)
  const step = cursor.takeWord('BY') ? parseExpression(cursor) : undefined
  const body = parseBody(cursor)
  return { kind: 'from', variable, first, last, step, body, span: cursor.since(start) }
}

function parseLocal(cursor: Cursor): Statement {
  const { start } = cursor.take()
  const names = parseNameList(cursor, 'the name of a LOCAL variable')
  return { kind: 'local', names, span: cursor.since(start) }
}

/** `a, b, c`. */
export function parseNameList(cursor: Cursor, what: string): readonly Identifier[] {
  const names: Identifier[] = []
  do {
    const name = cursor.expectName(what)
    if (cursor.isLost) break
    names.push(name)
    if (cursor.atSymbol('[')) {
      cursor.report.add('nmodl/array-not-supported-yet', { name: name.name }, name.span)
      while (!cursor.atEnd() && !cursor.takeSymbol(']')) cursor.take()
    }
  } while (cursor.takeSymbol(','))
  return names
}

function parseSolve(cursor: Cursor): Statement {
  const { start } = cursor.take()
  const block = cursor.expectName('the name of the block to solve')
  const steadyState = cursor.takeWord('STEADYSTATE')
  const method =
    steadyState || cursor.takeWord('METHOD')
      ? cursor.expectName('the name of a method, such as cnexp')
      : undefined
  if (cursor.atWord('IFERROR')) {
    cursor.take()
    cursor.skipBraces()
  }
  return { kind: 'solve', block, method, steadyState, span: cursor.since(start) }
}

function parseTable(cursor: Cursor): Statement {
  const { start } = cursor.take()
  const names =
    cursor.atWord('FROM') || cursor.atWord('DEPEND') ? [] : parseNameList(cursor, 'a name to tabulate')
  const depends = cursor.takeWord('DEPEND') ? parseNameList(cursor, 'a name that the table depends on') : []
  expectWord(cursor, 'FROM')
  const first = parseExpression(cursor)
  expectWord(cursor, 'TO')
  const last = parseExpression(cursor)
  expectWord(cursor, 'WITH')
  const intervals = parseExpression(cursor)
  return { kind: 'table', names, depends, first, last, intervals, span: cursor.since(start) }
}

function expectWord(cursor: Cursor, word: string): void {
  if (!cursor.takeWord(word)) cursor.complain(word)
}
