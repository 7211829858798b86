import type { Hdf5Bytes, Hdf5Cursor } from './hdf5Bytes.ts'
import { damaged, unsupported } from './hdf5Error.ts'
import { findMessage, messageType, type HeaderMessage } from './objectHeader.ts'

/** Groups here have a handful of members; a container of cells has thousands. */
const mostLinks = 100_000

/** The members of a group: their names and the addresses of their headers. Links to other files are left out. */
export function groupLinks(file: Hdf5Bytes, messages: readonly HeaderMessage[]): ReadonlyMap<string, number> {
  const table = findMessage(messages, messageType.symbolTable)
  if (table) return symbolTable(file, table)
  const links = new Map<string, number>()
  for (const { type, contents } of messages) if (type === messageType.link) addLink(contents(), links)
  const info = findMessage(messages, messageType.linkInfo)
  if (info && links.size === 0) {
    info.skip(1)
    if (info.uint(1) & 1) info.skip(8)
    if (info.address() !== undefined) unsupported('a group of many members in the new form')
  }
  return links
}

function addLink(cursor: Hdf5Cursor, links: Map<string, number>): void {
  if (cursor.uint(1) !== 1) unsupported('a link of a version to come')
  const flags = cursor.uint(1)
  const kind = flags & 8 ? cursor.uint(1) : 0
  if (flags & 4) cursor.skip(8)
  if (flags & 16) cursor.skip(1)
  const name = cursor.text(cursor.uint(1 << (flags & 3)))
  if (kind === 0) links.set(name, cursor.setAddress('a link'))
}

/** A group in the old form: a tree of blocks of names and addresses, the names in a heap. */
function symbolTable(file: Hdf5Bytes, message: Hdf5Cursor): ReadonlyMap<string, number> {
  const tree = message.setAddress('a group')
  const heap = file.behind('HEAP', message.setAddress('a group'))
  heap.skip(4)
  const heapSize = heap.length()
  heap.length()
  const names = file.at(heap.setAddress('the names in a group'))
  const namesStart = names.position
  names.skip(heapSize)
  const links = new Map<string, number>()
  const seen = new Set<number>()
  const pending = [tree]
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (seen.has(node) || seen.size > mostLinks) damaged('a group that contains itself')
    seen.add(node)
    const cursor = file.at(node)
    const signature = cursor.text(4)
    if (signature === 'SNOD') {
      cursor.skip(2)
      for (let left = cursor.uint(2); left > 0; left--) {
        const nameAt = cursor.uint(file.offsetSize)
        const address = cursor.address()
        const kind = cursor.uint(4)
        cursor.skip(20)
        if (nameAt >= heapSize) damaged('the name of a member')
        const name = file.at(namesStart + nameAt, namesStart + heapSize)
        // Kind 2 is a link to a path.
        if (address !== undefined && kind !== 2) links.set(name.text(name.left), address)
      }
    } else if (signature === 'TREE') {
      cursor.skip(2)
      const entries = cursor.uint(2)
      cursor.skip(2 * file.offsetSize)
      for (let i = 0; i < entries; i++) {
        cursor.length()
        pending.push(cursor.setAddress('a group'))
      }
    } else damaged('a group')
  }
  return links
}
