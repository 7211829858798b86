/** Bytes of an HDF5 file in the making; blocks start at multiples of eight. */
export class Hdf5Blocks {
  #bytes = new Uint8Array(4096)
  #view = new DataView(this.#bytes.buffer)
  #position = 0
  length = 0

  /** Leaves room for a block, of zeros. @returns its address */
  skip(size: number): number {
    const start = this.length
    this.length += 8 * Math.ceil(size / 8)
    this.#grow()
    return start
  }

  /** Writes a block into room that was left for it. */
  at(address: number, write: (block: Hdf5Blocks) => void): void {
    this.#position = address
    write(this)
  }

  /** Adds a block. @returns its address */
  add(size: number, write: (block: Hdf5Blocks) => void): number {
    const address = this.skip(size)
    this.at(address, write)
    return address
  }

  bytes(values: ArrayLike<number>): void {
    this.#bytes.set(values, this.#position)
    this.#position += values.length
  }

  /** A text, ended by a zero, filled up to a multiple of eight. */
  text(text: string): void {
    for (let i = 0; i < text.length; i++) this.#bytes[this.#position + i] = text.charCodeAt(i)
    this.#position += paddedText(text)
  }

  /** Whole numbers of 1, 2, 4 or 8 bytes; `unset` becomes all ones. */
  uints(width: 1 | 2 | 4 | 8, values: readonly number[]): void {
    for (const value of values) {
      const at = this.#position
      if (value === unset) this.#bytes.fill(255, at, at + width)
      else if (width === 1) this.#view.setUint8(at, value)
      else if (width === 2) this.#view.setUint16(at, value, true)
      else this.#view.setUint32(at, value % 0x100000000, true)
      if (width === 8 && value !== unset) this.#view.setUint32(at + 4, Math.floor(value / 0x100000000), true)
      this.#position += width
    }
  }

  /** Values of a table. */
  numbers(values: Float64Array | Float32Array | Int32Array): void {
    const width = values.BYTES_PER_ELEMENT
    for (let i = 0, at = this.#position; i < values.length; i++, at += width) {
      if (values instanceof Float64Array) this.#view.setFloat64(at, values[i]!, true)
      else if (values instanceof Float32Array) this.#view.setFloat32(at, values[i]!, true)
      else this.#view.setInt32(at, values[i]!, true)
    }
    this.#position += values.length * width
  }

  /** The whole file. */
  trimmed(): Uint8Array {
    return this.#bytes.slice(0, this.length)
  }

  #grow(): void {
    if (this.length <= this.#bytes.length) return
    const wider = new Uint8Array(Math.max(this.length, 2 * this.#bytes.length))
    wider.set(this.#bytes)
    this.#bytes = wider
    this.#view = new DataView(wider.buffer)
  }
}

/** An address or length that is not set. */
export const unset = -1

/** Bytes of a text with its ending zero, filled up to a multiple of eight. */
export function paddedText(text: string): number {
  return 8 * Math.ceil((text.length + 1) / 8)
}
