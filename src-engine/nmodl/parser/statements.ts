import type { Body, Statement } from '../ast/statements.ts'
import { spanOf, type Cursor } from './cursor.ts'
import { parseForNetcons, parseWatch } from './events.ts'
import { parseArguments, parseExpression, parseIndex } from './expressions.ts'
import { parseCompartment, parseConserve, parseTilde } from './kinetics.ts'
import { parseLag, parseLocalNames, parseSolve, parseTable } from './simpleStatements.ts'
import { refuseRemovedWord } from './removedWords.ts'

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

function parseStatement(cursor: Cursor): Statement | undefined {
  const token = cursor.peek()
  const { start } = token
  cursor.beginStatement()
  if (token.kind === 'verbatim') {
    cursor.take()
    return { kind: 'verbatim', text: token.text, span: spanOf(token) }
  }
  if (cursor.atSymbol('~')) return parseTilde(cursor)
  if (cursor.atSymbol('{')) return { kind: 'block', body: parseBody(cursor), span: cursor.since(start) }
  if (token.kind !== 'name') {
    cursor.complain('a statement')
    return undefined
  }
  const read = readers.get(token.text)
  if (read) return read(cursor)
  if (refuseRemovedWord(cursor)) return undefined
  return parseAssignmentOrCall(cursor)
}

/** How the statements are read that begin with a word of NMODL; the cursor stands on the word. */
const readers: ReadonlyMap<string, (cursor: Cursor) => Statement | undefined> = new Map([
  ['if', parseIf],
  ['IF', parseIf],
  ['while', parseWhile],
  ['WHILE', parseWhile],
  ['FROM', parseFrom],
  ['FORALL', parseForall],
  ['LOCAL', parseLocal],
  ['SOLVE', (cursor: Cursor) => parseSolve(cursor, parseBody)],
  ['TABLE', parseTable],
  ['LAG', parseLag],
  ['CONSERVE', parseConserve],
  ['COMPARTMENT', parseCompartment],
  ['LONGITUDINAL_DIFFUSION', parseCompartment],
  ['WATCH', parseWatch],
  ['FOR_NETCONS', (cursor: Cursor) => parseForNetcons(cursor, parseBody)],
  ['CONDUCTANCE', parseConductance],
  ['PROTECT', parseProtect],
  ['INITIAL', parseNetInitial],
  ['MUTEXLOCK', parseSwitch],
  ['MUTEXUNLOCK', parseSwitch],
  ['UNITSON', parseSwitch],
  ['UNITSOFF', parseSwitch],
])

/** A statement that is only a word. */
function parseSwitch(cursor: Cursor): Statement {
  const token = cursor.take()
  const span = spanOf(token)
  return token.text.startsWith('MUTEX')
    ? { kind: 'mutex', lock: token.text === 'MUTEXLOCK', span }
    : { kind: 'units', on: token.text === 'UNITSON', span }
}

function parseNetInitial(cursor: Cursor): Statement {
  const { start } = cursor.take()
  return { kind: 'net-initial', body: parseBody(cursor), span: cursor.since(start) }
}

function parseConductance(cursor: Cursor): Statement {
  const { start } = cursor.take()
  const name = cursor.expectName('the name of a conductance')
  const ion = cursor.takeWord('USEION') ? cursor.expectName('the name of an ion') : undefined
  return { kind: 'conductance', name, ion, span: cursor.since(start) }
}

function parseProtect(cursor: Cursor): Statement {
  const { start } = cursor.take()
  const from = cursor.peek().start
  const statement = cursor.nested(() => parseStatement(cursor), undefined)
  const body = { statements: statement ? [statement] : [], span: cursor.since(from) }
  return { kind: 'protect', body, span: cursor.since(start) }
}

function parseLocal(cursor: Cursor): Statement {
  const { start } = cursor.take()
  return { kind: 'local', names: parseLocalNames(cursor), span: cursor.since(start) }
}

function parseAssignmentOrCall(cursor: Cursor): Statement | undefined {
  const { start } = cursor.peek()
  const target = cursor.expectName('a statement')
  if (cursor.atSymbol('(')) {
    const values = parseArguments(cursor)
    const span = cursor.since(start)
    return { kind: 'call', call: { kind: 'call', callee: target, arguments: values, span }, span }
  }
  if (cursor.takeSymbol("'")) {
    if (cursor.atSymbol("'")) {
      cursor.report.add('nmodl/second-derivative', { state: target.name }, target.span)
      cursor.lose()
      return undefined
    }
    const index = parseIndex(cursor)
    cursor.expectSymbol('=')
    const value = parseExpression(cursor)
    return { kind: 'derivative', state: target, index, value, span: cursor.since(start) }
  }
  const index = parseIndex(cursor)
  if (!cursor.takeSymbol('=')) {
    cursor.complain(`"=" or "(" after "${target.name}"`)
    return undefined
  }
  const value = parseExpression(cursor)
  return { kind: 'assign', target, index, value, span: cursor.since(start) }
}

function parseCondition(cursor: Cursor) {
  cursor.expectSymbol('(')
  const condition = parseExpression(cursor)
  cursor.expectSymbol(')')
  return condition
}

function parseWhile(cursor: Cursor): Statement {
  const { start } = cursor.take()
  const condition = parseCondition(cursor)
  return { kind: 'while', condition, body: parseBody(cursor), span: cursor.since(start) }
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
  cursor.expectWord('TO')
  const last = parseExpression(cursor)
  const step = cursor.takeWord('BY') ? parseExpression(cursor) : undefined
  const body = parseBody(cursor)
  return { kind: 'from', variable, first, last, step, body, span: cursor.since(start) }
}

function parseForall(cursor: Cursor): Statement {
  const { start } = cursor.take()
  const variable = cursor.expectName('the name of the loop variable')
  return { kind: 'forall', variable, body: parseBody(cursor), span: cursor.since(start) }
}
