import { opcodes } from './operations.ts'
import type { PureOperation, Value } from './values.ts'

/** Where the search for an entry begins: a number that differs for nearly all operations and operands. */
function hashOf(operation: number, a: number, b: number, c: number): number {
  let hash = Math.imul(a + 1, 0x9e3779b1) ^ Math.imul(b + 1, 0x85ebca6b) ^ Math.imul(c + 1, 0xc2b2ae35)
  hash = Math.imul(hash ^ (hash >>> 15) ^ operation, 0x2c1b3c6d)
  return hash ^ (hash >>> 13)
}

/** Numbers of one entry: operation, three operands (−1: none), value. */
const width = 5

/**
 * The operations of a graph by what they are and what they are made of, at most three operands. It is asked for every
 * value that a program might have, and so it compares numbers and makes no texts.
 */
export class OperationTable {
  private entries = new Int32Array(256 * width).fill(-1)
  private mask = 255
  private count = 0

  find(operation: PureOperation, operands: readonly Value[]): Value | undefined {
    const value = this.entries[this.placeOf(operation, operands) + width - 1] as number
    return value < 0 ? undefined : (value as Value)
  }

  /** Enters an operation that is not there yet. */
  enter(operation: PureOperation, operands: readonly Value[], value: Value): void {
    if (this.count * 2 > this.mask) this.grow()
    const place = this.placeOf(operation, operands)
    this.entries.set([opcodes[operation], ...three(operands), value], place)
    this.count++
  }

  private placeOf(operation: PureOperation, operands: readonly Value[]): number {
    return this.search(opcodes[operation], operands[0] ?? -1, operands[1] ?? -1, operands[2] ?? -1)
  }

  /** Where the entry is, or the empty place where it belongs. */
  private search(operation: number, a: number, b: number, c: number): number {
    const { entries, mask } = this
    for (let slot = hashOf(operation, a, b, c) & mask; ; slot = (slot + 1) & mask) {
      const place = slot * width
      if ((entries[place + width - 1] as number) < 0) return place
      const isSame =
        entries[place] === operation &&
        entries[place + 1] === a &&
        entries[place + 2] === b &&
        entries[place + 3] === c
      if (isSame) return place
    }
  }

  private grow(): void {
    const old = this.entries
    this.mask = this.mask * 2 + 1
    this.entries = new Int32Array((this.mask + 1) * width).fill(-1)
    for (let place = 0; place < old.length; place += width) {
      const [operation = 0, a = -1, b = -1, c = -1, value = -1] = old.subarray(place, place + width)
      if (value >= 0) this.entries.set([operation, a, b, c, value], this.search(operation, a, b, c))
    }
  }
}

function three([a = -1 as Value, b = -1 as Value, c = -1 as Value]: readonly Value[]): readonly number[] {
  return [a, b, c]
}
