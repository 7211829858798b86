import { largestCoordinateUm } from '../../limits.ts'
import type { FilePlace, ImportReport } from '../../importReport.ts'
import type { TracedCell } from '../../traced/tracedCell.ts'
import type { AscLexer } from './lexAsc.ts'

/** The pieces of the grammar that contours and trees share, over one lexer. */
export class AscCursor {
  readonly lexer: AscLexer
  readonly report: ImportReport

  constructor(lexer: AscLexer, report: ImportReport) {
    this.lexer = lexer
    this.report = report
  }

  /** Where the current token stands. */
  place(): FilePlace {
    return { line: this.lexer.line, column: this.lexer.column() }
  }

  /** Says that the current token should not be here. */
  fail(wanted: string): void {
    const { lexer } = this
    if (lexer.token === 'unclosed') this.report.say('asc/unclosed-string', {}, this.place())
    else this.report.say('asc/unexpected', { found: this.#found(), wanted }, this.place())
  }

  /** Says that the file ends too early. */
  failAtEnd(what: string, line: number): void {
    this.report.say('asc/unclosed-parenthesis', { what, line }, this.place())
  }

  /**
   * Passes over everything up to and with the parenthesis that closes the block we are in.
   *
   * @returns false where the file ends before it, or holds an unclosed string
   */
  skipBlock(what: string, line: number): boolean {
    const { lexer } = this
    let depth = 1
    for (;;) {
      if (lexer.token === 'end') {
        this.failAtEnd(what, line)
        return false
      }
      if (lexer.token === 'unclosed') {
        this.fail('')
        return false
      }
      if (lexer.token === '(') depth++
      else if (lexer.token === ')') depth--
      lexer.next()
      if (depth === 0) return true
    }
  }

  /** Passes over a comma, word or string between members; anything else is a fault. */
  skipFiller(what: string, line: number): boolean {
    const { lexer } = this
    if (lexer.token === ',' || lexer.token === 'word' || lexer.token === 'string') {
      lexer.next()
      return true
    }
    if (lexer.token === 'end') this.failAtEnd(what, line)
    else this.fail('a point in parentheses')
    return false
  }

  /**
   * Reads a point whose x is the current token, up to and with its closing parenthesis: (x y z diameter label bezier),
   * commas anywhere, everything from z on optional.
   */
  point(cell: TracedCell, needsDiameter: boolean): boolean {
    const { lexer } = this
    const { line } = lexer
    const values = [0, 0, 0, 0]
    let count = 0
    while (lexer.token === 'number' && count < 4) {
      if (Math.abs(lexer.value) > largestCoordinateUm) {
        this.fail('a number of the size of a cell')
        return false
      }
      values[count++] = lexer.value
      if (lexer.next() === ',') lexer.next()
    }
    if (count === 4 && (lexer.token === 'word' || lexer.token === 'string')) lexer.next()
    if (lexer.token === ',') lexer.next()
    if (lexer.token === '(' && !this.#bezier()) return false
    if (count < 2 || lexer.token !== ')') {
      this.fail(count < 4 ? 'a coordinate of the point' : 'the closing parenthesis of the point')
      return false
    }
    if (count < 4 && needsDiameter) this.report.say('morphology/missing-diameter', {}, { line })
    cell.points.add(values[0]!, values[1]!, values[2]!, values[3]!, line)
    lexer.next()
    return true
  }

  /** Passes over the control points of a curve, (n n n n). */
  #bezier(): boolean {
    const { lexer } = this
    while (lexer.next() === 'number' || lexer.token === ',');
    if (lexer.token !== ')') {
      this.fail('a number of the curve')
      return false
    }
    lexer.next()
    return true
  }

  #found(): string {
    const { lexer } = this
    if (lexer.token === 'end') return 'The end of the file'
    if (lexer.token === 'string') return `The string “${lexer.text()}”`
    return `“${lexer.text()}”`
  }
}
