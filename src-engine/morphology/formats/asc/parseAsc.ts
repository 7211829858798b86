import type { ImportReport } from '../../importReport.ts'
import type { TracedCell } from '../../traced/tracedCell.ts'
import type { SomaOutline, TracedTrees } from '../../traced/tracedTrees.ts'
import { AscCursor } from './ascCursor.ts'
import { AscLexer, type AscToken } from './lexAsc.ts'
import { parseMarker } from './parseMarker.ts'
import { parseTree } from './parseTree.ts'
import type { DecodedText } from '../../text/decodeText.ts'

/** The names under which a contour is a soma. */
const somaNames = new Set(['CellBody', 'Cell Body', 'Soma'])
const fewestOutlinePoints = 3

/**
 * Parses a Neurolucida file (rules N1 to N8). Points go into the cell's table, markers, spines and contours into
 * its annotations; texts and header blocks are passed over whatever they hold. Stops at the first fault.
 */
export function parseAsc(text: DecodedText, cell: TracedCell, report: ImportReport): TracedTrees {
  const cursor = new AscCursor(new AscLexer(text), report)
  const somas: SomaOutline[] = []
  const { lexer } = cursor
  /** Lines where sets were opened that are still open; their members are ordinary objects. */
  const openSets: number[] = []
  while (lexer.token !== 'end' && !report.failed) {
    if (lexer.token === ',') lexer.next()
    else if (lexer.token === ')') {
      if (openSets.pop() === undefined) report.say('asc/extra-parenthesis', {}, cursor.place())
      lexer.next()
    } else if (lexer.token === '(') parseObject(cursor, cell, somas, openSets)
    else cursor.fail('an object in parentheses')
  }
  const unclosed = openSets[0]
  if (unclosed !== undefined && !report.failed) {
    report.say('asc/unclosed-parenthesis', { what: 'set', line: unclosed }, cursor.place())
  }
  return { somas, branches: cell.sections }
}

function parseObject(cursor: AscCursor, cell: TracedCell, somas: SomaOutline[], openSets: number[]): void {
  const { lexer } = cursor
  const { line } = lexer
  switch (lexer.next()) {
    case 'string':
      parseContour(cursor, cell, somas, line)
      break
    case 'word':
      if (lexer.text().toLowerCase() !== 'set') parseMarker(cursor, cell.annotations, -1, 'block', line)
      else {
        openSets.push(line)
        if (lexer.next() === 'string') lexer.next()
      }
      break
    case '(':
      parseTree(cursor, cell, line)
      break
    default:
      cursor.fail('the name of an object or a tree')
  }
}

function parseContour(cursor: AscCursor, cell: TracedCell, somas: SomaOutline[], line: number): void {
  const { lexer, report } = cursor
  const name = lexer.text()
  const start = cell.points.count
  let isMarkedCellBody = false
  let isClosed = somaNames.has(name)
  lexer.next()
  while (lexer.token !== ')') {
    if (lexer.token !== '(') {
      // Labels and commas may stand between; the end of the file may not.
      if (!cursor.skipFiller('contour', line)) return
      continue
    }
    const openLine = lexer.line
    const token: AscToken = lexer.next()
    if (token === 'number') {
      if (!cursor.point(cell, false)) return
    } else {
      const word = token === 'word' ? lexer.text() : ''
      if (word === 'CellBody') isMarkedCellBody = true
      if (word === 'Closed') isClosed = true
      const isRead =
        token === 'word'
          ? parseMarker(cursor, cell.annotations, -1, 'contour', openLine)
          : cursor.skipBlock('contour', openLine)
      if (!isRead) return
    }
  }
  lexer.next()
  const count = cell.points.count - start
  const isSoma = somaNames.has(name) && count >= fewestOutlinePoints
  if (count > 0) {
    const range = { start, end: cell.points.count }
    cell.annotations.addOutline(name, isClosed, cell.points, range, isSoma ? start : -1)
  }
  if (!somaNames.has(name)) {
    if (isMarkedCellBody) report.say('asc/cell-body-not-named', { name }, { line })
    cell.points.count = start
  } else if (count < fewestOutlinePoints) {
    report.say('morphology/soma-too-few-points', { count }, { line })
    cell.points.count = start
  } else {
    somas.push({ points: { start, end: cell.points.count }, line })
  }
}
