import type { Statement } from '../ast/statements.ts'
import type { Around } from './around.ts'
import { truncated } from './around.ts'
import type { CDeclarator, CExpression, CStatement, CType } from './cNodes.ts'
import { constantOf } from './constants.ts'
import { assignNode, localNode, numberNode } from './nodes.ts'
import { longestShared } from './outside.ts'
import type { Scope } from './scope.ts'
import { slotOf, structureAt } from './slots.ts'
import { Unsupported } from './unsupported.ts'

type Declaration = Extract<CStatement, { kind: 'declare' }>

/** So many numbers can the arrays of a routine hold. */
const mostElements = 50_000

/**
 * Writes a declaration.
 *
 * @param isChanged whether something in the routine changes a name
 */
export function writeDeclaration(
  around: Around,
  statement: Declaration,
  isChanged: (name: string) => boolean,
): readonly Statement[] {
  const { type, isStatic, isExtern } = statement
  if (isExtern) return []
  for (const declarator of statement.declarators) {
    const { name, pointer, initial } = declarator
    if (pointer || type === 'other' || type === 'void') {
      around.scope.declareHandle(name)
      if (initial) lead(around.scope, name, initial)
      continue
    }
    // A text: whoever does more than print it will say so.
    if (initial?.kind === 'string') {
      around.scope.declareHandle(name)
      continue
    }
    if (type === 'float') around.scope.note('nmodl/verbatim-single', name, declarator)
    // What keeps its value from call to call, and changes it, is the file's; what never changes can be made each time.
    if (isStatic && (!initial || isChanged(name))) declareStatic(around.scope, declarator, type)
    else if (declarator.length !== undefined) declareArray(around, declarator, type)
    else declareNumber(around, declarator, type)
  }
  return around.before
}

/** Makes a handle lead where an expression leads, if that is a POINTER of the mechanism. */
export function lead(scope: Scope, name: string, value: CExpression): void {
  const handle = scope.find(name)
  if (handle?.kind !== 'handle') return
  if (isZero(value)) return
  if (opensToWrite(value)) {
    scope.note('nmodl/verbatim-silent', 'fopen', value)
    return
  }
  const slot = structureAt(scope, value)?.path ?? slotOf(scope, value)
  if (slot === undefined) throw new Unsupported('it works with addresses in memory', value)
  if (!scope.lead(name, handle, slot))
    throw new Unsupported(`where "${name}" leads changes from round to round`, value)
}

/** A pointer that leads nowhere yet. */
function isZero(value: CExpression): boolean {
  return value.kind === 'cast' ? isZero(value.operand) : value.kind === 'number' && value.value === 0
}

/** `fopen(name, "w")`: what is written there is read by nobody here. */
function opensToWrite(value: CExpression): boolean {
  if (value.kind === 'cast') return opensToWrite(value.operand)
  if (value.kind !== 'call' || value.callee.kind !== 'name' || value.callee.name !== 'fopen') return false
  const [, mode] = value.arguments
  return mode?.kind === 'string' && /^[wa]/.test(mode.text)
}

function lengthOf(scope: Scope, { name, length, initial, start, end }: CDeclarator): number | undefined {
  if (length === undefined) return undefined
  const given = initial?.kind === 'comma' ? initial.parts.length : undefined
  const count = length === 'open' ? given : constantOf(length, known => scope.constant(known))?.value
  const isArray = initial === undefined || given !== undefined
  if (!isArray || count === undefined || !Number.isInteger(count) || count < 1 || count < (given ?? 0))
    throw new Unsupported(`the length of "${name}" is not a plain number`, { start, end })
  scope.elements += count
  if (scope.elements > mostElements) throw new Unsupported(`"${name}" is too long`, { start, end })
  return count
}

function declareStatic(scope: Scope, declarator: CDeclarator, type: CType): void {
  const { name, initial } = declarator
  const length = lengthOf(scope, declarator)
  if ((length ?? 0) > longestShared)
    throw new Unsupported(
      `the array "${name}" that all instances share is too long`,
      declarator,
      'Use SERIES.',
    )
  const start = initial ? constantOf(initial, known => scope.constant(known)) : { value: 0, whole: true }
  if (!start) throw new Unsupported(`what "${name}" begins with is not a plain number`, declarator)
  const value = type === 'int' ? Math.trunc(start.value) : start.value
  scope.declareStatic(name, { type, initial: value, ...(length === undefined ? {} : { length }) })
}

function declareArray(around: Around, declarator: CDeclarator, type: CType): void {
  const { name, initial } = declarator
  const length = lengthOf(around.scope, declarator) ?? 1
  const parts = initial?.kind === 'comma' ? initial.parts : []
  const values = parts.map(part => around.value(part))
  const made = around.scope.declare(name, type, length)
  around.before.push(localNode([made], declarator, length))
  // Where some elements begin with a number, the others begin with 0.
  for (let index = 0; index < (initial ? length : 0); index++) {
    const value = values[index] ?? { value: numberNode(0, declarator), whole: true }
    const number = type === 'int' ? truncated(value, declarator) : value.value
    around.before.push(assignNode(made, number, declarator, numberNode(index, declarator)))
  }
  around.before.push(...around.after.splice(0))
}

function declareNumber(around: Around, declarator: CDeclarator, type: CType): void {
  const { name, initial } = declarator
  const value = initial && around.value(initial)
  const made = around.scope.declare(name, type)
  around.before.push(localNode([made], declarator))
  if (value) {
    const number = type === 'int' ? truncated(value, declarator) : value.value
    around.before.push(assignNode(made, number, declarator))
  }
  around.before.push(...around.after.splice(0))
}
