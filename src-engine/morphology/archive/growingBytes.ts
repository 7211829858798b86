/** Bytes that come in pieces, up to a limit. */
export class GrowingBytes {
  readonly #pieces: Uint8Array[] = []
  readonly #limit: number
  length = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  /** Adds a piece. @throws TooLargeError beyond the limit */
  add(piece: Uint8Array): void {
    this.length += piece.length
    if (this.length > this.#limit) throw new TooLargeError()
    this.#pieces.push(piece)
  }

  /** All pieces in one. */
  joined(): Uint8Array {
    const whole = new Uint8Array(this.length)
    let at = 0
    for (const piece of this.#pieces) {
      whole.set(piece, at)
      at += piece.length
    }
    return whole
  }
}

/** The unpacked bytes are more than is believed. */
export class TooLargeError extends Error {}
