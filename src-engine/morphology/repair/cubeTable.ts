const bits = new Float64Array(3)
const words = new Int32Array(bits.buffer)

/**
 * Items by the cubes of a grid, in the order in which they came, newest first. Several cubes may share a chain, so whoever
 * reads one looks at the places of its items.
 */
export class CubeTable {
  /** Chain → its newest entry + 1. Half as many entries as chains at most. */
  readonly #chains: Int32Array
  readonly #items: Int32Array
  readonly #older: Int32Array
  #count = 0

  constructor(expected: number) {
    let size = 64
    while (size < 2 * expected) size *= 2
    this.#chains = new Int32Array(size)
    this.#items = new Int32Array(expected)
    this.#older = new Int32Array(expected)
  }

  /** Puts an item into a cube. */
  add(i: number, j: number, k: number, item: number): void {
    const chain = this.#chainOf(i, j, k)
    const entry = this.#count++
    this.#items[entry] = item
    this.#older[entry] = this.#chains[chain]!
    this.#chains[chain] = entry + 1
  }

  /** The newest entry of a cube's chain; 0 where there is none. */
  newest(i: number, j: number, k: number): number {
    return this.#chains[this.#chainOf(i, j, k)]!
  }

  /** The item of an entry. */
  item(entry: number): number {
    return this.#items[entry - 1]!
  }

  /** The entry before another in its chain; 0 where there is none. */
  older(entry: number): number {
    return this.#older[entry - 1]!
  }

  #chainOf(i: number, j: number, k: number): number {
    // hot; adding 0 makes one zero of the two
    bits[0] = i + 0
    bits[1] = j + 0
    bits[2] = k + 0
    let hash = 0x2545f491
    for (let word = 0; word < 6; word++) {
      hash = Math.imul(hash ^ words[word]!, 0x5bd1e995)
      hash ^= hash >>> 15
    }
    return hash & (this.#chains.length - 1)
  }
}
