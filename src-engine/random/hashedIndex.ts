import type { Generator } from './generator.ts'
import { multiplyLow, rotateLeft, toWord } from './words.ts'

/** What the two words are mixed with, round by round: Numerical Recipes in C, second edition, section 7.5. */
const mixers = [
  [0xbaa96887, 0x4b0f3b58],
  [0x1e17d32c, 0xe874f0c3],
] as const

/**
 * Hashes two words in rounds like those of the Data Encryption Standard, after W. H. Press, S. A. Teukolsky,
 * W. T. Vetterling and B. P. Flannery, Numerical Recipes in C, second edition, section 7.5 (psdes), of whose four
 * rounds NEURON does two. Of the two words that come out, the one that was `right`.
 */
export function hashPair(left: number, right: number): number {
  for (const [first, second] of mixers) {
    const mixed = (right ^ first) >>> 0
    const [low, high] = [mixed & 0xffff, mixed >>> 16]
    const squares = toWord(low * low + (~(high * high) >>> 0))
    const round = (rotateLeft(squares, 16) ^ second) + multiplyLow(low, high)
    ;[left, right] = [right, (left ^ toWord(round)) >>> 0]
  }
  return right
}

/**
 * NEURON's MCellRan4: each number is the hash of an index that counts up, and of one that stays. The sequence is the
 * index that counts up (the high index).
 */
export function createMCellRan4(highIndex: number, lowIndex: number): Generator {
  const low = toWord(lowIndex)
  let high = toWord(highIndex)
  return {
    nextWord() {
      const word = hashPair(low, high)
      high = toWord(high + 1)
      return word
    },
    nextFraction() {
      return this.nextWord() / 4294967296
    },
    get sequence() {
      return high
    },
    set sequence(value) {
      high = toWord(value)
    },
  }
}
