/** Where a stream's numbers come from: words that look random, one after another. */
export interface Generator {
  /** A whole number from 0 to 2³² − 1. */
  nextWord(): number
  /** A number between 0 and 1. */
  nextFraction(): number
  /** How far the generator has come; each says what it counts. Setting it goes back, or ahead. */
  sequence: number
}
