import { Gunzip, Inflate } from 'fflate/browser'
import { crc32 } from './crc32.ts'
import { GrowingBytes, TooLargeError } from './growingBytes.ts'
import { largestUnpackedBytes } from './limits.ts'

/** Unpacked bytes, or why there are none. */
export type Unpacked = { readonly bytes: Uint8Array } | { readonly fault: UnpackFault }

/** What can be wrong with packed bytes. */
export type UnpackFault = 'damaged' | 'too-large'

/** So much is unpacked at a time: what comes out of a piece is held before it can be counted. */
const pieceBytes = 16384

/** Unpacks a deflate stream (RFC 1951) that must have a size and a check sum. */
export function inflateEntry(packed: Uint8Array, size: number, checkSum: number): Unpacked {
  if (size > largestUnpackedBytes) return { fault: 'too-large' }
  const out = new GrowingBytes(size)
  try {
    pushPieces(new Inflate(piece => out.add(piece)), packed)
  } catch {
    return { fault: 'damaged' }
  }
  const bytes = out.joined()
  return bytes.length === size && crc32(bytes) === checkSum ? { bytes } : { fault: 'damaged' }
}

/** Unpacks a zlib stream (RFC 1950) of at most a number of bytes; its check sum is not looked at. */
export function inflateZlib(packed: Uint8Array, largest: number): Unpacked {
  const out = new GrowingBytes(largest)
  const isZlib = (packed[0]! & 15) === 8 && (packed[0]! * 256 + packed[1]!) % 31 === 0 && !(packed[1]! & 32)
  if (packed.length < 6 || !isZlib) return { fault: 'damaged' }
  try {
    pushPieces(new Inflate(piece => out.add(piece)), packed.subarray(2, packed.length - 4))
  } catch (error) {
    return { fault: error instanceof TooLargeError ? 'too-large' : 'damaged' }
  }
  return { bytes: out.joined() }
}

/** Unpacks a gzip file (RFC 1952), and checks each of its members against its size and check sum. */
export function gunzip(packed: Uint8Array): Unpacked {
  const out = new GrowingBytes(largestUnpackedBytes)
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength)
  let checkSum = 0
  let before = 0
  // A member ends in its check sum and size, 32 bits each.
  const endsWell = (end: number) =>
    end >= 18 &&
    view.getUint32(end - 8, true) === checkSum &&
    view.getUint32(end - 4, true) === out.length - before
  let isWhole = true
  try {
    const stream = new Gunzip(piece => {
      checkSum = crc32(piece, checkSum)
      out.add(piece)
    })
    // Called for every member but the first, before its contents come.
    stream.onmember = start => {
      isWhole &&= endsWell(start)
      checkSum = 0
      before = out.length
    }
    pushPieces(stream, packed)
  } catch (error) {
    return { fault: error instanceof TooLargeError ? 'too-large' : 'damaged' }
  }
  return isWhole && endsWell(packed.length) ? { bytes: out.joined() } : { fault: 'damaged' }
}

function pushPieces(stream: Pick<Inflate, 'push'>, packed: Uint8Array): void {
  for (let at = 0; at < packed.length; at += pieceBytes) {
    const end = at + pieceBytes
    stream.push(packed.subarray(at, end), end >= packed.length)
  }
}
