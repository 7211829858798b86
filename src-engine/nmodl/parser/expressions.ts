import { joinSpans } from '../../core/source/span.ts'
import type { BinaryOperator, Expression } from '../ast/expressions.ts'
import { spanOf, type Cursor } from './cursor.ts'

/** How tightly a binary operator binds; `^` is read apart, being right-associative and tighter than a sign. */
const precedence: Readonly<Record<string, number>> = {
  '||': 1,
  '&&': 2,
  '<': 3,
  '<=': 3,
  '>': 3,
  '>=': 3,
  '==': 3,
  '!=': 3,
  '+': 4,
  '-': 4,
  '*': 5,
  '/': 5,
}

/** Words that begin a statement or end an expression, and are never the name of a number. */
const statementWords = new Set(
  `if else while IF ELSE WHILE FROM FORALL LOCAL SOLVE TABLE CONDUCTANCE UNITSON UNITSOFF CONSERVE COMPARTMENT
  LONGITUDINAL_DIFFUSION WATCH FOR_NETCONS LAG PROTECT MUTEXLOCK MUTEXUNLOCK INITIAL TO BY WITH`.split(/\s+/),
)

/** Reads an expression. `=` may end it only where an equation has two sides. */
export function parseExpression(cursor: Cursor, isSide = false): Expression {
  return cursor.nested(() => parseBinary(cursor, 1, isSide), nothing(cursor))
}

/** Stands in where an expression could not be read; a diagnostic has said so. */
function nothing(cursor: Cursor): Expression {
  const { start } = cursor.peek()
  return { kind: 'number', value: 0, text: '0', unit: '', span: { start, end: start } }
}

function parseBinary(cursor: Cursor, weakest: number, isSide = false): Expression {
  let left = parseSigned(cursor)
  while (!cursor.isLost && cursor.peek().kind === 'symbol') {
    const operator = cursor.peek().text
    if (operator === '=' && !isSide) {
      cursor.complain('"==" (a single "=" assigns)')
      break
    }
    const strength = precedence[operator]
    if (strength === undefined || strength < weakest) break
    cursor.take()
    cursor.countOperator()
    const right = parseBinary(cursor, strength + 1, isSide)
    left = {
      kind: 'binary',
      operator: operator as BinaryOperator,
      left,
      right,
      span: joinSpans(left.span, right.span),
    }
  }
  return left
}

/** `-a`, `!a`; a sign binds weaker than `^` and stronger than `*`. */
function parseSigned(cursor: Cursor): Expression {
  const token = cursor.peek()
  if (token.kind === 'symbol' && (token.text === '-' || token.text === '!' || token.text === '+')) {
    cursor.take()
    const operand = cursor.nested(() => parseSigned(cursor), nothing(cursor))
    if (token.text === '+') return operand
    const operator = token.text === '-' ? '-' : '!'
    return { kind: 'unary', operator, operand, span: joinSpans(spanOf(token), operand.span) }
  }
  return parsePower(cursor)
}

function parsePower(cursor: Cursor): Expression {
  const base = parsePrimary(cursor)
  if (!cursor.takeSymbol('^')) return base
  const exponent = cursor.nested(() => parseSigned(cursor), nothing(cursor))
  return {
    kind: 'binary',
    operator: '^',
    left: base,
    right: exponent,
    span: joinSpans(base.span, exponent.span),
  }
}

function parsePrimary(cursor: Cursor): Expression {
  const token = cursor.peek()
  if (token.kind === 'number') {
    cursor.take()
    const unit = cursor.takeUnit()
    return { kind: 'number', value: token.value, text: token.text, unit, span: cursor.since(token.start) }
  }
  if (token.kind === 'string') {
    cursor.take()
    return { kind: 'string', text: token.text, span: spanOf(token) }
  }
  // A name that begins a line and is assigned there belongs to the next statement: the operand is missing here.
  const isNextStatement = token.startsLine && (cursor.atSymbol('=', 1) || cursor.atSymbol("'", 1))
  const isName = token.kind === 'name' && !statementWords.has(token.text)
  if (isName && !isNextStatement) return parseNamed(cursor)
  if (cursor.takeSymbol('(')) {
    const inner = parseExpression(cursor)
    cursor.expectSymbol(')')
    return { ...inner, span: cursor.since(token.start) }
  }
  cursor.complain('an expression')
  return nothing(cursor)
}

/** A variable, an array element, an earlier value, a slope, or a call. */
function parseNamed(cursor: Cursor): Expression {
  const callee = cursor.expectName('a name')
  const { name } = callee
  const { start } = callee.span
  if (cursor.atSymbol('(')) {
    return { kind: 'call', callee, arguments: parseArguments(cursor), span: cursor.since(start) }
  }
  if (cursor.takeSymbol('@')) {
    const back = parseWhole(cursor, 'a number of steps after "@"')
    const index = parseIndex(cursor)
    return { kind: 'past', name, back, index, span: cursor.since(start) }
  }
  if (cursor.takeSymbol("'")) {
    const index = parseIndex(cursor)
    return { kind: 'slope', name, index, span: cursor.since(start) }
  }
  const index = parseIndex(cursor)
  if (index) return { kind: 'element', name, index, span: cursor.since(start) }
  return { kind: 'name', name, span: callee.span }
}

/** `[index]` where one stands here. */
export function parseIndex(cursor: Cursor): Expression | undefined {
  if (!cursor.takeSymbol('[')) return undefined
  const index = parseExpression(cursor)
  cursor.expectSymbol(']')
  return index
}

/** `(a, b, …)` of a call. */
export function parseArguments(cursor: Cursor): readonly Expression[] {
  const values: Expression[] = []
  cursor.expectSymbol('(')
  while (!cursor.isLost && !cursor.atSymbol(')') && !cursor.atEnd()) {
    values.push(parseExpression(cursor))
    if (!cursor.takeSymbol(',')) break
  }
  cursor.expectSymbol(')')
  return values
}

/** A whole number, or the name of a DEFINE. */
export function parseWhole(cursor: Cursor, what: string): number {
  const token = cursor.peek()
  const value = token.kind === 'number' ? token.value : cursor.macros.get(token.text)
  if (value === undefined || !Number.isInteger(value) || value > mostElements) {
    cursor.complain(what)
    return 0
  }
  cursor.take()
  return value
}

/** Largest whole number that the text may give as a length, a count or a distance. */
const mostElements = 1_000_000

/** A number with its sign, or the name of a DEFINE. */
export function parseNumber(cursor: Cursor): number {
  const sign = cursor.takeSymbol('-') ? -1 : 1
  if (sign === 1) cursor.takeSymbol('+')
  const token = cursor.peek()
  const value = token.kind === 'number' ? token.value : cursor.macros.get(token.text)
  if (value === undefined) {
    cursor.complain('a number')
    return 0
  }
  cursor.take()
  return sign * value
}
