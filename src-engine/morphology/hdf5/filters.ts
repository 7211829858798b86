import { inflateZlib } from '../archive/inflate.ts'
import type { Hdf5Cursor } from './hdf5Bytes.ts'
import { damaged, unsupported } from './hdf5Error.ts'

/** A step in which chunks were packed. */
export interface Filter {
  readonly id: number
  readonly values: readonly number[]
}

const deflate = 1
const shuffle = 2
const fletcher32 = 3

/** The filters of a dataset, in the order in which they were applied. */
export function filterPipeline(cursor: Hdf5Cursor): readonly Filter[] {
  const version = cursor.uint(1)
  const count = cursor.uint(1)
  if (version === 1) cursor.skip(6)
  return Array.from({ length: count }, () => {
    const id = cursor.uint(2)
    const nameLength = version === 1 || id >= 256 ? cursor.uint(2) : 0
    cursor.skip(2)
    const valueCount = cursor.uint(2)
    cursor.skip(version === 1 ? 8 * Math.ceil(nameLength / 8) : nameLength)
    const values = Array.from({ length: valueCount }, () => cursor.uint(4))
    if (version === 1 && valueCount % 2 === 1) cursor.skip(4)
    return { id, values }
  })
}

/**
 * Undoes the filters of a chunk, the last first.
 *
 * @param mask bit i set: filter i was left out for this chunk
 * @param bytes of the chunk unpacked
 */
export function unfilter(
  packed: Uint8Array,
  filters: readonly Filter[],
  mask: number,
  bytes: number,
): Uint8Array {
  let current = packed
  for (let i = filters.length - 1; i >= 0; i--) {
    const { id, values } = filters[i]!
    if (mask & (1 << i)) continue
    if (id === deflate) {
      // A check sum may stand behind the data.
      const unpacked = inflateZlib(current, bytes + 4)
      current = 'bytes' in unpacked ? unpacked.bytes : damaged('compressed data')
    } else if (id === shuffle) current = unshuffle(current, values[0] ?? 0)
    else if (id === fletcher32) current = current.subarray(0, Math.max(0, current.length - 4))
    else unsupported('data compressed in a rare way')
  }
  return current.length >= bytes ? current : damaged('compressed data')
}

/** First bytes of all values, then all second bytes …: back to value after value. */
function unshuffle(bytes: Uint8Array, size: number): Uint8Array {
  if (size < 1 || size > 16) damaged('compressed data')
  const count = Math.floor(bytes.length / size)
  const out = bytes.slice()
  for (let byte = 0; byte < size; byte++)
    for (let value = 0; value < count; value++) out[value * size + byte] = bytes[byte * count + value]!
  return out
}
