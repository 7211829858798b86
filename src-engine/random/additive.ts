import { seeds, shuffles, sizes } from './additiveTables.ts'
import type { Generator } from './generator.ts'
import { multiplyLow, rotateLeft, toWord } from './words.ts'

/** Lower and upper part of a fraction: 52 bits, from two words. */
const [lowParts, highParts, bitsOfHigh] = [4503599627370496, 1048576, 0xfffff]

/** The linear congruential generator that fills the tables. */
function congruential(word: number): number {
  return toWord(multiplyLow(word, 66049) + 3907864577)
}

/** As many words as the smallest table with at least `size`; or the largest. */
function tableOf(size: number): readonly [lag: number, kept: number, choice: number] {
  return sizes.find(([, kept]) => kept >= size) ?? [11, 98, 512]
}

/**
 * NEURON's ACG, its first generator: a sum of two of the last words, which decides which of the words of another table
 * comes out, and how its bytes are put. After the generator of that name in libg++. The sequence is the number of words
 * drawn; to go back is to begin anew.
 *
 * @param size number of words kept, 7 to 98
 */
export function createAdditive(seed: number, size: number): Generator {
  const [lag, kept, choice] = tableOf(size)
  const start = toWord(seed)
  const state = new Uint32Array(kept)
  const others = new Uint32Array(choice)
  let [last, here, there, drawn] = [0, 0, 0, 0]
  const begin = () => {
    last = start < seeds.length ? (seeds[start] ?? 0) : (start ^ (seeds[start % seeds.length] ?? 0)) >>> 0
    for (const table of [state, others])
      for (let index = 0; index < table.length; index++) table[index] = last = congruential(last)
    here = last % kept
    there = (here - (kept - lag) + kept) % kept
    drawn = 0
  }
  const before = (index: number) => (index === 0 ? kept - 1 : index - 1)
  const draw = () => {
    const sum = toWord((state[here] ?? 0) + (state[there] ?? 0))
    state[here] = sum
    here = before(here)
    there = before(there)
    drawn++
    const chosen = (sum >>> 24) & (choice - 1)
    const word = others[chosen] ?? 0
    others[chosen] = last = congruential(last)
    const [a, b, c, d] = shuffles[(sum >>> 2) % shuffles.length] ?? shuffles[0]
    const bits =
      (a & word) | (b & rotateLeft(word, 24)) | (c & rotateLeft(word, 16)) | (d & rotateLeft(word, 8))
    return bits >>> 0
  }
  begin()
  return {
    nextWord: draw,
    nextFraction() {
      const low = draw()
      return low / lowParts + (draw() & bitsOfHigh) / highParts
    },
    get sequence() {
      return drawn
    },
    set sequence(value) {
      const wanted = Math.max(0, Math.floor(value)) || 0
      if (wanted < drawn) begin()
      while (drawn < wanted) draw()
    },
  }
}
