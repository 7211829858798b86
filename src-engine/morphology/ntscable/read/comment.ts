/** So much of a source's comment is taken over into the output. */
const mostLines = 400

/** The lines of a text before a position. */
export function commentBefore(text: string, end: number): readonly string[] {
  if (end <= 0) return []
  const lines = text.slice(0, end).split(/\r\n|\n|\r/)
  lines.pop()
  return lines.slice(0, mostLines)
}

/** The comment lines at the head of an SWC or hoc-like text: those that begin with a sign for comments. */
export function leadingComment(text: string, sign: RegExp): readonly string[] {
  const lines: string[] = []
  for (const line of text.slice(0, 100_000).split(/\r\n|\n|\r/)) {
    if (line.trim() !== '' && !sign.test(line)) break
    lines.push(line)
  }
  return lines.slice(0, mostLines)
}
