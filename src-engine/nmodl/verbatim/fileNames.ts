import type { Block, NeuronStatement, SyntaxTree } from '../ast/blocks.ts'
import { builtinConstants, hostQuantities } from '../symbols/builtins.ts'
import type { CNumber } from './cNames.ts'
import { findSinks, findStreams, findVectors } from './handles.ts'
import type { Outside } from './outside.ts'
import { findStructures, type Structures } from './structures.ts'

/** What is known of the whole file while a body is translated. */
export interface FileNames {
  /** Variables of the mechanism and of the simulation; lengths of arrays. */
  readonly variables: ReadonlyMap<string, number | undefined>
  /** The numbers of DEFINE. */
  readonly defines: ReadonlyMap<string, number>
  /** Numbers of ions that the mechanism writes: its own until a hook ends. */
  readonly written: ReadonlySet<string>
  readonly pointers: ReadonlySet<string>
  /** Those of the pointers that lead to random streams. */
  readonly streams: ReadonlySet<string>
  /** Variables and pointers that C code uses to hold a Vector. */
  readonly vectors: ReadonlySet<string>
  /** Those of the vectors that C code only fills. */
  readonly sinks: ReadonlySet<string>
  /** Structures that instances hold. */
  readonly structures: Structures
  /** Pointers that C code declares outside all blocks. */
  readonly outsidePointers: Outside['pointers']
  /** Arrays that C code declares outside all blocks, and that are too long. */
  readonly tooLong: ReadonlySet<string>
  /** ARTIFICIAL_CELL, or something with a place. */
  readonly isArtificial: boolean
  /** `_tmin_name`: where the TABLE of a routine begins. */
  readonly tableStarts: ReadonlyMap<string, number>
  /** FUNCTION and PROCEDURE blocks, and functions defined in C. */
  readonly routines: ReadonlySet<string>
  /** Those of C whose value is an `int`. */
  readonly wholeFunctions: ReadonlySet<string>
  /** SUFFIX, which stands behind the names of routines in C. */
  readonly suffix: string
  /** Numbers that C code declares and keeps. */
  readonly statics: Map<string, CNumber>
  /** Arguments of NET_RECEIVE, in order. */
  readonly weights: readonly string[]
  /** Where the C code outside all blocks stands. */
  readonly span: Block['span']
}

/** The numbers of DEFINE. */
export function definesOf(tree: SyntaxTree): ReadonlyMap<string, number> {
  return new Map(
    tree.blocks.flatMap(block => (block.kind === 'define' ? [[block.name.name, block.value] as const] : [])),
  )
}

/** Collects what the file declares, in NMODL and in C. */
export function collectNames(
  tree: SyntaxTree,
  outside: Outside,
  defines: ReadonlyMap<string, number>,
): FileNames {
  const variables = new Map<string, number | undefined>()
  const routines = new Set(outside.functions.map(one => one.name))
  const pointers = new Set<string>()
  const written = new Set<string>()
  let weights: readonly string[] = []
  let suffix = ''
  let isArtificial = false
  for (const name of [...Object.keys(hostQuantities), ...Object.keys(builtinConstants)])
    variables.set(name, undefined)
  for (const block of tree.blocks) {
    declareVariables(variables, block)
    if (block.kind === 'function' || block.kind === 'procedure' || block.kind === 'function-table')
      routines.add(block.name.name)
    if (block.kind === 'net-receive') weights = block.arguments.map(argument => argument.name.name)
    if (block.kind !== 'neuron') continue
    for (const statement of block.statements) {
      listVariables(variables, pointers, statement)
      if (statement.kind === 'useion') for (const { name } of statement.writes) written.add(name)
      if ('name' in statement) suffix = statement.name.name
      if (statement.kind === 'artificial_cell') isArtificial = true
    }
  }
  for (const name of pointers) variables.delete(name)
  const streams = findStreams(tree, pointers)
  const structures = findStructures(tree, outside.structures, pointers, defines)
  const vectors = new Set([...findVectors(tree, streams), ...structures.series])
  for (const name of structures.pointers) vectors.delete(name)
  for (const name of vectors) variables.delete(name)
  const wholeFunctions = new Set(
    outside.functions.flatMap(({ name, type, pointer }) => (type === 'int' && !pointer ? [name] : [])),
  )
  const { statics, span } = outside
  return {
    variables,
    defines,
    written,
    pointers,
    streams,
    vectors,
    sinks: findSinks(tree, vectors),
    tableStarts: tableStartsOf(tree),
    structures,
    outsidePointers: outside.pointers,
    tooLong: outside.tooLong,
    isArtificial,
    routines,
    wholeFunctions,
    suffix,
    statics,
    weights,
    span,
  }
}

function declareVariables(variables: Map<string, number | undefined>, block: Block): void {
  if ('declarations' in block)
    for (const { name, length } of block.declarations) variables.set(name.name, length)
  if (block.kind === 'local') for (const { name, length } of block.names) variables.set(name, length)
  if (block.kind === 'unit-definitions') {
    for (const definition of block.definitions)
      if (definition.kind === 'constant') variables.set(definition.name.name, undefined)
  }
}

function listVariables(
  variables: Map<string, number | undefined>,
  pointers: Set<string>,
  statement: NeuronStatement,
): void {
  if (statement.kind === 'pointer' || statement.kind === 'bbcorepointer')
    for (const { name } of statement.names) pointers.add(name)
  if (statement.kind === 'useion')
    for (const { name } of [...statement.reads, ...statement.writes])
      if (!variables.has(name)) variables.set(name, undefined)
  if (statement.kind === 'range' || statement.kind === 'global')
    for (const { name } of statement.names) if (!variables.has(name)) variables.set(name, undefined)
}

/** The beginnings of tables, where they are plain numbers. */
function tableStartsOf(tree: SyntaxTree): ReadonlyMap<string, number> {
  const starts = new Map<string, number>()
  for (const block of tree.blocks) {
    if (block.kind !== 'function' && block.kind !== 'procedure') continue
    for (const statement of block.body.statements) {
      if (statement.kind !== 'table') continue
      const { first } = statement
      const negative = first.kind === 'unary' && first.operator === '-' ? first.operand : undefined
      const number = negative ?? first
      if (number.kind === 'number')
        starts.set(`_tmin_${block.name.name}`, negative ? -number.value : number.value)
    }
  }
  return starts
}
