import { largestCoordinateUm } from '../../limits.ts'
import type { TracedAnnotations } from '../../traced/tracedAnnotations.ts'
import type { AscCursor } from './ascCursor.ts'
import type { AscToken } from './lexAsc.ts'

/** Blocks that may hold groups of numbers and are no markers. */
const headers = new Set([
  'Sections',
  'ImageCoords',
  'Thumbnail',
  'Description',
  'Font',
  'Color',
  'Resolution',
])

/**
 * Reads a block that begins with a word, `(Dot (Name "m") (x y z d) …)`, from that word to its closing parenthesis. One
 * with points is a marker; everything else in it, and every other block, is passed over whatever it holds.
 *
 * @param row of the traced points that it stands after; −1 for none
 * @returns false where the file ends before it, or holds an unclosed string
 */
export function parseMarker(
  cursor: AscCursor,
  annotations: TracedAnnotations,
  row: number,
  what: string,
  line: number,
): boolean {
  const { lexer } = cursor
  const kind = lexer.text()
  if (headers.has(kind)) return cursor.skipBlock(what, line)
  const { markers } = annotations
  const first = markers.length
  let name = ''
  let token: AscToken = lexer.next()
  while (token !== ')') {
    if (token === '(') {
      const pointLine = lexer.line
      token = lexer.next()
      if (token === 'number') {
        const values = coordinates(cursor)
        if (values) {
          const [x = 0, y = 0, z = 0, diameter = 0] = values
          markers.push({ kind, name: '', x, y, z, diameter, line: pointLine, row })
        }
      } else if (token === 'word' && lexer.text() === 'Name') {
        if (lexer.next() === 'string') name = lexer.text()
      }
      if (!cursor.skipBlock(what, line)) return false
      token = lexer.token
    } else if (token === 'end' || token === 'unclosed') return cursor.skipBlock(what, line)
    else token = lexer.next()
  }
  for (let i = first; i < markers.length; i++) markers[i] = { ...markers[i]!, name }
  lexer.next()
  return true
}

/** The two to four numbers of a point, if what begins here is one; stands at whatever comes after them. */
export function coordinates(cursor: AscCursor): readonly number[] | undefined {
  const { lexer } = cursor
  const values: number[] = []
  let isBelievable = true
  while (lexer.token === 'number' && values.length < 5) {
    if (Math.abs(lexer.value) > largestCoordinateUm) isBelievable = false
    values.push(lexer.value)
    if (lexer.next() === ',') lexer.next()
  }
  if (lexer.token === 'word' || lexer.token === 'string') lexer.next()
  return isBelievable && values.length >= 2 && values.length <= 4 && lexer.token === ')' ? values : undefined
}
