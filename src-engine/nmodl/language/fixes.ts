import type { Diagnostic, Fix, TextEdit } from '../../core/diagnostics/diagnostic.ts'
import { createSourceText, type SourceText } from '../../core/source/sourceText.ts'
import type { Span } from '../../core/source/span.ts'
import type { SolveStatement } from '../ast/statements.ts'
import type { SyntaxTree } from '../ast/blocks.ts'
import { visitStatements } from '../ast/visit.ts'
import { parse } from '../parser/parser.ts'
import { createReport } from '../report.ts'
import { unitFixes } from '../units/fixes.ts'
import { addAfterBrace, addLocal, addToBlock, takeFromList, wholeLine } from './edits.ts'

/** What a fix is made from: the file as it is, and the characters that are at fault. */
interface Fault {
  readonly text: string
  readonly fileName: string
  readonly tree: SyntaxTree
  readonly span: Span
  /** The characters at fault. */
  readonly name: string
  readonly message: string
}

/**
 * Gives diagnostics of a file the changes that would do away with them. Misspelt names have had theirs from the
 * compiler; these are the ones that need the whole file.
 */
export function addFixes(
  { name: fileName, text }: SourceText,
  diagnostics: readonly Diagnostic[],
): readonly Diagnostic[] {
  if (!diagnostics.some(({ code, span }) => span && Object.hasOwn(makers, code))) return diagnostics
  const tree = parse(createReport(createSourceText(fileName, text)))
  return diagnostics.map(diagnostic => {
    const { code, span, source, message, fixes = [] } = diagnostic
    const make = Object.hasOwn(makers, code) ? makers[code] : undefined
    if (!make || !span || (source !== undefined && source !== fileName)) return diagnostic
    const made = make({ text, fileName, tree, span, name: text.slice(span.start, span.end), message })
    return made.length === 0 ? diagnostic : { ...diagnostic, fixes: [...fixes, ...made] }
  })
}

const fix = (title: string, ...edits: readonly (TextEdit | undefined)[]): readonly Fix[] =>
  edits.every(edit => edit !== undefined) ? [{ title, edits }] : []
const insert = (at: number, text: string): TextEdit => ({ span: { start: at, end: at }, text })
const isName = (text: string): boolean => /^[A-Za-z_]\w*$/.test(text)

const makers: Readonly<Record<string, (fault: Fault) => readonly Fix[]>> = {
  ...unitFixes,
  'nmodl/undeclared-name': ({ text, tree, span, name }) => {
    if (!isName(name)) return []
    const asLocal = fix(`Declare ${name} as LOCAL here`, addLocal(text, tree, span.start, name))
    const asAssigned = fix(`Declare ${name} in ASSIGNED`, addToBlock(text, tree, 'assigned', name))
    const asParameter = fix(
      `Declare ${name} as a PARAMETER, 0 by default`,
      addToBlock(text, tree, 'parameter', `${name} = 0`),
    )
    return isAssigned(tree, name) ? [...asLocal, ...asAssigned] : [...asParameter, ...asAssigned]
  },
  'nmodl/undeclared-range': ({ text, tree, span, name }) => [
    ...(isName(name) ? fix(`Declare ${name} in ASSIGNED`, addToBlock(text, tree, 'assigned', name)) : []),
    ...fix(`Take ${name} out of the list`, outOfList(text, tree, span)),
  ],
  'nmodl/range-and-global': ({ text, tree, span, name }) =>
    fix(`Take ${name} out of this list`, outOfList(text, tree, span)),
  'nmodl/not-a-state': ({ text, tree, name }) => {
    const state = name.replace(/'.*$/s, '')
    return isName(state) ? fix(`Declare ${state} in STATE`, addToBlock(text, tree, 'state', state)) : []
  },
  'nmodl/never-assigned': ({ text, tree, name }) => {
    const declaration = declarationsOf(tree, 'assigned').find(one => one.name.name === name)
    if (!declaration) return []
    const unit = declaration.unit ? ` (${declaration.unit})` : ''
    return fix(
      `Make ${name} a PARAMETER, 0 by default`,
      { span: wholeLine(text, declaration.span), text: '' },
      addToBlock(text, tree, 'parameter', `${name} = 0${unit}`),
    )
  },
  'nmodl/duplicate-name': ({ text, tree, span }) => {
    const all = (['parameter', 'constant', 'assigned', 'state'] as const).flatMap(kind =>
      declarationsOf(tree, kind),
    )
    const twice = all.find(one => one.name.span.start === span.start)
    return twice ? fix('Remove this declaration', { span: wholeLine(text, twice.span), text: '' }) : []
  },
  'nmodl/sequential': ({ text, tree, span, name }) => {
    const listed = tree.blocks
      .flatMap(block => (block.kind === 'neuron' ? block.statements : []))
      .find(one => one.kind === 'global' && one.names.some(other => other.name === name))
    const place =
      listed?.kind === 'global' ? listed.names.find(other => other.name === name)?.span : undefined
    const range = addToBlock(text, tree, 'neuron', `RANGE ${name}`)
    if (!isName(name) || span.start === 0) return []
    return place
      ? fix(`List ${name} as RANGE instead of GLOBAL`, outOfList(text, tree, place), range)
      : fix(`List ${name} as RANGE`, range)
  },
  'nmodl/local-before-set': ({ text, tree, span, name }) => {
    const start = statementStart(text, span.start)
    return tree.blocks.length > 0 && isName(name)
      ? fix(`Set ${name} to 0 first`, insert(start, `${name} = 0\n${indentAt(text, start)}`))
      : []
  },
  'nmodl/global-undeclared': ({ text, tree, name }) =>
    isName(name) ? fix(`Declare ${name} in ASSIGNED`, addToBlock(text, tree, 'assigned', name)) : [],
  'nmodl/unnamed': ({ text, tree, message }) => {
    const suffix = /named "(\w+)"/.exec(message)?.[1]
    return suffix === undefined
      ? []
      : fix(`Write SUFFIX ${suffix}`, addToBlock(text, tree, 'neuron', `SUFFIX ${suffix}`))
  },
  'nmodl/cnexp-nonlinear': ({ tree, span }) => {
    const method = solveOf(tree, span.start)?.method
    return method ? fix('Write METHOD derivimplicit', { span: method.span, text: 'derivimplicit' }) : []
  },
  'nmodl/removed-method': ({ span, name, message }) => {
    const instead = /; (\w+) solves/.exec(message)?.[1]
    return isName(name) && instead ? fix(`Write METHOD ${instead}`, { span, text: instead }) : []
  },
  'nmodl/never-solved': ({ text, tree, name }) => {
    const breakpoint = tree.blocks.find(block => block.kind === 'breakpoint')
    const block = tree.blocks.find(other => 'name' in other && other.name.name === name)
    if (breakpoint?.kind !== 'breakpoint' || !block) return []
    const method =
      block.kind === 'derivative' ? ' METHOD cnexp' : block.kind === 'kinetic' ? ' METHOD sparse' : ''
    const solve = `SOLVE ${name}${method}`
    return fix(`Write ${solve} in BREAKPOINT`, addAfterBrace(text, breakpoint.body.span, solve))
  },
  'nmodl/rate-without-parentheses': ({ span, name }) => fix(`Write (${name})`, { span, text: `(${name})` }),
  'nmodl/unclosed-block': ({ text, message }) => {
    const closing = /"(END\w+)"/.exec(message)?.[1]
    return closing ? fix(`Close it with ${closing}`, insert(text.length, `\n${closing}\n`)) : []
  },
  'nmodl/unclosed-string': ({ span }) => fix('Close the quotation', insert(span.end, '"')),
  'nmodl/syntax': ({ span, name, message }) => {
    if (name === '=' && message.includes('"=="')) return fix('Write "=="', { span, text: '==' })
    if (span.start > 0 && message.startsWith('Expected ")"')) return fix('Add ")"', insert(span.start, ')'))
    return []
  },
  'nmodl/unknown-character': ({ span, name }) => fix(`Remove "${name}"`, { span, text: '' }),
}

/** The SOLVE of the block that an offset lies in. */
function solveOf(tree: SyntaxTree, offset: number): SolveStatement | undefined {
  const block = tree.blocks.find(({ span }) => span.start <= offset && offset < span.end)
  const name = block && 'name' in block ? block.name.name : undefined
  let found: SolveStatement | undefined
  for (const other of tree.blocks) {
    if (!('body' in other)) continue
    visitStatements(other.body, statement => {
      if (statement.kind === 'solve' && statement.block.name === name) found = statement
    })
  }
  return found
}

function declarationsOf(tree: SyntaxTree, kind: 'parameter' | 'constant' | 'assigned' | 'state') {
  return tree.blocks.flatMap(block =>
    block.kind === kind && 'declarations' in block ? block.declarations : [],
  )
}

/** Takes the name at a span out of the RANGE or GLOBAL list that it stands in. */
function outOfList(text: string, tree: SyntaxTree, span: Span): TextEdit | undefined {
  for (const block of tree.blocks) {
    if (block.kind !== 'neuron') continue
    for (const statement of block.statements) {
      if (!('names' in statement)) continue
      if (statement.names.some(name => name.span.start === span.start))
        return takeFromList(text, statement.names, statement.span, span)
    }
  }
  return undefined
}

function isAssigned(tree: SyntaxTree, name: string): boolean {
  let found = false
  for (const block of tree.blocks) {
    if (!('body' in block)) continue
    visitStatements(block.body, statement => {
      if (statement.kind === 'assign' && statement.target.name === name) found = true
    })
  }
  return found
}

/** Where the first word of the line about an offset begins. */
function statementStart(text: string, offset: number): number {
  const line = text.lastIndexOf('\n', offset - 1) + 1
  return line + (/^[^\S\n]*/.exec(text.slice(line, offset))?.[0].length ?? 0)
}

function indentAt(text: string, start: number): string {
  return text.slice(text.lastIndexOf('\n', start - 1) + 1, start)
}
