import type { Span } from './span.ts'

/** A place for people: line and column count from 1. */
export interface Position {
  readonly line: number
  readonly column: number
}

/** A named text with an index of its lines, so that a character offset becomes a line and a column. */
export interface SourceText {
  readonly name: string
  readonly text: string
  /** Offset of the first character of each line. LF, CRLF and a lone CR all end a line. */
  readonly lineStarts: Int32Array
  /**
   * Texts that this one includes, in the order in which they were read. Offsets go on counting through them: the
   * first begins one past the end of `text`, each next one past the end of the one before.
   */
  readonly included?: readonly IncludedText[]
}

/** A text that another includes, and where its offsets begin. */
export interface IncludedText {
  readonly base: number
  readonly source: SourceText
  /** The characters of the statement that includes it, as offsets of the whole. */
  readonly by: Span
}

/** Names a text and indexes its lines. */
export function createSourceText(name: string, text: string): SourceText {
  const starts: number[] = [0]
  for (let offset = 0; offset < text.length; offset++) {
    const code = text.charCodeAt(offset)
    if (code === 10 || (code === 13 && text.charCodeAt(offset + 1) !== 10)) starts.push(offset + 1)
  }
  return { name, text, lineStarts: Int32Array.from(starts) }
}

/** The text that an offset falls into, where that text's offsets begin, and what includes it. */
export function partAt(source: SourceText, offset: number): Omit<IncludedText, 'by'> & Partial<IncludedText> {
  const included = source.included?.findLast(part => part.base <= offset)
  return included ?? { base: 0, source }
}

/** A span in the offsets of the text that it begins in; an end in another text becomes that text's end. */
export function inPart(part: Pick<IncludedText, 'base' | 'source'>, span: Span): Span {
  const start = span.start - part.base
  const end = Math.min(span.end - part.base, part.source.text.length + 1)
  return { start, end: Math.max(start, end) }
}

/** The line and column, in the text that it falls into, of an offset; offsets past the end count as the end. */
export function positionAt(source: SourceText, offset: number): Position {
  const part = partAt(source, offset)
  const { lineStarts, text } = part.source
  const local = offset - part.base
  let low = 0
  let high = lineStarts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((lineStarts[middle] ?? 0) <= local) low = middle
    else high = middle - 1
  }
  return { line: low + 1, column: Math.min(local, text.length) - (lineStarts[low] ?? 0) + 1 }
}

/** The characters of a span, as far as they lie in the text in which it begins. */
export function textOf(source: SourceText, span: Span): string {
  const part = partAt(source, span.start)
  const { start, end } = inPart(part, span)
  return part.source.text.slice(start, end)
}

/** The text together with all that it includes: whatever changes any of it changes this. */
export function wholeText({ text, included = [] }: SourceText): string {
  return [text, ...included.map(part => part.source.text)].join('\0')
}

/** The text of one line [counted from 1], without its line ending. */
export function lineText(source: SourceText, line: number): string {
  const start = source.lineStarts[line - 1]
  if (start === undefined) return ''
  const end = source.lineStarts[line] ?? source.text.length
  return source.text.slice(start, end).replace(/[\r\n]+$/, '')
}
