import { cos, exp, log, pow, sin } from '../../../math/elementary.ts'
import type { HocCursor } from './hocCursor.ts'
import { tokenKind } from './lexHoc.ts'

/** What an expression may ask the program for. */
export interface HocNames {
  /** undefined for a name that has no value. */
  value(name: string): number | undefined
  element(name: string, indices: readonly number[]): number | undefined
  /** undefined for a function that does not exist. */
  call(name: string, values: readonly number[]): number | undefined
}

const functions: Readonly<Record<string, (x: number) => number>> = {
  abs: Math.abs,
  int: Math.trunc,
  sqrt: Math.sqrt,
  sin,
  cos,
  exp,
  log,
}

/** Evaluates the expression at the cursor. @param live false passes over it without asking for anything */
export function evaluate(cursor: HocCursor, names: HocNames, live: boolean): number {
  cursor.step()
  const { kind, text, value } = cursor.tokens
  const next = text[cursor.at + 1]
  // Most expressions are the plain numbers of a list.
  if (kind[cursor.at] === tokenKind.number && (next === ',' || next === ')')) return value[cursor.at++]!
  return either(cursor, names, live, 0)
}

/** Signs that bind two values, loosest first. */
const levels: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['==', '!=', '<', '>', '<=', '>='],
  ['+', '-'],
  ['*', '/', '%'],
]

function either(cursor: HocCursor, names: HocNames, live: boolean, level: number): number {
  const signs = levels[level]
  if (!signs) return signed(cursor, names, live)
  let value = either(cursor, names, live, level + 1)
  while (cursor.kind === tokenKind.sign && signs.includes(cursor.text)) {
    const sign = cursor.text
    cursor.at++
    value = combine(sign, value, either(cursor, names, live, level + 1))
  }
  return value
}

/** Numbers that differ by no more are equal in hoc. */
const epsilon = 1e-11

function combine(sign: string, a: number, b: number): number {
  switch (sign) {
    case '+':
      return a + b
    case '-':
      return a - b
    case '*':
      return a * b
    case '/':
      return a / b
    case '%':
      return a % b
    case '<':
      return a < b - epsilon ? 1 : 0
    case '>':
      return a > b + epsilon ? 1 : 0
    case '<=':
      return a <= b + epsilon ? 1 : 0
    case '>=':
      return a >= b - epsilon ? 1 : 0
    case '==':
      return Math.abs(a - b) <= epsilon ? 1 : 0
    case '!=':
      return Math.abs(a - b) <= epsilon ? 0 : 1
    case '&&':
      return a !== 0 && b !== 0 ? 1 : 0
    default:
      return a !== 0 || b !== 0 ? 1 : 0
  }
}

function signed(cursor: HocCursor, names: HocNames, live: boolean): number {
  let sign = 1
  for (;;) {
    if (cursor.accept('-')) sign = -sign
    else if (!cursor.accept('+')) break
  }
  const value = primary(cursor, names, live)
  const power = cursor.accept('^') ? pow(value, signed(cursor, names, live)) : value
  return sign * power
}

function primary(cursor: HocCursor, names: HocNames, live: boolean): number {
  cursor.step()
  if (cursor.kind === tokenKind.number) return cursor.tokens.value[cursor.at++]!
  if (cursor.accept('(')) {
    const value = evaluate(cursor, names, live)
    cursor.expect(')')
    return value
  }
  if (cursor.kind !== tokenKind.word) cursor.refuse(`has “${cursor.shown}” where a number is expected`)
  const name = cursor.word()
  if (cursor.is('(')) {
    const values = callArguments(cursor, names, live)
    if (!live) return 0
    const known = functions[name]
    const value = known ? known(values[0] ?? NaN) : names.call(name, values)
    return value ?? cursor.refuse(`uses the function “${name}”, which this reader does not know`)
  }
  if (cursor.is('[')) {
    const indices = subscripts(cursor, names, live)
    return live ? (names.element(name, indices) ?? cursor.refuse(`uses “${name}”, which has no value`)) : 0
  }
  if (!live) return 0
  if (name === 'PI') return Math.PI
  return names.value(name) ?? cursor.refuse(`uses “${name}”, which has no value`)
}

/** Evaluates what stands in parentheses. */
export function callArguments(cursor: HocCursor, names: HocNames, live: boolean): number[] {
  cursor.expect('(')
  const values: number[] = []
  while (!cursor.is(')')) {
    values.push(evaluate(cursor, names, live))
    if (!cursor.accept(',')) break
  }
  cursor.expect(')')
  return values
}

/** Evaluates what stands in brackets, one after the other. */
export function subscripts(cursor: HocCursor, names: HocNames, live: boolean): number[] {
  const indices: number[] = []
  while (cursor.accept('[')) {
    indices.push(evaluate(cursor, names, live))
    cursor.expect(']')
  }
  return indices
}
