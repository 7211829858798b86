import { createSourceText, partAt, type SourceText } from '../../core/source/sourceText.ts'
import type { Span } from '../../core/source/span.ts'
import { lex } from '../lexer/lexer.ts'
import { spanOf, type Cursor } from './cursor.ts'

/**
 * Gives the text of a file that INCLUDE names, or undefined where there is none. `from` is the name of the text in
 * which the INCLUDE stands.
 */
export type ReadInclude = (name: string, from: string) => string | undefined

/** Most characters of a file together with all that it includes; no person writes more. */
export const mostCharacters = 1_000_000

/** Most texts that one file may include, and the longest chain of them. */
const mostIncluded = 100
const longestChain = 20

/** Whether the text is short enough to be read; otherwise says so. */
export function isReadable(cursor: Pick<Cursor, 'report'>, more: number, span: Span): boolean {
  const { source } = cursor.report
  const read = (source.included ?? []).reduce(
    (sum, part) => sum + part.source.text.length,
    source.text.length,
  )
  if (read + more <= mostCharacters) return true
  cursor.report.add('nmodl/too-large', { what: 'characters of text', limit: mostCharacters }, span)
  return false
}

/** `INCLUDE "file"`: puts the tokens of the file in its place; the cursor stands behind the word. */
export function parseInclude(cursor: Cursor, start: number, readInclude: ReadInclude | undefined): void {
  const token = cursor.peek()
  if (token.kind !== 'string') {
    cursor.complain('the name of a file in quotes')
    return
  }
  cursor.take()
  const span = { start, end: spanOf(token).end }
  const from = partAt(cursor.report.source, start).source
  const chain = chainOf(cursor.report.source, start)
  const name = inFolderOf(from.name, token.text)
  const { report } = cursor
  if (chain.includes(name)) {
    report.add('nmodl/include-cycle', { name: token.text }, span)
    return
  }
  const count = report.source.included?.length ?? 0
  if (chain.length > longestChain || count >= mostIncluded) {
    report.add('nmodl/too-large', { what: 'included files', limit: mostIncluded }, span)
    return
  }
  const text = readInclude?.(token.text, from.name)
  if (text === undefined) {
    report.add('nmodl/include-not-found', { name: token.text }, span)
    return
  }
  if (!isReadable(cursor, text.length, span)) return
  const source = createSourceText(name, text)
  cursor.insert(lex(report, source, report.include(source, span)))
}

/** Names of the texts around an offset, the innermost first. */
function chainOf(source: SourceText, offset: number): readonly string[] {
  const names: string[] = []
  for (let part = partAt(source, offset); ; part = partAt(source, part.by.start)) {
    names.push(part.source.name)
    if (!part.by) return names
  }
}

/** A name as seen from the folder of another file. */
function inFolderOf(file: string, name: string): string {
  return file.slice(0, Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1) + name
}
