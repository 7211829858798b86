import type { Block, RoutineBlock } from '../ast/blocks.ts'
import type { Body, Statement } from '../ast/statements.ts'
import { visitStatements } from '../ast/visit.ts'
import { truncated } from './around.ts'
import type { CFunction, CStatement } from './cNodes.ts'
import { readStatements } from './cStatements.ts'
import { type CToken, readTokens } from './cTokens.ts'
import type { FileNames } from './fileNames.ts'
import type { Macros } from './macros.ts'
import { assignNode, localNode, nameNode, placed } from './nodes.ts'
import { renameVariables } from './renames.ts'
import { type Note, Scope } from './scope.ts'
import { attempt, codeStart } from './sourceCode.ts'
import { Unsupported } from './unsupported.ts'
import { Writer } from './writer.ts'

/** A block of NMODL with C in its body. */
export type WithBody = Extract<Block, { readonly body: Body }>

/** A block of NMODL whose C has been written as NMODL, and what there is to say about that. */
export interface Written {
  readonly block: WithBody
  readonly notes: readonly Note[]
}

/**
 * Writes the C code of a block as NMODL.
 *
 * @throws Unsupported where it has no meaning here
 */
export function writeBlock(block: WithBody, names: FileNames, macros: Macros): Written {
  const own = ownNames(block)
  const renames = new Map<string, string>()
  const outermost = new Set(outermostNames(block))
  const tokens = bodyTokens(block.body, macros, token => {
    // C that names a variable of the file while the routine has one of that name means the file's.
    if (token.kind !== 'name' || !own.has(token.text) || !names.variables.has(token.text)) return
    if (outermost.has(token.text)) renames.set(token.text, `${token.text}_own`)
  })
  const renamed = renames.size > 0
  const body = renameVariables(block.body, renames)
  const result = block.kind === 'function' ? block.name.name : undefined
  const enclosing = {
    own: new Map([...own].map(name => [name, renames.get(name) ?? name])),
    result,
    resultIsWhole: false,
    beginsHook: block.kind === 'initial' || block.kind === 'breakpoint',
    makes:
      block.kind === 'constructor'
        ? ('in-constructor' as const)
        : block.kind === 'initial'
          ? ('in-initial' as const)
          : undefined,
  }
  const scope = new Scope(names, enclosing)
  const writer = new Writer(scope, inner => readStatements(bodyTokens(inner, macros)))
  const read = readStatements(renamed ? bodyTokens(body, macros) : tokens)
  const statements = writer.writeAll(read, body.span)
  const made = { ...block, body: placed({ statements }, body.span) }
  if (!renamed || !('arguments' in made)) return { block: made, notes: scope.notes }
  const given = made.arguments.map(argument => {
    const { name } = argument.name
    return { ...argument, name: { ...argument.name, name: renames.get(name) ?? name } }
  })
  return { block: { ...made, arguments: given }, notes: scope.notes }
}

/** A body as one stream of C, in which statements of NMODL are tokens of their own. */
function bodyTokens(body: Body, macros: Macros, enter?: (token: CToken) => void): readonly CToken[] {
  const tokens: CToken[] = []
  for (const statement of body.statements) {
    if (statement.kind !== 'verbatim') {
      tokens.push({ kind: 'nmodl', text: '', statement, ...statement.span })
      continue
    }
    for (const token of macros.run(readTokens(statement.text, codeStart(statement)))) {
      enter?.(token)
      tokens.push(token)
    }
  }
  return tokens
}

function ownNames(block: WithBody): Set<string> {
  const own = new Set(outermostNames(block))
  if (block.kind === 'function') own.add(block.name.name)
  if (block.kind === 'net-receive') own.add('flag')
  visitStatements(block.body, statement => {
    if (statement.kind === 'local') for (const { name } of statement.names) own.add(name)
    if (statement.kind === 'from' || statement.kind === 'forall') own.add(statement.variable.name)
  })
  return own
}

/** Those that hide what the file calls so from the first statement to the last. */
function outermostNames(block: WithBody): readonly string[] {
  const given = 'arguments' in block ? block.arguments.map(argument => argument.name.name) : []
  const locals = block.body.statements.flatMap(statement =>
    statement.kind === 'local' ? statement.names.map(({ name }) => name) : [],
  )
  return [...given, ...locals]
}

/** A body that cannot be run: the first C in it says so. */
export function troubledBody(body: Body, { why, instead, span }: Unsupported): Body {
  const marked: Statement = {
    kind: 'verbatim',
    text: '',
    trouble: { why, instead: instead ?? '' },
    span: { start: span.start, end: span.end },
  }
  const others = body.statements.filter(statement => statement.kind !== 'verbatim')
  const seen = namesDeclared(body)
  const declared = seen.length > 0 ? [localNode(seen, marked.span)] : []
  return placed({ statements: [marked, ...declared, ...others] }, body.span)
}

/** Names that C declares between statements of NMODL, which see them. */
function namesDeclared({ statements }: Body): readonly string[] {
  const names = new Set<string>()
  if (statements.every(({ kind }) => kind === 'verbatim')) return []
  for (const statement of statements) {
    if (statement.kind !== 'verbatim') continue
    for (const [, name = ''] of statement.text.matchAll(/\b(?:double|float|int|long)\s+(\w+)\s*[;=,]/g))
      names.add(name)
  }
  for (const statement of statements)
    if (statement.kind === 'local') for (const { name } of statement.names) names.delete(name)
  return [...names]
}

/** A function of C as a FUNCTION or a PROCEDURE; one that has no meaning here is troubled. */
export function writeFunction(
  one: CFunction,
  names: FileNames,
): { block: RoutineBlock; notes: readonly Note[] } {
  const result = one.type === 'void' && !one.pointer ? undefined : one.name
  const enclosing = {
    own: new Map<string, string>(),
    result,
    resultIsWhole: one.type === 'int',
    beginsHook: false,
    makes: undefined,
  }
  const scope = new Scope(names, enclosing)
  const span = { start: one.start, end: one.end }
  const given = one.parameters.map(parameter => ({
    ...parameter,
    made: scope.declare(parameter.name, parameter.type),
  }))
  const written = attempt(() => {
    if (one.pointer || one.type === 'other' || given.some(({ pointer, type }) => pointer || type === 'other'))
      throw new Unsupported(`"${one.name}" works with addresses in memory`, span)
    const whole = given.flatMap(({ type, made }) => {
      const value = { value: nameNode(made, span), whole: false }
      return type === 'int' ? [assignNode(made, truncated(value, span), span)] : []
    })
    const statements: readonly CStatement[] = one.body
    return [...whole, ...new Writer(scope, () => []).writeAll(statements, span)]
  })
  const empty: Body = { statements: [], span }
  const body = written instanceof Unsupported ? troubledBody(empty, written) : { statements: written, span }
  return {
    block: {
      kind: result === undefined ? 'procedure' : 'function',
      name: { name: one.name, span },
      arguments: given.map(({ made }) => ({ name: { name: made, span }, unit: '' })),
      unit: '',
      body,
      span,
    },
    notes: written instanceof Unsupported ? [] : scope.notes,
  }
}
