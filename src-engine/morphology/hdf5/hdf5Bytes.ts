import { damaged } from './hdf5Error.ts'

/**
 * The bytes of an HDF5 file, and how wide addresses and lengths are in it. Little-endian, as everything but data is.
 * Nothing is read outside the file: an address that points there is damage.
 */
export class Hdf5Bytes {
  readonly bytes: Uint8Array
  readonly view: DataView
  /** Width of an address [bytes]. */
  readonly offsetSize: number
  /** Width of a length [bytes]. */
  readonly lengthSize: number

  constructor(bytes: Uint8Array, offsetSize: number, lengthSize: number) {
    this.bytes = bytes
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.offsetSize = offsetSize
    this.lengthSize = lengthSize
  }

  /** A place to read from, which ends at `end` or with the file. */
  at(start: number, end = this.bytes.length): Hdf5Cursor {
    if (!(start >= 0 && start <= end && end <= this.bytes.length)) damaged('an address')
    return new Hdf5Cursor(this, start, end)
  }

  /** As `at`, behind a signature of four letters that must stand there. */
  behind(signature: string, start: number): Hdf5Cursor {
    const cursor = this.at(start)
    for (const letter of signature)
      if (cursor.uint(1) !== letter.charCodeAt(0)) damaged(`a block “${signature}”`)
    return cursor
  }
}

/** A moving place in an HDF5 file. */
export class Hdf5Cursor {
  readonly file: Hdf5Bytes
  position: number
  readonly end: number

  constructor(file: Hdf5Bytes, position: number, end: number) {
    this.file = file
    this.position = position
    this.end = end
  }

  /** Bytes left. */
  get left(): number {
    return this.end - this.position
  }

  /** A whole number of 1 to 8 bytes; one beyond 2⁵³ becomes an address that no file has. */
  uint(width: number): number {
    const start = this.skip(width)
    let value = 0
    for (let i = width - 1; i >= 0; i--) value = value * 256 + this.file.bytes[start + i]!
    return value
  }

  /** An address; undefined where none is set, which is written as all ones. */
  address(): number | undefined {
    const { offsetSize, bytes } = this.file
    const start = this.position
    const value = this.uint(offsetSize)
    for (let i = 0; i < offsetSize; i++) if (bytes[start + i] !== 255) return value
    return undefined
  }

  /** An address that must be set. */
  setAddress(what: string): number {
    return this.address() ?? damaged(what)
  }

  /** A length. */
  length(): number {
    return this.uint(this.file.lengthSize)
  }

  /** Moves on. @returns where it stood */
  skip(count: number): number {
    const start = this.position
    if (!(count >= 0 && start + count <= this.end)) damaged('a block that is cut off')
    this.position = start + count
    return start
  }

  /** The next bytes, not copied. */
  take(count: number): Uint8Array {
    const start = this.skip(count)
    return this.file.bytes.subarray(start, start + count)
  }

  /** A part of its own of the next bytes. */
  part(count: number): Hdf5Cursor {
    const start = this.skip(count)
    return new Hdf5Cursor(this.file, start, start + count)
  }

  /** Characters up to a zero, or the whole number of bytes. */
  text(count: number): string {
    const bytes = this.take(count)
    const zero = bytes.indexOf(0)
    return String.fromCharCode(...bytes.subarray(0, zero < 0 ? count : zero))
  }
}
