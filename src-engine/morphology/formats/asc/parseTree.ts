import { sectionType } from '../../morphology.ts'
import { remarkDiameters } from '../../remarkDiameters.ts'
import type { TracedCell, TracedSection } from '../../traced/tracedCell.ts'
import type { AscCursor } from './ascCursor.ts'
import type { AscToken } from './lexAsc.ts'
import { parseMarker } from './parseMarker.ts'
import { parseSpine } from './parseSpine.ts'

const typeOfProperty: Readonly<Record<string, number>> = {
  Axon: sectionType.axon,
  Dendrite: sectionType.dend,
  Apical: sectionType.apic,
}

/** A branch whose points or sub-branches are being read. */
interface OpenBranch {
  /** Where its points start in the table. */
  readonly start: number
  /** What it hangs on. */
  readonly parent: TracedSection | undefined
  readonly line: number
  /** Once its points are complete: the section, or its parent's if it had no points. */
  section: TracedSection | undefined
  isComplete: boolean
}

/**
 * Parses a tree from its second parenthesis on: properties, then a branch, which may split into branches, to any depth.
 * The open branches are kept in a list, not on the call stack, so that depth is limited by memory only.
 *
 * A text, `((Color …) (x y z d) "words")`, begins like a tree and is passed over.
 */
export function parseTree(cursor: AscCursor, cell: TracedCell, line: number): void {
  const { lexer, report } = cursor
  const type = treeType(cursor, cell, line)
  if (report.failed) return
  const open: OpenBranch[] = [beginBranch(cell, undefined, line)]
  const firstSection = cell.sections.length
  for (let branch = open.at(-1); branch; branch = open.at(-1)) {
    switch (lexer.token) {
      case '(':
        if (!parseMember(cursor, cell, open, type.number)) return
        break
      case '|':
        completeBranch(cursor, cell, branch, type.number)
        if (open.length === 1) return cursor.fail('the end of the tree')
        open.pop()
        open.push(beginBranch(cell, branch.parent, lexer.line))
        lexer.next()
        break
      case ')':
        completeBranch(cursor, cell, branch, type.number)
        open.pop()
        lexer.next()
        break
      case '<':
        if (!parseSpine(cursor, cell.annotations, rowBefore(cell, branch))) return
        break
      case ',':
      case 'word':
        // An ending such as Normal or Incomplete; they have no effect on the geometry.
        lexer.next()
        break
      case 'string':
        if (isText(cell, open, firstSection)) {
          cell.points.count = branch.start
          cell.annotations.rowsRemoved(branch.start, -1)
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

function beginBranch(cell: TracedCell, parent: TracedSection | undefined, line: number): OpenBranch {
  return { start: cell.points.count, parent, line, section: undefined, isComplete: false }
}

/** A string right after the first point of a tree makes it a text. */
function isText(cell: TracedCell, open: readonly OpenBranch[], firstSection: number): boolean {
  const [only] = open
  const points = only ? cell.points.count - only.start : 0
  return open.length === 1 && points === 1 && cell.sections.length === firstSection
}

/** The point that a marker in a branch stands after; the one to come where the branch has none yet. */
function rowBefore(cell: TracedCell, branch: OpenBranch): number {
  if (branch.isComplete) return (branch.section?.points.end ?? 0) - 1
  return Math.max(branch.start, cell.points.count - 1)
}

/** What begins with a parenthesis inside a branch: a point, a marker or property, or a split into branches. */
function parseMember(cursor: AscCursor, cell: TracedCell, open: OpenBranch[], type: number): boolean {
  const { lexer } = cursor
  const branch = open.at(-1)
  if (!branch) return false
  const { line } = lexer
  switch (lexer.next()) {
    case 'number':
      if (branch.isComplete) {
        cursor.fail('the end of the branch, which has split already; its points')
        return false
      }
      return cursor.point(cell, true)
    case 'word':
      return parseMarker(cursor, cell.annotations, rowBefore(cell, branch), 'marker', line)
    case 'string':
      return cursor.skipBlock('marker', line)
    case '(':
    case '|':
    case ')':
      completeBranch(cursor, cell, branch, type)
      open.push(beginBranch(cell, branch.section, lexer.line))
      return true
    case 'end':
      cursor.failAtEnd('branch', line)
      return false
    default:
      cursor.fail('a point, a marker or a branch')
      return false
  }
}

/** Turns the points of a branch into a section, once. */
function completeBranch(cursor: AscCursor, cell: TracedCell, branch: OpenBranch, type: number): void {
  if (branch.isComplete) return
  branch.isComplete = true
  branch.section = branch.parent
  const { points } = cell
  const { start, parent } = branch
  const count = points.count - start
  if (count === 0) {
    cell.annotations.rowsRemoved(start, (parent?.points.end ?? 0) - 1)
    cursor.report.say('asc/empty-branch', {}, { line: branch.line })
    return
  }
  remarkDiameters(points, start, points.count, cursor.report)
  if (parent) repeatParentPoint(cell, parent, start)
  branch.section = {
    type,
    parent,
    parentX: 1,
    wire: undefined,
    points: { start, end: points.count },
    outlines: undefined,
  }
  cell.sections.push(branch.section)
}

/**
 * Puts the parent's last point, with the diameter of the branch's first, before the branch's points; unless the branch
 * starts just there.
 */
function repeatParentPoint(cell: TracedCell, parent: TracedSection, start: number): void {
  const { points } = cell
  const last = parent.points.end - 1
  const isSame =
    points.x[last] === points.x[start] &&
    points.y[last] === points.y[start] &&
    points.z[last] === points.z[start]
  if (isSame) return
  points.insert(start, last, points.diameter[start]!)
  cell.annotations.rowInserted(start)
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
