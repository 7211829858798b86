import type { Generator } from './generator.ts'
import { multiplyHigh, multiplyLow, toWord } from './words.ts'

/** Multipliers of the two halves of a round, and what the key grows by: Salmon et al. 2011, section 3.3. */
const multipliers = [0xd2511f53, 0xcd9e8d57] as const
const keySteps = [0x9e3779b9, 0xbb67ae85] as const
const rounds = 10

/** The words of a stream begin anew after 2³⁴: a counter of 32 bits, four words each. */
const streamLength = 17179869184

/** A word as a number between 0 and 1, neither of them included: (word + 1)/(2³² + 1), rounded as NEURON does. */
const fractionOfWord = 1 / 4294967297

type FourWords = readonly [number, number, number, number]

/**
 * Philox4x32-10: four words that look random, made of a counter and a key and of nothing else, after J. K. Salmon,
 * M. A. Moraes, R. O. Dror and D. E. Shaw, Parallel random numbers: as easy as 1, 2, 3 (SC11).
 */
export function philox(counter: FourWords, key: readonly [number, number]): FourWords {
  let [c0, c1, c2, c3] = counter
  let [k0, k1] = key
  for (let round = 0; round < rounds; round++) {
    const [high0, low0] = [multiplyHigh(multipliers[0], c0), multiplyLow(multipliers[0], c0)]
    const [high1, low1] = [multiplyHigh(multipliers[1], c2), multiplyLow(multipliers[1], c2)]
    c0 = (high1 ^ c1 ^ k0) >>> 0
    c1 = low1
    c2 = (high0 ^ c3 ^ k1) >>> 0
    c3 = low0
    k0 = toWord(k0 + keySteps[0])
    k1 = toWord(k1 + keySteps[1])
  }
  return [c0, c1, c2, c3]
}

/**
 * NEURON's Random123: the stream with three ids, and with a number that all streams of a simulation share. The
 * sequence is the number of words drawn.
 */
export function createPhilox(ids: readonly number[], globalIndex = 0): Generator {
  const [id1 = 0, id2 = 0, id3 = 0] = ids.map(toWord)
  const key = [toWord(globalIndex), 0] as const
  let sequence = 0
  let block = -1
  let words: FourWords = [0, 0, 0, 0]
  return {
    nextWord() {
      const needed = Math.floor(sequence / 4)
      if (needed !== block) words = philox([needed, id3, id1, id2], key)
      block = needed
      const word = words[sequence % 4] ?? 0
      sequence = (sequence + 1) % streamLength
      return word
    },
    nextFraction() {
      return fractionOfWord * (this.nextWord() + 1)
    },
    get sequence() {
      return sequence
    },
    set sequence(value) {
      sequence = ((Math.floor(value) % streamLength) + streamLength) % streamLength || 0
    },
  }
}
