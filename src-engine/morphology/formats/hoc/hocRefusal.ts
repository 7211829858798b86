/** Why a program is more than the description of a cell; ends the run. */
export class HocRefusal extends Error {
  readonly line: number

  /** @param message what the line does, to follow “Line 5” in a sentence */
  constructor(message: string, line: number) {
    super(message)
    this.line = line
  }
}
