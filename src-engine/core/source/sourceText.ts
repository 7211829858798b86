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

/** The line and column of a character offset; offsets past the end count as the end. */
export function positionAt(source: SourceText, offset: number): Position {
  const { lineStarts } = source
  let low = 0
  let high = lineStarts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((lineStarts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return { line: low + 1, column: Math.min(offset, source.text.length) - (lineStarts[low] ?? 0) + 1 }
}

/** The text of one line [counted from 1], without its line ending. */
export function lineText(source: SourceText, line: number): string {
  const start = source.lineStarts[line - 1]
  if (start === undefined) return ''
  const end = source.lineStarts[line] ?? source.text.length
  return source.text.slice(start, end).replace(/[\r\n]+$/, '')
}
