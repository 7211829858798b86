import type { UnitDefinition } from '../ast/blocks.ts'
import type { Cursor } from './cursor.ts'
import { parseNumber } from './expressions.ts'

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
  const isUnit = cursor.atSymbol('(')
  const factor = isUnit ? cursor.takeUnit() : ''
  const value = isUnit ? 1 : parseNumber(cursor)
  const factorSpan = cursor.since(factorStart)
  const converts = isUnit && (cursor.takeSymbol('->') || (cursor.takeSymbol('-') && cursor.takeSymbol('>')))
  const unit = cursor.takeUnit()
  return { kind: 'constant', name, value, factor, unit, converts, factorSpan, span: cursor.since(start) }
}
