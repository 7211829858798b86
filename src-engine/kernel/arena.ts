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
 * Long columns start at whole quarters of a page, and never at the same quarter as the one before. A processor takes a
 * load for one of what was just stored where the addresses agree within a page: columns that run side by side must not
 * be a little apart there; and not all at the same place, or they compete for the same few sets of the first-level cache.
 */
const longColumn = 512
const quarterPage = 128

/** An empty layout. */
export function createArenaLayout(): ArenaLayout {
  let next = 0
  let lastLong = -1
  return {
    column(length) {
      if (length >= longColumn) {
        next = Math.ceil(next / quarterPage) * quarterPage
        if (next % (4 * quarterPage) === lastLong) next += quarterPage
        lastLong = next % (4 * quarterPage)
      }
      const address = next
      next += padded(length)
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
