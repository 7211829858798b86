import { textBetween, type DecodedText } from '../../text/decodeText.ts'

/** A root element that is not found so far into a file is taken for none. */
const judgedBytes = 65536

/** The name of the first element, without its prefix, of a text that is XML; undefined for others. */
export function rootElement(text: DecodedText): string | undefined {
  const { bytes } = text
  let at = 0
  while (at < text.length && bytes[at]! <= 32) at++
  if (bytes[at] !== 60) return undefined
  const beginning = textBetween(text, at, at + judgedBytes)
  for (let from = 0; beginning[from] === '<';) {
    const end = endOfPrologue(beginning, from)
    if (end === undefined)
      return /^<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)[\s/>]/.exec(beginning.slice(from, from + 300))?.[1]
    from = end
    while (from < beginning.length && beginning.charCodeAt(from) <= 32) from++
  }
  return undefined
}

/** Where a declaration, comment or document type that begins here ends; undefined if none does. */
function endOfPrologue(text: string, from: number): number | undefined {
  const after = (mark: string, start: number) => {
    const place = text.indexOf(mark, start)
    return place < 0 ? text.length : place + mark.length
  }
  if (text.startsWith('<?', from)) return after('?>', from)
  if (text.startsWith('<!--', from)) return after('-->', from + 4)
  if (!text.startsWith('<!', from)) return undefined
  const close = after('>', from)
  const bracket = text.indexOf('[', from)
  return bracket >= 0 && bracket < close ? after('>', after(']', bracket)) : close
}
