import type { Block, RoutineBlock, SyntaxTree } from '../ast/nodes.ts'
import { lex } from '../lexer/lexer.ts'
import type { Report } from '../report.ts'
import { Cursor, spanOf } from './cursor.ts'
import {
  parseDeclaration,
  parseFormalArguments,
  parseItems,
  parseNeuronStatement,
  parseUnitDefinition,
} from './declarations.ts'
import { parseBody, parseNameList } from './statements.ts'

/** Blocks that are part of NMODL but cannot be run yet. */
const laterBlocks = new Set([
  'KINETIC',
  'LINEAR',
  'NONLINEAR',
  'DISCRETE',
  'PARTIAL',
  'FUNCTION_TABLE',
  'NET_RECEIVE',
  'BEFORE',
  'AFTER',
  'CONSTRUCTOR',
  'DESTRUCTOR',
  'INCLUDE',
  'TERMINAL',
])

/** Every word that can begin a block, for "did you mean". */
export const blockWords = [
  'NEURON',
  'UNITS',
  'PARAMETER',
  'CONSTANT',
  'ASSIGNED',
  'STATE',
  'INDEPENDENT',
  'INITIAL',
  'BREAKPOINT',
  'DERIVATIVE',
  'FUNCTION',
  'PROCEDURE',
  'LOCAL',
  'DEFINE',
  'UNITSON',
  'UNITSOFF',
  ...laterBlocks,
]

/** Reads a whole file; what cannot be read is reported and left out, and reading goes on after it. */
export function parse(report: Report): SyntaxTree {
  const cursor = new Cursor(report, lex(report))
  const macros = new Map<string, number>()
  const blocks: Block[] = []
  while (!cursor.atEnd()) {
    const before = cursor.peek()
    const block = parseBlock(cursor, macros)
    if (block) blocks.push(block)
    if (block?.kind === 'define') macros.set(block.name.name, block.value)
    if (cursor.isLost) findNextBlock(cursor)
    if (cursor.peek() === before) cursor.take()
  }
  return { blocks }
}

/** Skips to a word that begins a block at the start of a line. */
function findNextBlock(cursor: Cursor): void {
  cursor.findFooting()
  while (!cursor.atEnd()) {
    const token = cursor.peek()
    if (token.kind === 'name' && token.startsLine && blockWords.includes(token.text)) return
    if (cursor.atSymbol('{')) cursor.skipBraces()
    else cursor.take()
  }
}

function parseBlock(cursor: Cursor, macros: ReadonlyMap<string, number>): Block | undefined {
  const word = cursor.take()
  const { start } = word
  if (word.kind === 'title') return { kind: 'title', text: word.text, span: spanOf(word) }
  if (word.kind === 'verbatim') {
    if (word.text.trim() !== '') cursor.report.add('nmodl/verbatim', {}, spanOf(word))
    return undefined
  }
  if (word.kind !== 'name') {
    cursor.report.add('nmodl/unknown-block', { word: word.text, known: blockWords }, spanOf(word))
    cursor.lose()
    return undefined
  }
  switch (word.text) {
    case 'NEURON': {
      const statements = parseItems(cursor, () => parseNeuronStatement(cursor, macros))
      return { kind: 'neuron', statements, span: cursor.since(start) }
    }
    case 'UNITS': {
      const definitions = parseItems(cursor, () => parseUnitDefinition(cursor))
      return { kind: 'unit-definitions', definitions, span: cursor.since(start) }
    }
    case 'PARAMETER':
    case 'CONSTANT':
    case 'ASSIGNED':
    case 'STATE': {
      const declarations = parseItems(cursor, () => parseDeclaration(cursor, macros))
      const kind = word.text.toLowerCase() as 'parameter' | 'constant' | 'assigned' | 'state'
      return { kind, declarations, span: cursor.since(start) }
    }
    case 'INDEPENDENT':
      if (cursor.atSymbol('{')) cursor.skipBraces()
      else cursor.complain('"{"')
      return { kind: 'independent', span: cursor.since(start) }
    case 'LOCAL':
      return {
        kind: 'local',
        names: parseNameList(cursor, 'the name of a LOCAL variable'),
        span: cursor.since(start),
      }
    case 'DEFINE':
      return parseDefine(cursor, start)
    case 'INITIAL':
      return { kind: 'initial', body: parseBody(cursor), span: cursor.since(start) }
    case 'BREAKPOINT':
      return { kind: 'breakpoint', body: parseBody(cursor), span: cursor.since(start) }
    case 'DERIVATIVE': {
      const name = cursor.expectName('the name of the DERIVATIVE block')
      if (cursor.isLost) return undefined
      return { kind: 'derivative', name, body: parseBody(cursor), span: cursor.since(start) }
    }
    case 'FUNCTION':
    case 'PROCEDURE':
      return parseRoutine(cursor, word.text === 'FUNCTION' ? 'function' : 'procedure', start)
    case 'UNITSON':
    case 'UNITSOFF':
      return { kind: 'units', on: word.text === 'UNITSON', span: spanOf(word) }
  }
  if (laterBlocks.has(word.text)) {
    cursor.report.add('nmodl/not-supported-yet', { what: `the ${word.text} block` }, spanOf(word))
    cursor.lose()
    const name = cursor.peek().kind === 'name' ? cursor.peek().text : ''
    return { kind: 'later', word: word.text, name, span: spanOf(word) }
  } else {
    cursor.report.add('nmodl/unknown-block', { word: word.text, known: blockWords }, spanOf(word))
  }
  cursor.lose()
  return undefined
}

function parseDefine(cursor: Cursor, start: number): Block | undefined {
  const name = cursor.expectName('the name of the DEFINE')
  const token = cursor.peek()
  if (token.kind === 'number') cursor.take()
  else cursor.complain('a whole number')
  if (cursor.isLost) return undefined
  return { kind: 'define', name, value: token.value, span: cursor.since(start) }
}

function parseRoutine(
  cursor: Cursor,
  kind: 'function' | 'procedure',
  start: number,
): RoutineBlock | undefined {
  const name = cursor.expectName(`the name of the ${kind.toUpperCase()}`)
  if (cursor.isLost) return undefined
  const formals = parseFormalArguments(cursor)
  const unit = cursor.takeUnit()
  const body = parseBody(cursor)
  return { kind, name, arguments: formals, unit, body, span: cursor.since(start) }
}
