import type { Argument } from '../ast/statements.ts'
import type { Declaration, IndependentVariable, SteppedVariable } from '../ast/blocks.ts'
import { spanOf, type Cursor } from './cursor.ts'
import { parseNumber, parseWhole } from './expressions.ts'

/** Reads `{ item item … }`, recovering at the next line after a fault. */
export function parseItems<T>(cursor: Cursor, parseItem: () => T | undefined): readonly T[] {
  const items: T[] = []
  if (!cursor.expectSymbol('{')) return items
  while (!cursor.atSymbol('}') && !cursor.atEnd()) {
    const before = cursor.peek()
    const item = parseItem()
    if (item !== undefined && !cursor.isLost) items.push(item)
    cursor.findFooting(before)
    cursor.takeSymbol(',')
    if (cursor.peek() === before && !cursor.atSymbol('}')) cursor.take()
  }
  cursor.expectSymbol('}')
  return items
}

/** Reads one declaration of PARAMETER, CONSTANT, ASSIGNED or STATE; UNITSON and UNITSOFF may stand between them. */
export function parseDeclaration(cursor: Cursor): Declaration | undefined {
  while (cursor.atWord('UNITSON') || cursor.atWord('UNITSOFF')) cursor.take()
  if (cursor.atSymbol('}')) return undefined
  const name = cursor.expectName('the name of a variable')
  if (cursor.isLost) return undefined
  // A prime declares the slope of another variable, which needs no place of its own.
  const isSlope = cursor.takeSymbol("'")
  const length = parseLength(cursor)
  let value = cursor.takeSymbol('=') ? parseNumber(cursor) : undefined
  const range = parseRange(cursor)
  if (cursor.takeWord('START')) value = parseNumber(cursor)
  const unit = cursor.takeUnit()
  const bounds = parseBounds(cursor)
  const span = cursor.since(name.span.start)
  if (isSlope) return undefined
  return {
    name,
    length,
    value,
    unit,
    range,
    limits: bounds?.[1] === undefined ? undefined : [bounds[0], bounds[1]],
    tolerance: bounds && bounds[1] === undefined ? bounds[0] : undefined,
    comment: cursor.commentBeside(),
    span,
  }
}

/** `[n]` after a name that is declared. */
export function parseLength(cursor: Cursor): number | undefined {
  if (!cursor.takeSymbol('[')) return undefined
  const token = cursor.peek()
  const length = parseWhole(cursor, 'a whole number of elements')
  if (length < 1 && !cursor.isLost) {
    cursor.report.add('nmodl/empty-array', {}, spanOf(token))
  }
  cursor.expectSymbol(']')
  return Math.max(1, length)
}

/** `FROM low TO high`. */
function parseRange(cursor: Cursor): readonly [number, number] | undefined {
  if (!cursor.takeWord('FROM')) return undefined
  const low = parseNumber(cursor)
  cursor.expectWord('TO')
  return [low, parseNumber(cursor)]
}

/** `<low, high>` of a parameter, or `<tolerance>` of a state. */
function parseBounds(cursor: Cursor): readonly [number, number | undefined] | undefined {
  if (!cursor.takeSymbol('<')) return undefined
  const low = parseNumber(cursor)
  const high = cursor.takeSymbol(',') ? parseNumber(cursor) : undefined
  cursor.expectSymbol('>')
  return [low, high]
}

/** `t FROM 0 TO 1 WITH 100 START 0 (ms)` of INDEPENDENT. */
export function parseIndependent(cursor: Cursor): IndependentVariable | undefined {
  const { start } = cursor.peek()
  const sweep = cursor.takeWord('SWEEP')
  const name = cursor.expectName('the name of the independent variable')
  if (cursor.isLost) return undefined
  const [first, last] = parseRange(cursor) ?? [0, 1]
  const steps = cursor.takeWord('WITH') ? parseWhole(cursor, 'a whole number of steps') : 1
  const from = cursor.takeWord('START') ? parseNumber(cursor) : undefined
  const unit = cursor.takeUnit()
  return { name, first, last, steps, start: from, unit, sweep, span: cursor.since(start) }
}

/** `x = 1, 2, 3 (unit)` of STEPPED. */
export function parseStepped(cursor: Cursor): SteppedVariable | undefined {
  const name = cursor.expectName('the name of a stepped parameter')
  cursor.expectSymbol('=')
  const values: number[] = []
  do {
    if (cursor.isLost) return undefined
    values.push(parseNumber(cursor))
  } while (cursor.takeSymbol(','))
  const unit = cursor.takeUnit()
  const span = cursor.since(name.span.start)
  return { name, values, unit, comment: cursor.commentBeside(), span }
}

/** `(a (unit), b)` of a FUNCTION, a PROCEDURE, NET_RECEIVE or FOR_NETCONS. */
export function parseFormalArguments(cursor: Cursor): readonly Argument[] {
  const formals: Argument[] = []
  if (!cursor.takeSymbol('(')) return formals
  while (!cursor.isLost && !cursor.atSymbol(')') && !cursor.atEnd()) {
    formals.push({ name: cursor.expectName('the name of an argument'), unit: cursor.takeUnit() })
    if (!cursor.takeSymbol(',')) break
  }
  cursor.expectSymbol(')')
  return formals
}
