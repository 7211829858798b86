const slots = 4096

/** Makes the words of a text, each but once as long as it stays in the table: a program has few that it repeats often. */
export class WordTable {
  readonly #bytes: Uint8Array
  readonly #words: string[] = new Array<string>(slots).fill('')

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  /** ASCII characters [start, end) as a string. */
  word(start: number, end: number): string {
    const bytes = this.#bytes
    let hash = 0
    for (let at = start; at < end; at++) hash = (Math.imul(hash, 31) + bytes[at]!) | 0
    const slot = hash & (slots - 1)
    const known = this.#words[slot]!
    if (this.#isAt(known, start, end)) return known
    const word = String.fromCharCode(...bytes.subarray(start, Math.min(end, start + longest)))
    this.#words[slot] = word
    return word
  }

  #isAt(word: string, start: number, end: number): boolean {
    if (word.length !== end - start) return false
    for (let i = 0; i < word.length; i++) if (word.charCodeAt(i) !== this.#bytes[start + i]) return false
    return true
  }
}

/** Beyond this nothing is a name any more. */
const longest = 4096
