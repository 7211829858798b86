import type { Hdf5Bytes, Hdf5Cursor } from './hdf5Bytes.ts'
import { damaged, unsupported } from './hdf5Error.ts'

/** Where a chunk of a dataset stands. */
export interface Chunk {
  readonly address: number
  /** As stored [bytes]. */
  readonly bytes: number
  /** Filters that were left out for it. */
  readonly mask: number
  /** Its first row and column …, a multiple of the chunk's extents. */
  readonly origin: readonly number[]
}

/** How a dataset is divided. */
export interface Chunking {
  readonly extents: readonly number[]
  /** Of a chunk unpacked. */
  readonly bytes: number
  readonly chunks: readonly Chunk[]
}

/** @param cells chunks that the dataset has room for, along each dimension */
function checkedCount(cells: readonly number[]): number {
  return cells.reduce((product, count) => product * count, 1)
}

/** The chunks in a tree of the first version, as in all files that older programs are to read. */
export function chunksOfTree(
  file: Hdf5Bytes,
  root: number | undefined,
  rank: number,
  cells: readonly number[],
): readonly Chunk[] {
  const chunks: Chunk[] = []
  const seen = new Set<number>()
  const pending = root === undefined ? [] : [root]
  const most = checkedCount(cells)
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (seen.has(node)) damaged('a table in chunks')
    seen.add(node)
    const cursor = file.behind('TREE', node)
    if (cursor.uint(1) !== 1) damaged('a table in chunks')
    const level = cursor.uint(1)
    const entries = cursor.uint(2)
    cursor.skip(2 * file.offsetSize)
    for (let i = 0; i < entries; i++) {
      const bytes = cursor.uint(4)
      const mask = cursor.uint(4)
      const origin = Array.from({ length: rank }, () => cursor.uint(8))
      cursor.skip(8)
      const address = cursor.setAddress('a table in chunks')
      if (level > 0) pending.push(address)
      else chunks.push({ address, bytes, mask, origin })
    }
    if (chunks.length > most || pending.length > most) damaged('a table in chunks')
  }
  return chunks
}

/** What a layout of the fourth version says of its chunks. */
export interface IndexedChunks {
  readonly flags: number
  readonly extents: readonly number[]
  readonly bytes: number
  readonly cells: readonly number[]
  readonly isFiltered: boolean
}

const kinds = { single: 1, implicit: 2, fixedArray: 3 } as const

/** The chunks of a layout of the fourth version. @param cursor at the kind of its index */
export function chunksOfIndex(cursor: Hdf5Cursor, layout: IndexedChunks): readonly Chunk[] {
  const { bytes, cells, extents, isFiltered } = layout
  const kind = cursor.uint(1)
  const origin = (index: number): readonly number[] => {
    let rest = index
    const at = new Array<number>(cells.length).fill(0)
    for (let d = cells.length - 1; d >= 0; d--) {
      at[d] = (rest % cells[d]!) * extents[d]!
      rest = Math.floor(rest / cells[d]!)
    }
    return at
  }
  const most = checkedCount(cells)
  if (kind === kinds.single) {
    const own = layout.flags & 2 ? { bytes: cursor.length(), mask: cursor.uint(4) } : { bytes, mask: 0 }
    const address = cursor.address()
    return address === undefined ? [] : [{ address, ...own, origin: origin(0) }]
  }
  if (kind === kinds.implicit) {
    const address = cursor.address()
    if (address === undefined) return []
    if (most * bytes > cursor.file.bytes.length) damaged('a table in chunks')
    return Array.from({ length: most }, (_, i) => ({
      ...{ address: address + i * bytes, bytes, mask: 0 },
      origin: origin(i),
    }))
  }
  if (kind !== kinds.fixedArray) unsupported('a table that can grow, in the new form')
  cursor.skip(1)
  const address = cursor.address()
  if (address === undefined) return []
  return fixedArray(cursor.file, address, bytes, isFiltered).map((chunk, i) => ({
    ...chunk,
    origin: origin(i),
  }))
}

function fixedArray(
  file: Hdf5Bytes,
  address: number,
  chunkBytes: number,
  isFiltered: boolean,
): readonly Omit<Chunk, 'origin'>[] {
  const header = file.behind('FAHD', address)
  header.skip(2)
  const entryBytes = header.uint(1)
  const pageBits = header.uint(1)
  const entries = header.length()
  const block = header.address()
  if (block === undefined) return []
  if (pageBits > 30 || entries > 1 << pageBits) unsupported('a table of very many chunks, in the new form')
  const cursor = file.behind('FADB', block)
  cursor.skip(2 + file.offsetSize)
  if (entries * entryBytes > cursor.left) damaged('a table in chunks')
  const chunks: Omit<Chunk, 'origin'>[] = []
  for (let i = 0; i < entries; i++) {
    const at = cursor.address()
    const bytes = isFiltered ? cursor.uint(entryBytes - file.offsetSize - 4) : chunkBytes
    const mask = isFiltered ? cursor.uint(4) : 0
    chunks.push({ address: at ?? damaged('a table in chunks'), bytes, mask })
  }
  return chunks
}
