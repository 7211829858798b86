import { textBetween } from '../../text/decodeText.ts'
import { TextScanner } from '../../text/textScanner.ts'
import type { ReaderInput } from '../format.ts'

/** A line of a cell descriptor without its comments. */
export interface GenesisLine {
  readonly words: readonly string[]
  readonly line: number
}

const longestLine = 20000

/** The lines that say something; a line that ends in \ goes on with the next, comments are as in C++. */
export function genesisLines(input: ReaderInput): GenesisLine[] {
  const scanner = new TextScanner(input.text)
  const lines: GenesisLine[] = []
  let isComment = false
  let continued: { text: string; line: number } | undefined
  do {
    const { start, end } = scanner.lineBounds(scanner.position)
    const stripped = withoutComments(
      textBetween(input.text, start, Math.min(end, start + longestLine)),
      isComment,
    )
    isComment = stripped.isOpen
    const text = (continued?.text ?? '') + stripped.text
    const line = continued?.line ?? scanner.line
    if (/\\\s*$/.test(text) && text.length < longestLine) {
      continued = { text: text.replace(/\\\s*$/, ' '), line }
      continue
    }
    continued = undefined
    const words = text.split(/[\s,]+/).filter(word => word !== '' && word !== '\x1a')
    if (words.length > 0) lines.push({ words, line })
  } while (scanner.nextLine())
  return lines
}

function withoutComments(line: string, isOpen: boolean): { text: string; isOpen: boolean } {
  let text = ''
  let at = 0
  let open = isOpen
  while (at < line.length) {
    if (open) {
      const end = line.indexOf('*/', at)
      if (end < 0) return { text, isOpen: true }
      at = end + 2
      open = false
      continue
    }
    const block = line.indexOf('/*', at)
    const rest = line.indexOf('//', at)
    if (rest >= 0 && (block < 0 || rest < block)) return { text: text + line.slice(at, rest), isOpen: false }
    if (block < 0) return { text: text + line.slice(at), isOpen: false }
    text += line.slice(at, block)
    at = block + 2
    open = true
  }
  return { text, isOpen: open }
}
