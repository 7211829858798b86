import { sectionType } from '../../morphology.ts'
import { OpenBranches } from '../../traced/openBranches.ts'
import type { TracedCell } from '../../traced/tracedCell.ts'
import type { AscCursor } from './ascCursor.ts'
import type { AscToken } from './lexAsc.ts'
import { parseMarker } from './parseMarker.ts'
import { parseSpine } from './parseSpine.ts'

const typeOfProperty: Readonly<Record<string, number>> = {
  Axon: sectionType.axon,
  Dendrite: sectionType.dend,
  Apical: sectionType.apic,
}

/**
 * Parses a tree from its second parenthesis on: properties, then a branch, which may split into branches, to any depth.
 *
 * A text, `((Color …) (x y z d) "words")`, begins like a tree and is passed over.
 */
export function parseTree(cursor: AscCursor, cell: TracedCell, line: number): void {
  const { lexer, report } = cursor
  const type = treeType(cursor, cell, line)
  if (report.failed) return
  const open = new OpenBranches(cell, report, type.number)
  open.begin(line)
  const firstSection = cell.sections.length
  while (open.depth > 0) {
    switch (lexer.token) {
      case '(':
        if (!parseMember(cursor, cell, open)) return
        break
      case '|':
        if (open.depth === 1) return cursor.fail('the end of the tree')
        open.end()
        open.begin(lexer.line)
        lexer.next()
        break
      case ')':
        open.end()
        lexer.next()
        break
      case '<':
        if (!parseSpine(cursor, cell.annotations, open.row)) return
        break
      case ',':
      case 'word':
        // An ending such as Normal or Incomplete; they have no effect on the geometry.
        lexer.next()
        break
      case 'string':
        if (isText(cell, open, firstSection)) {
          cell.points.count = open.start
          cell.annotations.rowsRemoved(open.start, -1)
          cursor.skipBlock('text', line)
          return
        }
        return cursor.fail('a point')
      case 'end':
        return cursor.failAtEnd('tree', line)
      default:
        return cursor.fail('a point, a branch or the end of the tree')
    }
  }
  if (cell.sections.length > firstSection) type.remark()
}

/** A string right after the first point of a tree makes it a text. */
function isText(cell: TracedCell, open: OpenBranches, firstSection: number): boolean {
  return open.depth === 1 && cell.points.count - open.start === 1 && cell.sections.length === firstSection
}

/** What begins with a parenthesis inside a branch: a point, a marker or property, or a split into branches. */
function parseMember(cursor: AscCursor, cell: TracedCell, open: OpenBranches): boolean {
  const { lexer } = cursor
  const { line } = lexer
  switch (lexer.next()) {
    case 'number':
      if (open.hasSplit) {
        cursor.fail('the end of the branch, which has split already; its points')
        return false
      }
      return cursor.point(cell, true)
    case 'word':
      return parseMarker(cursor, cell.annotations, open.row, 'marker', line)
    case 'string':
      return cursor.skipBlock('marker', line)
    case '(':
    case '|':
    case ')':
      open.begin(lexer.line)
      return true
    case 'end':
      cursor.failAtEnd('branch', line)
      return false
    default:
      cursor.fail('a point, a marker or a branch')
      return false
  }
}

interface TreeType {
  readonly number: number
  /** Says what is odd about the type; asked for only if the tree turns out to be one. */
  readonly remark: () => void
}

/** Reads the properties before the first point; stands at the first parenthesis after them. */
function treeType(cursor: AscCursor, cell: TracedCell, line: number): TreeType {
  const { lexer, report } = cursor
  const words: string[] = []
  // We stand at the second parenthesis of “((”.
  while (lexer.token === '(') {
    const mark = lexer.mark()
    const token = lexer.next()
    if (token !== 'word') {
      lexer.reset(mark)
      break
    }
    words.push(lexer.text())
    if (!parseMarker(cursor, cell.annotations, cell.points.count, 'property', mark.line)) break
    if ((lexer.token as AscToken) === ',') lexer.next()
  }
  const last = typeOfProperty[words.at(-1) ?? '']
  if (last !== undefined) return { number: last, remark: () => {} }
  const named = words.find(word => typeOfProperty[word] !== undefined)
  if (named === undefined)
    return { number: 0, remark: () => report.say('asc/tree-without-type', {}, { line }) }
  return {
    number: typeOfProperty[named] ?? 0,
    remark: () => report.say('asc/type-not-last', { type: named }, { line }),
  }
}
