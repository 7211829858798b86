import { SaxesParser } from 'saxes'
import { textChunks } from '../../text/textChunks.ts'
import type { ReaderInput } from '../format.ts'

/** The attributes of an element, by name. */
export type XmlAttributes = Readonly<Record<string, string>>

/** What a reader of an XML format is told, in file order. Every element that is opened is closed again. */
export interface XmlHandler {
  /** @param name without its prefix @param line where the element begins [from 1] */
  open(name: string, attributes: XmlAttributes, line: number): void
  close(): void
  /** Characters between tags, entities replaced. */
  text?(characters: string): void
}

/** Far beyond any tree; deeper elements are a damaged file. */
const deepestElement = 100000

/**
 * Walks through an XML file. Nothing is loaded from outside, no entity but XML's own five is known (so none can expand),
 * and depth costs no call stack. Stops at the first fault, which is an error, or with `damagedLines: 'skip'` a warning;
 * elements that are open then are closed.
 *
 * @returns false where the report holds an error
 */
export function readXml({ text, options, report }: ReaderInput, handler: XmlHandler): boolean {
  const parser = new SaxesParser({ xmlns: false })
  const start = leadingBlanks(text.bytes, text.length)
  const lineOffset = start.lines
  let depth = 0
  let startLine = 1
  let stopped = false
  parser.on('opentagstart', () => {
    // A name may be ended by a line feed, which has been counted then.
    startLine = parser.columnIndex === 0 ? parser.line - 1 : parser.line
  })
  parser.on('opentag', ({ name, attributes }) => {
    if (stopped) return
    if (++depth > deepestElement) {
      report.say('xml/too-deep', { limit: deepestElement }, { line: lineOffset + startLine })
      stopped = true
      return
    }
    handler.open(withoutPrefix(name), attributes, lineOffset + startLine)
  })
  parser.on('closetag', () => {
    if (stopped) return
    depth--
    handler.close()
  })
  if (handler.text) {
    const take = (characters: string) => {
      if (!stopped) handler.text?.(characters)
    }
    parser.on('text', take)
    parser.on('cdata', take)
  }
  parser.on('error', ({ message }) => {
    if (stopped) return
    stopped = true
    const what = message.replace(/^[\d:]+: /, '').replace(/\.$/, '')
    const code = options.damagedLines === 'skip' ? 'xml/read-up-to' : 'xml/not-well-formed'
    report.say(code, { what }, { line: lineOffset + parser.line })
  })
  for (const chunk of textChunks(text, start.bytes)) {
    if (stopped || report.failed) break
    parser.write(chunk)
  }
  if (!stopped && !report.failed) parser.close()
  if (report.failed) return false
  for (; depth > 0; depth--) handler.close()
  return true
}

/** What stands before the first mark; XML's declaration must be the very first. */
function leadingBlanks(bytes: Uint8Array, length: number): { bytes: number; lines: number } {
  let at = 0
  let lines = 0
  for (; at < length && bytes[at]! <= 32; at++)
    if (bytes[at] === 10 || (bytes[at] === 13 && bytes[at + 1] !== 10)) lines++
  return { bytes: at, lines }
}

function withoutPrefix(name: string): string {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}
