import { opcodes } from './operations.ts'
import type { PureOperation, Value } from './values.ts'

/** Where the search for an entry begins: a number that differs for nearly all operations and operands. */
function hashOf(operation: number, a: number, b: number, c: number): number {
  let hash = Math.imul(a + 1, 0x9e3779b1) ^ Math.imul(b + 1, 0x85ebca6b) ^ Math.imul(c + 1, 0xc2b2ae35)
  hash = Math.imul(hash ^ (hash >>> 15) ^ operation, 0x2c1b3c6d)
  return hash ^ (hash >>> 13)
}

/** Numbers of one entry: operation, three operands (−1: none), value + 1 (0: no entry). */
const width = 5

/**
 * The operations of a graph by what they are and what they are made of, at most three operands. It is asked for every
 * value that a program might have, and so it compares numbers and makes no texts.
 */
export class OperationTable {
  private entries = new Int32Array(512 * width)
  private mask = 511
  private count = 0

  /** Where an operation is, or where it belongs; until the next is entered. */
  placeOf(operation: PureOperation, operands: readonly Value[]): number {
    return this.search(opcodes[operation], operands[0] ?? -1, operands[1] ?? -1, operands[2] ?? -1)
  }

  /** The value of the operation at a place; undefined where it is not there yet. */
  at(place: number): Value | undefined {
    const entry = this.entries[place + width - 1] as number
    return entry === 0 ? undefined : ((entry - 1) as Value)
  }

  /** Enters an operation at the place where it belongs. */
  enter(place: number, operation: PureOperation, operands: readonly Value[], value: Value): void {
    const { entries } = this
    entries[place] = opcodes[operation]
    entries[place + 1] = operands[0] ?? -1
    entries[place + 2] = operands[1] ?? -1
    entries[place + 3] = operands[2] ?? -1
    entries[place + 4] = value + 1
    this.count++
    if (this.count * 2 > this.mask) this.grow()
  }

  private search(operation: number, a: number, b: number, c: number): number {
    const { entries, mask } = this
    for (let slot = hashOf(operation, a, b, c) & mask; ; slot = (slot + 1) & mask) {
      const place = slot * width
      if (entries[place + width - 1] === 0) return place
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
    this.entries = new Int32Array((this.mask + 1) * width)
    const number = (place: number): number => old[place] as number
    for (let place = 0; place < old.length; place += width) {
      if (number(place + width - 1) === 0) continue
      const to = this.search(number(place), number(place + 1), number(place + 2), number(place + 3))
      for (let part = 0; part < width; part++) this.entries[to + part] = number(place + part)
    }
  }
}
