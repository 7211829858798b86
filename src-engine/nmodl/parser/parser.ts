import type { Block, HookBlock, RoutineBlock, SolvableBlock, SyntaxTree } from '../ast/blocks.ts'
import type { Body } from '../ast/statements.ts'
import { lex } from '../lexer/lexer.ts'
import type { Report } from '../report.ts'
import { Cursor, spanOf } from './cursor.ts'
import {
  parseDeclaration,
  parseFormalArguments,
  parseIndependent,
  parseItems,
  parseStepped,
} from './declarations.ts'
import { parseWhole } from './expressions.ts'
import { isReadable, parseInclude, type ReadInclude } from './include.ts'
import { parseNameList, parseNeuronStatement } from './neuronBlock.ts'
import { refuseRemovedWord } from './removedWords.ts'
import { parseLocalNames } from './simpleStatements.ts'
import { parseBody } from './statements.ts'
import { parseUnitDefinition } from './unitsBlock.ts'

/** Reads what follows the word that begins a block; `start` is where that word begins. */
type BlockReader = (cursor: Cursor, start: number, word: string) => Block | undefined

const declarations: BlockReader = (cursor, start, word) => ({
  kind: word.toLowerCase() as 'parameter' | 'constant' | 'assigned' | 'state',
  declarations: parseItems(cursor, () => parseDeclaration(cursor)),
  span: cursor.since(start),
})

const plainBody: BlockReader = (cursor, start, word) => ({
  kind: word.toLowerCase() as 'initial' | 'breakpoint' | 'constructor' | 'destructor',
  body: parseBody(cursor),
  span: cursor.since(start),
})

const units: BlockReader = (cursor, start, word) => ({
  kind: 'units',
  on: word === 'UNITSON',
  span: cursor.since(start),
})

const blockReaders: ReadonlyMap<string, BlockReader> = new Map<string, BlockReader>([
  [
    'NEURON',
    (cursor, start) => ({
      kind: 'neuron',
      statements: parseItems(cursor, () => parseNeuronStatement(cursor)),
      span: cursor.since(start),
    }),
  ],
  [
    'UNITS',
    (cursor, start) => ({
      kind: 'unit-definitions',
      definitions: parseItems(cursor, () => parseUnitDefinition(cursor)),
      span: cursor.since(start),
    }),
  ],
  ['PARAMETER', declarations],
  ['CONSTANT', declarations],
  ['ASSIGNED', declarations],
  ['STATE', declarations],
  [
    'INDEPENDENT',
    (cursor, start) => ({
      kind: 'independent',
      variables: parseItems(cursor, () => parseIndependent(cursor)),
      span: cursor.since(start),
    }),
  ],
  [
    'STEPPED',
    (cursor, start) => ({
      kind: 'stepped',
      variables: parseItems(cursor, () => parseStepped(cursor)),
      span: cursor.since(start),
    }),
  ],
  [
    'LOCAL',
    (cursor, start) => ({ kind: 'local', names: parseLocalNames(cursor), span: cursor.since(start) }),
  ],
  ['DEFINE', parseDefine],
  ['INITIAL', plainBody],
  ['BREAKPOINT', plainBody],
  ['CONSTRUCTOR', plainBody],
  ['DESTRUCTOR', plainBody],
  ['DERIVATIVE', parseSolvable],
  ['KINETIC', parseSolvable],
  ['LINEAR', parseSolvable],
  ['NONLINEAR', parseSolvable],
  ['DISCRETE', parseSolvable],
  ['FUNCTION', parseRoutine],
  ['PROCEDURE', parseRoutine],
  ['FUNCTION_TABLE', parseFunctionTable],
  ['NET_RECEIVE', parseNetReceive],
  ['BEFORE', parseHook],
  ['AFTER', parseHook],
  ['UNITSON', units],
  ['UNITSOFF', units],
])

/** Every word that can begin a block. */
export const blockWords: readonly string[] = [
  ...blockReaders.keys(),
  'INCLUDE',
  'TITLE',
  'VERBATIM',
  'COMMENT',
]

/** Reads a whole file; what cannot be read is reported and left out, and reading goes on after it. */
export function parse(report: Report, readInclude?: ReadInclude): SyntaxTree {
  if (!isReadable({ report }, 0, { start: 0, end: 1 })) return { blocks: [] }
  const cursor = new Cursor(report, lex(report))
  const blocks: Block[] = []
  while (!cursor.atEnd()) {
    const before = cursor.peek()
    const block = parseBlock(cursor, readInclude)
    if (block) blocks.push(block)
    if (block?.kind === 'define') cursor.macros.set(block.name.name, block.value)
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

function parseBlock(cursor: Cursor, readInclude: ReadInclude | undefined): Block | undefined {
  if (refuseRemovedWord(cursor)) return undefined
  const word = cursor.take()
  const { start } = word
  if (word.kind === 'title') return { kind: 'title', text: word.text, span: spanOf(word) }
  if (word.kind === 'verbatim') return { kind: 'verbatim', text: word.text, span: spanOf(word) }
  const read = word.kind === 'name' ? blockReaders.get(word.text) : undefined
  if (read) return read(cursor, start, word.text)
  if (word.kind === 'name' && word.text === 'INCLUDE') {
    parseInclude(cursor, start, readInclude)
    return undefined
  }
  if (word.kind === 'unknown') {
    cursor.report.add('nmodl/unknown-character', { shown: word.text }, spanOf(word))
  } else {
    cursor.report.add('nmodl/unknown-block', { word: word.text, known: blockWords }, spanOf(word))
  }
  cursor.lose()
  return undefined
}

function parseDefine(cursor: Cursor, start: number): Block | undefined {
  const name = cursor.expectName('the name of the DEFINE')
  const value = parseWhole(cursor, 'a whole number')
  if (cursor.isLost) return undefined
  return { kind: 'define', name, value, span: cursor.since(start) }
}

/** What `~` begins in each kind of block. */
const tildes: Readonly<Record<string, 'reaction' | 'equation'>> = {
  KINETIC: 'reaction',
  LINEAR: 'equation',
  NONLINEAR: 'equation',
}

function parseSolvable(cursor: Cursor, start: number, word: string): SolvableBlock | undefined {
  const name = cursor.expectName(`the name of the ${word} block`)
  const solveFor = cursor.takeWord('SOLVEFOR') ? parseNameList(cursor, 'the name of an unknown') : []
  if (cursor.isLost) return undefined
  cursor.tilde = tildes[word]
  const body = parseBody(cursor)
  cursor.tilde = undefined
  const kind = word.toLowerCase() as SolvableBlock['kind']
  return { kind, name, solveFor, body, span: cursor.since(start) }
}

function parseRoutine(cursor: Cursor, start: number, word: string): RoutineBlock | undefined {
  const name = cursor.expectName(`the name of the ${word}`)
  if (cursor.isLost) return undefined
  const formals = parseFormalArguments(cursor)
  const unit = cursor.takeUnit()
  const kind = word === 'FUNCTION' ? 'function' : 'procedure'
  const body: Body = parseBody(cursor)
  return { kind, name, arguments: formals, unit, body, span: cursor.since(start) }
}

function parseFunctionTable(cursor: Cursor, start: number): Block | undefined {
  const name = cursor.expectName('the name of the FUNCTION_TABLE')
  if (cursor.isLost) return undefined
  const formals = parseFormalArguments(cursor)
  const unit = cursor.takeUnit()
  return { kind: 'function-table', name, arguments: formals, unit, span: cursor.since(start) }
}

function parseNetReceive(cursor: Cursor, start: number): Block {
  const formals = parseFormalArguments(cursor)
  const body = parseBody(cursor)
  return { kind: 'net-receive', arguments: formals, body, span: cursor.since(start) }
}

/** What BEFORE and AFTER can stand before. */
const moments: Readonly<Record<string, HookBlock['at']>> = {
  BREAKPOINT: 'breakpoint',
  SOLVE: 'solve',
  INITIAL: 'initial',
  STEP: 'step',
}

function parseHook(cursor: Cursor, start: number, word: string): HookBlock | undefined {
  const token = cursor.peek()
  const at = Object.hasOwn(moments, token.text) ? moments[token.text] : undefined
  if (!at) {
    cursor.complain(`BREAKPOINT, SOLVE, INITIAL or STEP after ${word}`)
    return undefined
  }
  cursor.take()
  const body = parseBody(cursor)
  return { kind: 'hook', when: word === 'BEFORE' ? 'before' : 'after', at, body, span: cursor.since(start) }
}
