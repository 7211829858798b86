import type { Identifier } from '../ast/expressions.ts'
import type { NeuronStatement, UseIon } from '../ast/blocks.ts'
import { spanOf, type Cursor } from './cursor.ts'
import { parseNumber } from './expressions.ts'

/** Statements that are a word and the names after it. */
const listWords = {
  RANGE: 'range',
  GLOBAL: 'global',
  NONSPECIFIC_CURRENT: 'nonspecific_current',
  ELECTRODE_CURRENT: 'electrode_current',
  POINTER: 'pointer',
  BBCOREPOINTER: 'bbcorepointer',
  EXTERNAL: 'external',
  RANDOM: 'random',
  SERIES: 'series',
} as const

const nameWords = {
  SUFFIX: 'suffix',
  POINT_PROCESS: 'point_process',
  ARTIFICIAL_CELL: 'artificial_cell',
} as const

/** Every word that begins a statement of the NEURON block. */
export const neuronWords: readonly string[] = [
  ...Object.keys(nameWords),
  'USEION',
  ...Object.keys(listWords),
  'THREADSAFE',
  'REPRESENTS',
]

/** Reads one statement of the NEURON block. */
export function parseNeuronStatement(cursor: Cursor): NeuronStatement | undefined {
  const word = cursor.peek()
  const { start } = word
  if (word.kind !== 'name') {
    cursor.complain('SUFFIX, USEION, RANGE or another statement of the NEURON block')
    return undefined
  }
  cursor.take()
  const { text } = word
  if (has(nameWords, text)) {
    const name = cursor.expectName('the name of the mechanism')
    return { kind: nameWords[text], name, span: cursor.since(start) }
  }
  if (has(listWords, text)) {
    const names = parseNameList(cursor, `a name after ${text}`)
    return { kind: listWords[text], names, span: cursor.since(start) }
  }
  if (text === 'USEION') return parseUseIon(cursor, start)
  if (text === 'THREADSAFE') {
    const names = isNameOfList(cursor) ? parseNameList(cursor, 'a name after THREADSAFE') : []
    return { kind: 'threadsafe', names, span: cursor.since(start) }
  }
  if (text === 'REPRESENTS') return { kind: 'represents', term: parseTerm(cursor), span: cursor.since(start) }
  cursor.report.add('nmodl/unknown-neuron-statement', { word: text, known: neuronWords }, spanOf(word))
  cursor.lose()
  return undefined
}

function has<T extends object>(table: T, word: string): word is keyof T & string {
  return Object.hasOwn(table, word)
}

/** Whether a name stands here that does not begin the next statement. */
function isNameOfList(cursor: Cursor): boolean {
  const token = cursor.peek()
  return token.kind === 'name' && !neuronWords.includes(token.text)
}

/** `a, b, c`. */
export function parseNameList(cursor: Cursor, what: string): readonly Identifier[] {
  const names: Identifier[] = []
  do {
    const name = cursor.expectName(what)
    if (cursor.isLost) break
    names.push(name)
  } while (cursor.takeSymbol(','))
  return names
}

function parseUseIon(cursor: Cursor, start: number): UseIon {
  const ion = cursor.expectName('the name of an ion')
  const reads: Identifier[] = []
  const writes: Identifier[] = []
  let valence: number | undefined
  let represents: string | undefined
  while (!cursor.isLost) {
    if (cursor.takeWord('READ')) reads.push(...parseNameList(cursor, 'an ion variable after READ'))
    else if (cursor.takeWord('WRITE')) writes.push(...parseNameList(cursor, 'an ion variable after WRITE'))
    else if (cursor.takeWord('VALENCE') || cursor.takeWord('CHARGE')) valence = parseNumber(cursor)
    else if (cursor.takeWord('REPRESENTS')) represents = parseTerm(cursor)
    else break
  }
  return { kind: 'useion', ion, reads, writes, valence, represents, span: cursor.since(start) }
}

/** A term of an ontology: `CHEBI:29103`, `[NCIT:C17145]`. */
function parseTerm(cursor: Cursor): string {
  if (cursor.peek().kind === 'string') return cursor.take().text
  return cursor.expectName('a term such as CHEBI:29103').name
}
