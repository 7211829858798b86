import type { Argument, Declaration, Identifier, NeuronStatement, UnitDefinition } from '../ast/nodes.ts'
import { spanOf, type Cursor } from './cursor.ts'
import { parseNameList } from './statements.ts'

/** Integer macros of DEFINE, by name; declarations may use them as numbers. */
export type Macros = ReadonlyMap<string, number>

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

/** Reads one declaration of PARAMETER, CONSTANT, ASSIGNED or STATE. */
export function parseDeclaration(cursor: Cursor, macros: Macros): Declaration | undefined {
  const name = cursor.expectName('the name of a variable')
  if (cursor.isLost) return undefined
  let length: Identifier | undefined
  if (cursor.takeSymbol('[')) {
    const token = cursor.take()
    length = { name: token.text, span: spanOf(token) }
    cursor.expectSymbol(']')
  }
  let value = cursor.takeSymbol('=') ? parseNumber(cursor, macros) : undefined
  if (cursor.takeWord('FROM')) {
    parseNumber(cursor, macros)
    if (!cursor.takeWord('TO')) cursor.complain('TO')
    parseNumber(cursor, macros)
  }
  if (cursor.takeWord('START')) value = parseNumber(cursor, macros)
  const unit = cursor.takeUnit()
  const bounds = parseBounds(cursor, macros)
  const span = cursor.since(name.span.start)
  return {
    name,
    length,
    value,
    unit,
    limits: bounds?.[1] === undefined ? undefined : [bounds[0], bounds[1]],
    tolerance: bounds && bounds[1] === undefined ? bounds[0] : undefined,
    comment: cursor.commentBeside(),
    span,
  }
}

/** `<low, high>` of a parameter, or `<tolerance>` of a state. */
function parseBounds(cursor: Cursor, macros: Macros): readonly [number, number | undefined] | undefined {
  if (!cursor.takeSymbol('<')) return undefined
  const low = parseNumber(cursor, macros)
  const high = cursor.takeSymbol(',') ? parseNumber(cursor, macros) : undefined
  cursor.expectSymbol('>')
  return [low, high]
}

/** A number with its sign, or the name of a DEFINE. */
export function parseNumber(cursor: Cursor, macros: Macros): number {
  const sign = cursor.takeSymbol('-') ? -1 : 1
  if (sign === 1) cursor.takeSymbol('+')
  const token = cursor.peek()
  const value =
    token.kind === 'number' ? token.value : token.kind === 'name' ? macros.get(token.text) : undefined
  if (value === undefined) {
    cursor.complain('a number')
    return 0
  }
  cursor.take()
  return sign * value
}

/** Reads one statement of the NEURON block. */
export function parseNeuronStatement(cursor: Cursor, macros: Macros): NeuronStatement | undefined {
  const word = cursor.peek()
  const { start } = word
  if (word.kind !== 'name') {
    cursor.complain('SUFFIX, USEION, RANGE or another statement of the NEURON block')
    return undefined
  }
  cursor.take()
  switch (word.text) {
    case 'SUFFIX':
    case 'POINT_PROCESS':
    case 'ARTIFICIAL_CELL': {
      if (word.text === 'ARTIFICIAL_CELL') {
        cursor.report.add('nmodl/not-supported-yet', { what: 'ARTIFICIAL_CELL' }, spanOf(word))
      }
      const name = cursor.expectName('the name of the mechanism')
      const kind = word.text.toLowerCase() as 'suffix' | 'point_process' | 'artificial_cell'
      return { kind, name, span: cursor.since(start) }
    }
    case 'USEION':
      return parseUseIon(cursor, start, macros)
    case 'RANGE':
    case 'GLOBAL':
    case 'NONSPECIFIC_CURRENT':
    case 'ELECTRODE_CURRENT': {
      const names = parseNameList(cursor, `a name after ${word.text}`)
      const kind = word.text.toLowerCase() as 'range' | 'global' | 'nonspecific_current' | 'electrode_current'
      return { kind, names, span: cursor.since(start) }
    }
    case 'THREADSAFE':
      return { kind: 'threadsafe', span: spanOf(word) }
    case 'POINTER':
    case 'BBCOREPOINTER':
    case 'EXTERNAL':
    case 'RANDOM':
    case 'REPRESENTS':
      cursor.report.add('nmodl/not-supported-yet', { what: word.text }, spanOf(word))
      cursor.lose()
      return undefined
  }
  cursor.report.add('nmodl/unknown-neuron-statement', { word: word.text }, spanOf(word))
  cursor.lose()
  return undefined
}

function parseUseIon(cursor: Cursor, start: number, macros: Macros): NeuronStatement {
  const ion = cursor.expectName('the name of an ion')
  const reads: Identifier[] = []
  const writes: Identifier[] = []
  let valence: number | undefined
  while (!cursor.isLost) {
    if (cursor.takeWord('READ')) reads.push(...parseNameList(cursor, 'an ion variable after READ'))
    else if (cursor.takeWord('WRITE')) writes.push(...parseNameList(cursor, 'an ion variable after WRITE'))
    else if (cursor.takeWord('VALENCE') || cursor.takeWord('CHARGE')) valence = parseNumber(cursor, macros)
    else break
  }
  return { kind: 'useion', ion, reads, writes, valence, span: cursor.since(start) }
}

/** Reads one definition of the UNITS block. */
export function parseUnitDefinition(cursor: Cursor): UnitDefinition | undefined {
  const { start } = cursor.peek()
  if (cursor.atSymbol('(')) {
    const name = cursor.takeUnit()
    const nameSpan = cursor.since(start)
    cursor.expectSymbol('=')
    if (!cursor.atSymbol('(')) cursor.complain('a unit in parentheses')
    const unit = cursor.takeUnit()
    return { kind: 'alias', name, unit, nameSpan, span: cursor.since(start) }
  }
  const name = cursor.expectName('a unit in parentheses, or the name of a constant')
  if (cursor.isLost) return undefined
  cursor.expectSymbol('=')
  const factorStart = cursor.peek().start
  if (cursor.atSymbol('(')) {
    const factor = cursor.takeUnit()
    const factorSpan = cursor.since(factorStart)
    const unit = cursor.takeUnit()
    return { kind: 'constant', name, value: 1, factor, unit, factorSpan, span: cursor.since(start) }
  }
  const value = parseNumber(cursor, new Map())
  const factorSpan = cursor.since(factorStart)
  const unit = cursor.takeUnit()
  return { kind: 'constant', name, value, factor: '', unit, factorSpan, span: cursor.since(start) }
}

/** `(a (unit), b)` of a FUNCTION or PROCEDURE. */
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
