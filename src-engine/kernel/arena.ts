import { lanePadding } from './abi.ts'

/** Bytes to which the arena's first double is aligned: a cache line, and the widest vector. */
export const arenaAlignment = 64

/** Rounds a number of doubles up to whole vectors. */
export function padded(length: number): number {
  return Math.ceil(length / lanePadding) * lanePadding
}

/** Hands out addresses one after the other; nothing is allocated before `createArena`. */
export interface ArenaLayout {
  /** Reserves `length` doubles, padded to whole vectors, and returns the address of the first. */
  column(length: number): number
  /** Doubles reserved so far. */
  length(): number
}

/**
 * Columns as long as this many doubles or longer are kept apart by `columnSkew`: columns whose lengths are a
 * multiple of a page would otherwise all compete for the same few sets of the first-level cache.
 */
const skewedLength = 256
const columnSkew = 5 * lanePadding

/** An empty layout. */
export function createArenaLayout(): ArenaLayout {
  let next = 0
  return {
    column(length) {
      const address = next
      next += padded(length)
      if (length >= skewedLength) next += columnSkew
      return address
    },
    length: () => next,
  }
}

/** All numbers of a model: the buffer that the machine shares, and its doubles from the first aligned one. */
export interface Arena {
  readonly buffer: SharedArrayBuffer
  readonly values: Float64Array
}

/**
 * Allocates an arena, all zero.
 *
 * @param offsetOf doubles from the buffer's start to the first 64-byte aligned one: only native code can know it
 */
export function createArena(length: number, offsetOf: (buffer: SharedArrayBuffer) => number): Arena {
  const slack = arenaAlignment / Float64Array.BYTES_PER_ELEMENT
  const buffer = new SharedArrayBuffer((Math.max(1, length) + slack) * Float64Array.BYTES_PER_ELEMENT)
  return {
    buffer,
    values: new Float64Array(buffer, offsetOf(buffer) * Float64Array.BYTES_PER_ELEMENT, length),
  }
}
