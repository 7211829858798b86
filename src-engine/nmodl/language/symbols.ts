import type { Span } from '../../core/source/span.ts'
import { createSourceText, partAt, type SourceText } from '../../core/source/sourceText.ts'
import type { Argument, Body } from '../ast/statements.ts'
import type { Block, SyntaxTree } from '../ast/blocks.ts'
import type { Identifier } from '../ast/expressions.ts'
import { visitStatements } from '../ast/visit.ts'
import { buildModel } from '../model/buildModel.ts'
import type { VariableRole } from '../model/mechanismModel.ts'
import type { ReadInclude } from '../parser/include.ts'
import { parse } from '../parser/parser.ts'
import { createReport } from '../report.ts'
import { helpOfConstant } from './reference.ts'
import { hostHelp } from './words.ts'

/** Longest comment above a block that is shown [lines]. */
const mostCommentLines = 6

/** What a name of a file is. */
export type SymbolRole =
  | VariableRole
  | 'function'
  | 'procedure'
  | 'function-table'
  /** A block that SOLVE names. */
  | 'equations'
  | 'argument'
  | 'local'
  | 'unit'

/** A name of a file as an editor shows it: what it is, and where it is defined. */
export interface LanguageSymbol {
  readonly name: string
  readonly role: SymbolRole
  readonly unit: string
  /** Default of a parameter, value of a constant. */
  readonly value?: number
  readonly limits?: readonly [low: number, high: number]
  /** The comment beside its declaration, or what NMODL says of it. */
  readonly comment?: string
  /** `vtrap(x, y)`. */
  readonly signature?: string
  /** The name where it is defined; missing where the simulation or an included file gives it. */
  readonly definition?: Span
  /** The included file that defines it. */
  readonly definedIn?: string
  /** Where it is known; everywhere if missing. */
  readonly scope?: Span
}

/**
 * Every name that a file defines or that stands for a number of the simulation in it. Reads what it can of a text
 * with errors: an editor needs its names most while something is being written.
 */
export function listSymbols(
  { name, text }: SourceText,
  readInclude?: ReadInclude,
): readonly LanguageSymbol[] {
  // A report of its own: what is wrong has been said by the compiler.
  const report = createReport(createSourceText(name, text))
  const tree = parse(report, readInclude)
  const model = buildModel(report, tree)
  const declared = declarationNames(tree)
  const variables = [...(model?.variables.values() ?? [])].map((variable): LanguageSymbol => {
    const { name, role, storage, unit, initial, limits, comment } = variable
    const host = Object.hasOwn(hostHelp, name) ? hostHelp[name] : undefined
    const value = storage.kind === 'constant' ? storage.value : role === 'parameter' ? initial : undefined
    const help = comment || (role === 'constant' ? helpOfConstant(name) : host?.help)
    const definition = declared.get(name)
    return {
      name,
      role,
      unit: unit || (host?.unit ?? ''),
      ...(value === undefined ? {} : { value }),
      ...(limits ? { limits } : {}),
      ...(help ? { comment: help } : {}),
      ...(definition ? { definition } : {}),
    }
  })
  const known = new Set(variables.map(variable => variable.name))
  const others = model ? [] : undefinedModel(tree).filter(symbol => !known.has(symbol.name))
  const all = [...variables, ...others, ...tree.blocks.flatMap(block => symbolsOfBlock(block, text))]
  return all.map(symbol => inOwnFile(symbol, report.source))
}

/** A symbol without places in this text, where an included one defines it. */
function inOwnFile({ definition, scope, ...symbol }: LanguageSymbol, source: SourceText): LanguageSymbol {
  const part = definition && partAt(source, definition.start)
  if (part && part.base > 0) return { ...symbol, definedIn: part.source.name }
  return { ...symbol, ...(definition ? { definition } : {}), ...(scope ? { scope } : {}) }
}

/** The first place where each variable is declared: in a block of declarations, or else in the NEURON block. */
function declarationNames(tree: SyntaxTree): ReadonlyMap<string, Span> {
  const places = new Map<string, Span>()
  const enter = ({ name, span }: Identifier): void => {
    if (!places.has(name)) places.set(name, span)
  }
  for (const block of tree.blocks) {
    if ('declarations' in block) for (const { name } of block.declarations) enter(name)
    if (block.kind === 'local') block.names.forEach(enter)
    if (block.kind === 'define') enter(block.name)
    if (block.kind === 'unit-definitions')
      for (const definition of block.definitions) if (definition.kind === 'constant') enter(definition.name)
  }
  for (const block of tree.blocks) {
    if (block.kind !== 'neuron') continue
    for (const statement of block.statements) {
      if (statement.kind === 'useion') [...statement.reads, ...statement.writes].forEach(enter)
      else if ('names' in statement) statement.names.forEach(enter)
    }
  }
  return places
}

/** What the declarations say by themselves, where the file has no name yet and so no model. */
function undefinedModel(tree: SyntaxTree): readonly LanguageSymbol[] {
  const roles = {
    parameter: 'parameter',
    constant: 'constant',
    assigned: 'assigned',
    state: 'state',
    stepped: 'parameter',
  } as const
  return tree.blocks.flatMap(block =>
    'declarations' in block
      ? block.declarations.map(({ name, unit, value, comment }): LanguageSymbol => ({
          name: name.name,
          role: roles[block.kind],
          unit,
          ...(value === undefined ? {} : { value }),
          ...(comment ? { comment } : {}),
          definition: name.span,
        }))
      : [],
  )
}

/** The name of a block, its arguments and LOCALs; aliases of a UNITS block. */
function symbolsOfBlock(block: Block, text: string): readonly LanguageSymbol[] {
  if (block.kind === 'unit-definitions') {
    return block.definitions.flatMap(definition =>
      definition.kind === 'alias'
        ? [{ name: definition.name, role: 'unit', unit: definition.unit, definition: definition.nameSpan }]
        : [],
    )
  }
  const symbols: LanguageSymbol[] = []
  const formals = 'arguments' in block ? block.arguments : []
  if ('name' in block && block.kind !== 'define') {
    const called = block.kind === 'function' || block.kind === 'procedure' || block.kind === 'function-table'
    symbols.push({
      name: block.name.name,
      role: called ? block.kind : 'equations',
      unit: 'unit' in block ? block.unit : '',
      ...(called ? { signature: signatureOf(block.name.name, formals) } : {}),
      ...commentAbove(text, block.span.start),
      definition: block.name.span,
    })
  }
  for (const { name, unit } of formals)
    symbols.push({ name: name.name, role: 'argument', unit, definition: name.span, scope: block.span })
  if ('body' in block) symbols.push(...localsOf(block.body))
  return symbols
}

function signatureOf(name: string, formals: readonly Argument[]): string {
  return `${name}(${formals.map(({ name: formal, unit }) => (unit ? `${formal.name} (${unit})` : formal.name)).join(', ')})`
}

/** Names under LOCAL and variables of loops, each known in the body where it stands. */
function localsOf(body: Body): readonly LanguageSymbol[] {
  const symbols: LanguageSymbol[] = []
  const collect = (inner: Body): void => {
    for (const statement of inner.statements)
      if (statement.kind === 'local')
        for (const { name, span } of statement.names)
          symbols.push({ name, role: 'local', unit: '', definition: span, scope: inner.span })
  }
  collect(body)
  visitStatements(body, statement => {
    if (statement.kind === 'if') {
      for (const branch of statement.branches) collect(branch.body)
      if (statement.otherwise) collect(statement.otherwise)
    } else if ('body' in statement) collect(statement.body)
    if (statement.kind === 'from')
      symbols.push({
        name: statement.variable.name,
        role: 'local',
        unit: '',
        definition: statement.variable.span,
        scope: statement.span,
      })
  })
  return symbols
}

/** The comment lines that stand directly above a block. */
function commentAbove(text: string, start: number): { readonly comment?: string } {
  const found: string[] = []
  // What precedes the block on its own line is not above it.
  let end = text.lastIndexOf('\n', start - 1)
  while (end >= 0 && found.length < mostCommentLines) {
    const from = end === 0 ? 0 : text.lastIndexOf('\n', end - 1) + 1
    const comment = /^\s*[:?]\s?(.*)$/.exec(text.slice(from, end).trimEnd())
    if (!comment) break
    found.unshift(comment[1] ?? '')
    end = from - 1
  }
  const comment = found.join(' ').trim()
  return comment ? { comment } : {}
}
