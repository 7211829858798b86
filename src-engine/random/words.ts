/** Arithmetic of words: whole numbers from 0 to 2³² − 1, modulo 2³². */

/** a·b, the lower 32 of its 64 bits. */
export function multiplyLow(a: number, b: number): number {
  return Math.imul(a, b) >>> 0
}

/** a·b, the upper 32 of its 64 bits, from products of halves. */
export function multiplyHigh(a: number, b: number): number {
  const [aLow, aHigh] = [a & 0xffff, a >>> 16]
  const [bLow, bHigh] = [b & 0xffff, b >>> 16]
  const middle = aHigh * bLow + Math.floor((aLow * bLow) / 0x10000)
  const other = aLow * bHigh + (middle % 0x10000)
  return aHigh * bHigh + Math.floor(middle / 0x10000) + Math.floor(other / 0x10000)
}

/** The 32 bits of a word, moved left by `places`; those that fall out come in on the right. */
export function rotateLeft(word: number, places: number): number {
  return ((word << places) | (word >>> (32 - places))) >>> 0
}

/** A number as a word: whole, modulo 2³²; 0 where it is none. */
export function toWord(value: number): number {
  return value >>> 0
}
