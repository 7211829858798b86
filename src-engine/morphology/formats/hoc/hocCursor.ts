import { HocRefusal } from './hocRefusal.ts'
import { tokenKind, type HocTokens } from './lexHoc.ts'

/** After so many steps, and so many for every token, a program does more than describe a cell. */
const mostSteps = 2_000_000
const stepsOfToken = 50

/** A place in a program. */
export class HocCursor {
  readonly tokens: HocTokens
  at = 0
  /** Where the statement of the file itself begins that is being run, perhaps by way of procedures. */
  topLevelAt = 0
  #steps = 0
  readonly #most: number

  constructor(tokens: HocTokens) {
    this.tokens = tokens
    this.#most = mostSteps + stepsOfToken * tokens.kind.length
  }

  get kind(): number {
    return this.tokens.kind[this.at]!
  }

  get text(): string {
    return this.tokens.text[this.at]!
  }

  get line(): number {
    return this.tokens.line[this.at]!
  }

  /** Whether a sign stands here. */
  is(sign: string): boolean {
    return this.kind === tokenKind.sign && this.text === sign
  }

  /** Whether a word stands here. */
  isWord(word: string): boolean {
    return this.kind === tokenKind.word && this.text === word
  }

  /** Passes over a sign if it stands here. */
  accept(sign: string): boolean {
    const isHere = this.is(sign)
    if (isHere) this.at++
    return isHere
  }

  expect(sign: string): void {
    if (!this.accept(sign)) this.refuse(`has “${this.shown}” where “${sign}” is expected`)
  }

  /** Passes over a word and gives it. */
  word(): string {
    if (this.kind !== tokenKind.word) this.refuse(`has “${this.shown}” where a name is expected`)
    return this.tokens.text[this.at++]!
  }

  skipNewlines(): void {
    while (this.kind === tokenKind.newline) this.at++
  }

  skipLine(): void {
    while (this.kind !== tokenKind.newline && this.kind !== tokenKind.end && !this.is('}')) this.at++
  }

  /** Passes over what an opening sign here encloses. */
  skipEnclosed(open: string, close: string): void {
    const { line } = this
    let depth = 0
    do {
      if (this.kind === tokenKind.end) throw new HocRefusal(`opens “${open}” that nothing closes`, line)
      if (this.is(open)) depth++
      else if (this.is(close)) depth--
      this.at++
    } while (depth > 0)
  }

  /** Counts a step; a program that never ends must not. */
  step(): void {
    if (++this.#steps > this.#most) this.refuse('runs on and on')
  }

  refuse(what: string): never {
    throw new HocRefusal(what, this.line)
  }

  /** The token here for people to read. */
  get shown(): string {
    if (this.kind === tokenKind.number) return String(this.tokens.value[this.at])
    if (this.kind === tokenKind.newline) return 'the end of the line'
    return this.kind === tokenKind.end ? 'the end of the file' : this.text
  }
}
