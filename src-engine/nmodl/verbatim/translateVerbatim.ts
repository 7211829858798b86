import type { Block, Body, NeuronStatement, RoutineBlock, Statement, SyntaxTree } from '../ast/nodes.ts'
import { visitStatements } from '../ast/visit.ts'
import type { Report } from '../report.ts'
import { hostQuantities, builtinConstants } from '../symbols/builtins.ts'
import type { CFunction, CStatement } from './cNodes.ts'
import { readFile, readStatements } from './cStatements.ts'
import { type CToken, readTokens } from './cTokens.ts'
import { Macros } from './macros.ts'
import { type CName, type FileNames, placed, Scope } from './scope.ts'
import { Writer } from './statements.ts'
import { Unsupported } from './unsupported.ts'

type Verbatim = Extract<Statement, { kind: 'verbatim' }>
type WithBody = Extract<Block, { readonly body: Body }>

/**
 * Writes the C code of VERBATIM blocks as NMODL statements, which then go through the same checks into the same
 * programs as all others. C is never run as C.
 *
 * What has no meaning here stays a VERBATIM statement with its trouble noted: it is an error where a hook would run
 * it, and of no consequence in a routine that only a script calls.
 */
export function translateVerbatim(report: Report, tree: SyntaxTree): SyntaxTree {
  if (!tree.blocks.some(holdsVerbatim)) return tree
  const macros = new Macros()
  const outside = readOutside(tree, macros)
  const names = collectNames(tree, outside)
  const blocks = tree.blocks.map(block =>
    'body' in block ? translateBlock(report, block, names, macros) : block,
  )
  const made = outside.functions.flatMap(one => translateFunction(one, names))
  const shared = [...names.statics.values()].flatMap(one => (one.kind === 'number' ? [one] : []))
  return {
    blocks: [
      ...claimHandles(blocks, names),
      ...shared.map(({ name, length, initial }): Block => ({
        kind: 'local',
        names: [{ name, length, value: initial, span: outside.span }],
        span: outside.span,
      })),
      ...made,
    ],
  }
}

function holdsVerbatim(block: Block): boolean {
  if (block.kind === 'verbatim') return true
  let found = false
  if ('body' in block) {
    visitStatements(block.body, statement => {
      found ||= statement.kind === 'verbatim'
    })
  }
  return found
}

interface Outside {
  readonly functions: readonly CFunction[]
  readonly statics: Map<string, CName>
  readonly span: Block['span']
}

/** What the C code outside all blocks declares. Macros are remembered for the blocks. */
function readOutside(tree: SyntaxTree, macros: Macros): Outside {
  const functions: CFunction[] = []
  const statics = new Map<string, CName>()
  let span = tree.blocks[0]?.span ?? { start: 0, end: 1 }
  for (const block of tree.blocks) {
    if (block.kind !== 'verbatim') continue
    span = block.span
    const file = attempt(() => readFile(macros.run(readTokens(block.text, codeStart(block)))))
    functions.push(...(file?.functions ?? []))
    for (const { type, declarators } of file?.declarations ?? []) {
      for (const { name, pointer, length, initial } of declarators) {
        const count =
          length === undefined || length === 'open'
            ? undefined
            : length.kind === 'number'
              ? length.value
              : NaN
        if (pointer || (type !== 'int' && type !== 'double') || Number.isNaN(count) || length === 'open')
          continue
        statics.set(name, {
          kind: 'number',
          name,
          type,
          ...(count === undefined ? {} : { length: count }),
          ...(initial?.kind === 'number' ? { initial: initial.value } : {}),
        })
      }
    }
  }
  return { functions, statics, span }
}

/** Where the C code of a VERBATIM block begins: behind its word. */
function codeStart({ span }: { readonly span: Block['span'] }): number {
  return span.start + 'VERBATIM'.length
}

function attempt<T>(run: () => T): T | undefined {
  try {
    return run()
  } catch (error) {
    if (error instanceof Unsupported) return undefined
    throw error
  }
}

function collectNames(tree: SyntaxTree, outside: Outside): FileNames {
  const variables = new Map<string, number | undefined>()
  const routines = new Set(outside.functions.map(one => one.name))
  const neuron: NeuronStatement[] = []
  for (const name of [...Object.keys(hostQuantities), ...Object.keys(builtinConstants)])
    variables.set(name, undefined)
  let weights: readonly string[] = []
  for (const block of tree.blocks) {
    if (block.kind === 'neuron') neuron.push(...block.statements)
    if ('declarations' in block)
      for (const { name, length } of block.declarations) variables.set(name.name, length)
    if (block.kind === 'local') for (const { name, length } of block.names) variables.set(name, length)
    if (block.kind === 'define') variables.set(block.name.name, undefined)
    if (block.kind === 'unit-definitions') {
      for (const definition of block.definitions)
        if (definition.kind === 'constant') variables.set(definition.name.name, undefined)
    }
    if (block.kind === 'function' || block.kind === 'procedure') routines.add(block.name.name)
    if (block.kind === 'function-table') routines.add(block.name.name)
    if (block.kind === 'net-receive') {
      weights = block.arguments.map(argument => argument.name.name)
      variables.set('flag', undefined)
    }
  }
  const pointers = new Set<string>()
  let suffix = ''
  for (const statement of neuron) {
    if (statement.kind === 'pointer' || statement.kind === 'bbcorepointer')
      for (const { name } of statement.names) pointers.add(name)
    if (statement.kind === 'useion')
      for (const { name } of [...statement.reads, ...statement.writes]) variables.set(name, undefined)
    if ('name' in statement) suffix = statement.name.name
    if ('names' in statement && (statement.kind === 'range' || statement.kind === 'global'))
      for (const { name } of statement.names) if (!variables.has(name)) variables.set(name, undefined)
  }
  for (const name of pointers) variables.delete(name)
  const streams = findStreams(tree, pointers)
  const vectors = findVectors(tree, streams)
  for (const name of vectors) variables.delete(name)
  return { variables, pointers, streams, vectors, routines, suffix, statics: outside.statics, weights }
}

function translateBlock(report: Report, block: WithBody, names: FileNames, macros: Macros): Block {
  if (!holdsVerbatim(block)) return block
  const own = new Set<string>()
  if ('arguments' in block) for (const argument of block.arguments) own.add(argument.name.name)
  if (block.kind === 'function') own.add(block.name.name)
  visitStatements(block.body, statement => {
    if (statement.kind === 'local') for (const { name } of statement.names) own.add(name)
    if (statement.kind === 'from') own.add(statement.variable.name)
  })
  const scope = new Scope(names, own, block.kind === 'function' ? block.name.name : undefined)
  const inner = (writer: Writer, body: Body): Body => {
    if (!body.statements.some(one => one.kind === 'verbatim'))
      return placed({ statements: writer.list(body.statements.map(asC)) }, body.span)
    return placed({ statements: writer.list(readBody(body, macros)) }, body.span)
  }
  try {
    const writer = new Writer(scope, inner)
    const statements = writer.writeAll(readBody(block.body, macros), block.body.span)
    return { ...block, body: placed({ statements }, block.body.span) }
  } catch (error) {
    if (!(error instanceof Unsupported)) throw error
    report.add('nmodl/verbatim-left-out', { why: error.why, instead: error.instead ?? '' }, error.span)
    return { ...block, body: placed({ statements: [...troubled(block.body, error)] }, block.body.span) }
  }
}

/** A body as one stream of C, in which statements of NMODL are tokens of their own. */
function readBody(body: Body, macros: Macros): readonly CStatement[] {
  const tokens: CToken[] = body.statements.flatMap((statement): readonly CToken[] =>
    statement.kind === 'verbatim'
      ? macros.run(readTokens(statement.text, codeStart(statement)))
      : [{ kind: 'nmodl', text: '', statement, ...statement.span }],
  )
  return readStatements(tokens)
}

function asC(statement: Statement): CStatement {
  return { kind: 'nmodl', statement, ...statement.span }
}

/** A body that cannot be run: the first C in it says so. */
function troubled(body: Body, { why, instead, span }: Unsupported): readonly Statement[] {
  const marked: Verbatim = { kind: 'verbatim', text: '', trouble: { why, instead: instead ?? '' }, span }
  return [marked, ...body.statements.filter(statement => statement.kind !== 'verbatim')]
}

/** A function of C as a FUNCTION; one that has no meaning here is left out. */
function translateFunction(one: CFunction, names: FileNames): readonly RoutineBlock[] {
  const result = one.type === 'void' ? undefined : one.name
  if (
    one.pointer ||
    one.type === 'other' ||
    one.parameters.some(({ pointer, type }) => pointer || type === 'other')
  )
    return []
  const scope = new Scope(names, new Set(result === undefined ? [] : [result]), result)
  const span = { start: one.start, end: one.end }
  const made = one.parameters.map(({ name, type }) => scope.declare(name, type))
  const statements = attempt(() => new Writer(scope, (_, body) => body).writeAll(one.body, span))
  if (!statements) return []
  return [
    {
      kind: result === undefined ? 'procedure' : 'function',
      name: { name: one.name, span },
      arguments: made.map(name => ({ name: { name, span }, unit: '' })),
      unit: '',
      body: { statements, span },
      span,
    },
  ]
}

/** What C code uses as a random stream or a Vector is that, and neither a number nor a place of one. */
function claimHandles(blocks: readonly Block[], { streams, vectors }: FileNames): readonly Block[] {
  if (streams.size === 0 && vectors.size === 0) return blocks
  const isClaimed = ({ name }: { readonly name: string }) => streams.has(name) || vectors.has(name)
  const span = blocks.find(block => block.kind === 'neuron')?.span ?? { start: 0, end: 1 }
  const list = (names: ReadonlySet<string>) => [...names].map(name => ({ name, span }))
  const claims: Block = {
    kind: 'neuron',
    statements: [
      { kind: 'random', names: list(streams), span },
      { kind: 'series', names: list(vectors), span },
    ],
    span,
  }
  const left = blocks.map((block): Block => {
    if ('declarations' in block)
      return { ...block, declarations: block.declarations.filter(({ name }) => !isClaimed(name)) }
    if (block.kind !== 'neuron') return block
    const statements = block.statements.map(statement =>
      'names' in statement
        ? { ...statement, names: statement.names.filter(name => !isClaimed(name)) }
        : statement,
    )
    return { ...block, statements }
  })
  return [...left, claims]
}

/** Names of POINTERs that stand where C code wants a random stream. */
function findStreams(tree: SyntaxTree, pointers: ReadonlySet<string>): ReadonlySet<string> {
  const streams = new Set<string>()
  const enter = (code: string): void => {
    for (const [, name] of code.matchAll(
      /\bnrn(?:_random_pick|ran123_\w+)\s*\(\s*(?:RANDCAST\s*)?(?:\([^()]*\)\s*)?\(?\s*\*?(?:_p_)?(\w+)/g,
    )) {
      if (name !== undefined && pointers.has(name)) streams.add(name)
    }
  }
  forEachCode(tree, enter)
  return streams
}

/** Variables and pointers whose place C code takes for that of a Vector. */
function findVectors(tree: SyntaxTree, streams: ReadonlySet<string>): ReadonlySet<string> {
  const vectors = new Set<string>()
  let usesVectors = false
  forEachCode(tree, code => {
    usesVectors ||= /\bvector_(capacity|vec)\b/.test(code)
    for (const [, name] of code.matchAll(
      /\(\s*(?:void|IvocVect|Vect)\s*\*\s*\*\s*\)\s*\(?\s*&\s*(?:_p_)?(\w+)/g,
    )) {
      if (name !== undefined && !streams.has(name)) vectors.add(name)
    }
  })
  return usesVectors ? vectors : new Set()
}

/** Visits the text of every VERBATIM. */
function forEachCode(tree: SyntaxTree, enter: (code: string) => void): void {
  for (const block of tree.blocks) {
    if (block.kind === 'verbatim') enter(block.text)
    if (!('body' in block)) continue
    visitStatements(block.body, statement => {
      if (statement.kind === 'verbatim') enter(statement.text)
    })
  }
}
