import type { TextEdit } from '../../core/diagnostics/diagnostic.ts'
import type { Span } from '../../core/source/span.ts'
import type { Block, SyntaxTree } from '../ast/blocks.ts'

/** Blocks whose braces hold a list. */
type ListBlock = 'neuron' | 'parameter' | 'assigned' | 'state' | 'unit-definitions'

const words: Readonly<Record<ListBlock, string>> = {
  neuron: 'NEURON',
  parameter: 'PARAMETER',
  assigned: 'ASSIGNED',
  state: 'STATE',
  'unit-definitions': 'UNITS',
}

/** Adds an item at the end of the first block of a kind; where there is none, a block of its own after NEURON. */
export function addToBlock(text: string, tree: SyntaxTree, kind: ListBlock, item: string): TextEdit {
  const block = tree.blocks.find(candidate => candidate.kind === kind)
  if (block) return addBeforeBrace(text, block.span, item)
  const after = tree.blocks.find(candidate => candidate.kind === 'neuron')?.span.end ?? 0
  const made = `${words[kind]} {\n  ${item}\n}\n`
  return { span: { start: after, end: after }, text: after === 0 ? `${made}\n` : `\n\n${made.trimEnd()}` }
}

/** Adds an item before the closing brace with which a span ends: on a line of its own where the brace is on one. */
export function addBeforeBrace(text: string, { start, end }: Span, item: string): TextEdit {
  const brace = text[end - 1] === '}' ? end - 1 : end
  const inside = text.slice(start, brace)
  const lineStart = inside.lastIndexOf('\n') + 1
  const gap = inside.slice(lineStart)
  if (lineStart > 0 && gap.trim() === '') {
    const at = start + lineStart
    return { span: { start: at, end: at }, text: `${gap}  ${item}\n` }
  }
  const blank = /\s$/.test(inside) ? '' : ' '
  return { span: { start: brace, end: brace }, text: `${blank}${item} ` }
}

/** Adds a statement as the first one of a body, indented like what follows it. */
export function addAfterBrace(text: string, body: Span, statement: string): TextEdit {
  const at = body.start + 1
  const indent = /^[^\S\n]*\n([^\S\n]*)/.exec(text.slice(at))?.[1]
  return {
    span: { start: at, end: at },
    text: indent === undefined ? ` ${statement}\n ` : `\n${indent || '  '}${statement}`,
  }
}

/** Adds a name to the LOCAL statement of the innermost body about an offset, or a LOCAL statement to that body. */
export function addLocal(text: string, tree: SyntaxTree, offset: number, name: string): TextEdit | undefined {
  const body = bodyOf(tree.blocks.find(({ span }) => span.start <= offset && offset < span.end))
  if (!body) return undefined
  const local = body.statements.find(statement => statement.kind === 'local')
  const last = local?.kind === 'local' ? local.names.at(-1) : undefined
  if (last) return { span: { start: last.span.end, end: last.span.end }, text: `, ${name}` }
  return addAfterBrace(text, body.span, `LOCAL ${name}`)
}

function bodyOf(block: Block | undefined) {
  return block && 'body' in block ? block.body : undefined
}

/** Takes a name out of a list such as `RANGE a, b, c`, with its comma; the whole statement where it stands alone. */
export function takeFromList(
  text: string,
  names: readonly { readonly span: Span }[],
  statement: Span,
  name: Span,
): TextEdit {
  const index = names.findIndex(({ span }) => span.start === name.start)
  const before = names[index - 1]
  const after = names[index + 1]
  if (after) return { span: { start: name.start, end: after.span.start }, text: '' }
  if (before) return { span: { start: before.span.end, end: name.end }, text: '' }
  return { span: wholeLine(text, statement), text: '' }
}

/** The span with its line, where nothing else stands on that. */
export function wholeLine(text: string, { start, end }: Span): Span {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1
  const newline = text.indexOf('\n', end)
  const lineEnd = newline < 0 ? text.length : newline + 1
  const rest = text.slice(end, lineEnd).replace(/[:?].*$/m, '')
  const alone = text.slice(lineStart, start).trim() === '' && rest.trim() === ''
  return alone ? { start: lineStart, end: lineEnd } : { start, end }
}
