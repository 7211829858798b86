import type { TracedAnnotations } from '../../traced/tracedAnnotations.ts'
import type { AscCursor } from './ascCursor.ts'
import type { AscToken } from './lexAsc.ts'
import { coordinates } from './parseMarker.ts'

/**
 * Reads a spine, `< properties (x y z d) >`, from its opening bracket on. Its head is kept; it has no electrical effect.
 *
 * @param row of the traced points that it stands after; −1 for none
 */
export function parseSpine(cursor: AscCursor, annotations: TracedAnnotations, row: number): boolean {
  const { lexer } = cursor
  const { line } = lexer
  let head: readonly number[] | undefined
  let kind = ''
  lexer.next()
  while (lexer.token !== '>') {
    if (lexer.token === 'end') {
      cursor.failAtEnd('spine', line)
      return false
    }
    if (lexer.token !== '(') {
      cursor.fail('the end of the spine, “>”,')
      return false
    }
    const openLine = lexer.line
    const token = lexer.next() as AscToken
    if (token === 'number') {
      const values = coordinates(cursor)
      if ((lexer.token as AscToken) !== ')') {
        cursor.fail('the closing parenthesis of a spine’s point')
        return false
      }
      head ??= values
    } else if (token === 'word' && lexer.text() === 'Class') kind = classOf(cursor)
    if (!cursor.skipBlock('spine', openLine)) return false
  }
  lexer.next()
  if (head) {
    const [x = 0, y = 0, z = 0, diameter = 0] = head
    annotations.spines.push({ kind, x, y, z, diameter, line, row })
  }
  return true
}

/** Of `Class 2 "mushroom"` the label, or where there is none the number. */
function classOf(cursor: AscCursor): string {
  const { lexer } = cursor
  let kind = ''
  lexer.next()
  while (lexer.token === 'number' || lexer.token === 'string') {
    if (lexer.text() !== '') kind = lexer.text()
    lexer.next()
  }
  return kind
}
