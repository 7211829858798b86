import { chunksOfIndex, chunksOfTree, type Chunking } from './chunkIndex.ts'
import { elementType, type ElementType } from './elementType.ts'
import { filterPipeline, unfilter, type Filter } from './filters.ts'
import type { Hdf5Bytes, Hdf5Cursor } from './hdf5Bytes.ts'
import { damaged, unsupported } from './hdf5Error.ts'
import { findMessage, messageType, type HeaderMessage } from './objectHeader.ts'

/** A table of numbers, read whole. */
export interface NumberTable {
  /** Extents: rows, columns …; empty for a single value. */
  readonly shape: readonly number[]
  /** Row after row. */
  readonly values: Float64Array
}

/** Tables beyond this are not of a reconstruction: four million points with four numbers each. */
const mostValues = 16_000_000

/** Extents of a dataspace message. */
export function dataspace(cursor: Hdf5Cursor): readonly number[] {
  const version = cursor.uint(1)
  const rank = cursor.uint(1)
  cursor.skip(version === 1 ? 6 : 2)
  if (rank > 32) damaged('the size of a table')
  return Array.from({ length: rank }, () => cursor.length())
}

/** The numbers of the dataset with these messages; undefined where the object is no dataset. */
export function readDataset(file: Hdf5Bytes, messages: readonly HeaderMessage[]): NumberTable | undefined {
  const layout = findMessage(messages, messageType.layout)
  const space = findMessage(messages, messageType.dataspace)
  const typeMessage = findMessage(messages, messageType.datatype)
  if (!layout || !space || !typeMessage) return undefined
  const shape = dataspace(space)
  const type = elementType(typeMessage)
  const count = shape.reduce((product, extent) => product * extent, 1)
  if (!(count <= mostValues)) damaged('the size of a table')
  const filterMessage = findMessage(messages, messageType.filters)
  const filters = filterMessage ? filterPipeline(filterMessage) : []
  const version = layout.uint(1)
  if (version < 3) return { shape, values: oldLayout(layout, shape, type, filters) }
  if (version > 5) unsupported('a layout of a version to come')
  const kind = layout.uint(1)
  if (kind === 0) return { shape, values: decodeAll(layout.take(layout.uint(2)), count, type) }
  if (kind === 1) return { shape, values: contiguous(layout, count, type) }
  if (kind !== 2) unsupported('a table that is put together from others')
  const chunking = version === 3 ? treeOfThird(layout, shape) : chunksOfFourth(layout, shape, filters)
  return { shape, values: chunked(file, chunking, shape, type, filters) }
}

/** Versions 1 and 2, of the nineties. */
function oldLayout(
  cursor: Hdf5Cursor,
  shape: readonly number[],
  type: ElementType,
  filters: readonly Filter[],
): Float64Array {
  const rank = cursor.uint(1)
  const kind = cursor.uint(1)
  cursor.skip(5)
  const count = shape.reduce((product, extent) => product * extent, 1)
  if (kind === 0) {
    cursor.skip(4 * rank)
    return decodeAll(cursor.take(cursor.uint(4)), count, type)
  }
  const address = cursor.address()
  if (kind === 1) return stored(cursor.file, address, count, type)
  const extents = Array.from({ length: rank }, () => cursor.uint(4))
  return chunked(cursor.file, treeChunks(cursor.file, address, extents, shape), shape, type, filters)
}

function contiguous(cursor: Hdf5Cursor, count: number, type: ElementType): Float64Array {
  const address = cursor.address()
  return stored(cursor.file, address, count, type)
}

function stored(
  file: Hdf5Bytes,
  address: number | undefined,
  count: number,
  type: ElementType,
): Float64Array {
  // Room is taken when values are written: a table without is one of which nobody wrote any.
  if (address === undefined) return count === 0 ? new Float64Array() : damaged('a table without values')
  return decodeAll(file.at(address).take(count * type.size), count, type)
}

function decodeAll(bytes: Uint8Array, count: number, { size, decode }: ElementType): Float64Array {
  if (bytes.length < count * size) damaged('a table that is cut off')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const values = new Float64Array(count)
  // hot
  for (let i = 0; i < count; i++) values[i] = decode(view, i * size)
  return values
}

function treeOfThird(cursor: Hdf5Cursor, shape: readonly number[]): Chunking {
  const rank = cursor.uint(1)
  const address = cursor.address()
  const extents = Array.from({ length: rank }, () => cursor.uint(4))
  return treeChunks(cursor.file, address, extents, shape)
}

/** @param extents of a chunk; the last is the size of a value */
function treeChunks(
  file: Hdf5Bytes,
  address: number | undefined,
  extents: readonly number[],
  shape: readonly number[],
): Chunking {
  const { own, bytes, cells } = checkExtents(extents, shape)
  return { extents: own, bytes, chunks: chunksOfTree(file, address, own.length, cells) }
}

function chunksOfFourth(cursor: Hdf5Cursor, shape: readonly number[], filters: readonly Filter[]): Chunking {
  const flags = cursor.uint(1)
  const rank = cursor.uint(1)
  const width = cursor.uint(1)
  if (width < 1 || width > 8) damaged('a table in chunks')
  const { own, bytes, cells } = checkExtents(
    Array.from({ length: rank }, () => cursor.uint(width)),
    shape,
  )
  const layout = { flags, extents: own, bytes, cells, isFiltered: filters.length > 0 }
  return { extents: own, bytes, chunks: chunksOfIndex(cursor, layout) }
}

function checkExtents(extents: readonly number[], shape: readonly number[]) {
  const own = extents.slice(0, -1)
  const bytes = extents.reduce((product, extent) => product * extent, 1)
  const isSound = own.length === shape.length && own.length > 0 && own.every(extent => extent > 0)
  if (!isSound || !(bytes <= 8 * mostValues)) damaged('a table in chunks')
  return { own, bytes, cells: shape.map((extent, d) => Math.ceil(extent / own[d]!)) }
}

/** Puts the chunks together. All must be there: points that nobody wrote would be zeros. */
function chunked(
  file: Hdf5Bytes,
  { extents, bytes, chunks }: Chunking,
  shape: readonly number[],
  { size, decode }: ElementType,
  filters: readonly Filter[],
): Float64Array {
  const [rows = 1, columns = 1] = shape
  if (shape.length > 2) unsupported('a table of more than two dimensions')
  const [chunkRows = 1, chunkColumns = 1] = extents
  const cells = Math.ceil(rows / chunkRows) * Math.ceil(columns / chunkColumns)
  if (chunks.length !== cells) damaged('a table in chunks, of which some are missing')
  // Chunks may be wider than the table; what is unpacked in all stays within reason.
  if (cells * bytes > 2 * 8 * mostValues) damaged('the size of a table')
  const values = new Float64Array(rows * columns)
  const seen = new Set<number>()
  for (const { address, bytes: storedBytes, mask, origin } of chunks) {
    const [firstRow = 0, firstColumn = 0] = origin
    const place = firstRow * columns + firstColumn
    if (seen.has(place) || firstRow >= rows || firstColumn >= columns) damaged('a table in chunks')
    seen.add(place)
    const data = unfilter(file.at(address).take(storedBytes), filters, mask, bytes)
    const view = new DataView(data.buffer, data.byteOffset, data.byteLength)
    const lastRow = Math.min(chunkRows, rows - firstRow)
    const lastColumn = Math.min(chunkColumns, columns - firstColumn)
    if (lastRow * chunkColumns * size > data.length) damaged('a table in chunks')
    for (let r = 0; r < lastRow; r++) {
      const to = (firstRow + r) * columns + firstColumn
      const from = r * chunkColumns * size
      for (let c = 0; c < lastColumn; c++) values[to + c] = decode(view, from + c * size)
    }
  }
  return values
}
