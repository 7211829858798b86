import type { HocCursor } from './hocCursor.ts'
import { tokenKind, type HocTokens } from './lexHoc.ts'

/** The numbers that a program reads from its own file, below the line that is being run. */
export class HocData {
  readonly #tokens: HocTokens
  /** Where the next number is looked for. */
  at = 0
  /** Whether the line that is being run has read numbers. */
  isUsed = false

  constructor(tokens: HocTokens) {
    this.#tokens = tokens
  }

  /** The line that read numbers is over; the program goes on behind them. */
  close(): void {
    this.isUsed = false
  }

  /** Line of the number read last. */
  get line(): number {
    return this.#tokens.line[this.at - 1] ?? 1
  }

  /** The next number; words between are passed over. */
  next(cursor: HocCursor): number {
    const { kind, text, value, line } = this.#tokens
    if (!this.isUsed) {
      this.isUsed = true
      // A procedure may stand far above: the data follow the statement of the file that calls it.
      this.at = Math.max(this.at, cursor.topLevelAt)
      const here = line[this.at]!
      while (kind[this.at] !== tokenKind.end && line[this.at] === here) this.at++
    }
    while (kind[this.at] !== tokenKind.number && kind[this.at] !== tokenKind.end) this.at++
    if (kind[this.at] === tokenKind.end) cursor.refuse('reads more numbers than the file holds below it')
    const isNegative = kind[this.at - 1] === tokenKind.sign && text[this.at - 1] === '-'
    const found = value[this.at++]!
    return isNegative ? -found : found
  }
}
