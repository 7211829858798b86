import type { ReactionTerm, Statement } from '../ast/statements.ts'
import type { Cursor } from './cursor.ts'
import { parseExpression, parseIndex } from './expressions.ts'
import { parseNameList } from './neuronBlock.ts'

/** `~ …`: a reaction of KINETIC, or an equation of LINEAR and NONLINEAR. */
export function parseTilde(cursor: Cursor): Statement | undefined {
  const { start } = cursor.take()
  if (cursor.tilde === 'reaction') return parseReaction(cursor, start)
  const left = parseExpression(cursor, true)
  cursor.expectSymbol('=')
  const right = parseExpression(cursor)
  return { kind: 'equation', left, right, span: cursor.since(start) }
}

function parseReaction(cursor: Cursor, start: number): Statement | undefined {
  const left = parseTerms(cursor)
  let arrow: '<->' | '->' | '<<'
  let right: readonly ReactionTerm[] = []
  if (cursor.takeSymbol('<->')) {
    arrow = '<->'
    right = parseTerms(cursor)
  } else if (takePair(cursor, '->', '-', '>')) arrow = '->'
  else if (takePair(cursor, '<<', '<', '<')) arrow = '<<'
  else {
    cursor.complain('"<->", "->" or "<<"')
    return undefined
  }
  cursor.expectSymbol('(')
  const rates = [parseExpression(cursor)]
  if (arrow === '<->') {
    cursor.expectSymbol(',')
    rates.push(parseExpression(cursor))
  }
  cursor.expectSymbol(')')
  return { kind: 'reaction', arrow, left, right, rates, span: cursor.since(start) }
}

/** A sign of two characters, between which blanks may stand. */
function takePair(cursor: Cursor, whole: string, first: string, second: string): boolean {
  if (cursor.takeSymbol(whole)) return true
  return cursor.atSymbol(second, 1) && cursor.takeSymbol(first) && cursor.takeSymbol(second)
}

/** `a + 2 b[i] + …` */
function parseTerms(cursor: Cursor): readonly ReactionTerm[] {
  const terms: ReactionTerm[] = []
  do {
    const { start } = cursor.peek()
    const token = cursor.peek()
    const isMacro = token.kind === 'name' && cursor.macros.has(token.text) && cursor.peek(1).kind === 'name'
    const count = token.kind === 'number' || isMacro ? parseCount(cursor) : 1
    const name = cursor.expectName('the name of a reactant')
    if (cursor.isLost) break
    terms.push({ count, name, index: parseIndex(cursor), span: cursor.since(start) })
    cursor.countOperator()
  } while (cursor.takeSymbol('+'))
  return terms
}

function parseCount(cursor: Cursor): number {
  const token = cursor.peek()
  const value = token.kind === 'number' ? token.value : (cursor.macros.get(token.text) ?? 0)
  if (!Number.isInteger(value) || value < 1 || value > 100) cursor.complain('a whole number of molecules')
  else cursor.take()
  return value
}

/** `CONSERVE a + 2 b = total`. */
export function parseConserve(cursor: Cursor): Statement {
  const { start } = cursor.take()
  const terms = parseTerms(cursor)
  cursor.expectSymbol('=')
  const total = parseExpression(cursor)
  return { kind: 'conserve', terms, total, span: cursor.since(start) }
}

/** `COMPARTMENT i, volume { states }`, `LONGITUDINAL_DIFFUSION i, D·A { states }`. */
export function parseCompartment(cursor: Cursor): Statement {
  const word = cursor.take()
  const kind = word.text === 'COMPARTMENT' ? 'compartment' : 'longitudinal-diffusion'
  const hasVariable = cursor.peek().kind === 'name' && cursor.atSymbol(',', 1)
  const variable = hasVariable ? cursor.expectName('the name of an index') : undefined
  cursor.takeSymbol(',')
  const value = parseExpression(cursor)
  const states = []
  cursor.expectSymbol('{')
  while (!cursor.isLost && !cursor.atSymbol('}') && !cursor.atEnd()) {
    states.push(...parseNameList(cursor, 'the name of a state'))
  }
  cursor.expectSymbol('}')
  return { kind, variable, value, states, span: cursor.since(word.start) }
}
