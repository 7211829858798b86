import type { Generator } from './generator.ts'
import { multiplyLow, toWord } from './words.ts'

const largest = 4294967295

/**
 * The generator of scop_random, exprand and normrand, one for a whole simulation: x ← 2147437301·x + 453816981 modulo
 * 2³². The sequence is x itself, which is 1 at the start, and what set_seed sets.
 */
export function createScop(seed = 1): Generator {
  let state = toWord(seed)
  return {
    nextWord() {
      state = toWord(multiplyLow(2147437301, state) + 453816981)
      return state
    },
    nextFraction() {
      return this.nextWord() / largest
    },
    get sequence() {
      return state
    },
    set sequence(value) {
      state = toWord(value)
    },
  }
}
