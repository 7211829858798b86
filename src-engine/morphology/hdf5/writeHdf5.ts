import { Hdf5Blocks, paddedText, unset } from './hdf5Blocks.ts'
import { attributeMessage, tableMessages, type WrittenMessage } from './writeMessages.ts'

/** A table to be written: 64-bit or 32-bit floating-point numbers, or whole ones of 32 bits. */
export interface WrittenTable {
  /** Extents, whose product is the number of values. */
  readonly shape: readonly number[]
  readonly values: Float64Array | Float32Array | Int32Array
}

/** A group to be written, with at most eight members. */
export interface WrittenGroup {
  readonly groups?: Readonly<Record<string, WrittenGroup>>
  readonly tables?: Readonly<Record<string, WrittenTable>>
  /** Lists of whole numbers from 0 to 2³² − 1. */
  readonly attributes?: Readonly<Record<string, readonly number[]>>
}

/** Half the members of a leaf, and half the children of a node, of a group's tree: the library's own choices. */
const leafHalf = 4
const treeHalf = 16

/** An HDF5 file that every version of the library reads: superblock 0, groups in the old form, tables in one piece. */
export function writeHdf5(root: WrittenGroup): Uint8Array {
  const out = new Hdf5Blocks()
  out.skip(96)
  const { header, tree, heap } = writeGroup(out, root)
  out.at(0, block => {
    block.bytes([0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a])
    block.bytes([0, 0, 0, 0, 0, 8, 8, 0])
    block.uints(2, [leafHalf, treeHalf])
    block.uints(4, [0])
    block.uints(8, [0, unset, out.length, unset])
    // The root's entry: no name, its header, and kind 1, for which tree and heap stand beside.
    block.uints(8, [0, header])
    block.uints(4, [1, 0])
    block.uints(8, [tree, heap])
  })
  return out.trimmed()
}

/** Addresses of the parts of a group. */
interface GroupPlace {
  readonly header: number
  readonly tree: number
  readonly heap: number
}

function writeGroup(
  out: Hdf5Blocks,
  { groups = {}, tables = {}, attributes = {} }: WrittenGroup,
): GroupPlace {
  const members: (Partial<GroupPlace> & { readonly name: string; readonly header: number })[] = [
    ...Object.entries(groups).map(([name, group]) => ({ name, ...writeGroup(out, group) })),
    ...Object.entries(tables).map(([name, table]) => ({ name, header: writeTable(out, table) })),
  ].sort((a, b) => (a.name < b.name ? -1 : 1))
  // The heap begins with an empty name.
  let heapBytes = 8
  const nameAt = members.map(({ name }) => (heapBytes += paddedText(name)) - paddedText(name))
  const names = out.add(heapBytes, block => {
    block.text('')
    for (const { name } of members) block.text(name)
  })
  const heap = out.add(32, block => {
    block.bytes(letters('HEAP'))
    block.bytes([0, 0, 0, 0])
    // 1: nothing in it is free.
    block.uints(8, [heapBytes, 1, names])
  })
  const leaf = out.add(8 + 2 * leafHalf * 40, block => {
    block.bytes(letters('SNOD'))
    block.bytes([1, 0])
    block.uints(2, [members.length])
    members.forEach((member, i) => {
      block.uints(8, [nameAt[i]!, member.header])
      block.uints(4, [member.tree === undefined ? 0 : 1, 0])
      block.uints(8, [member.tree ?? 0, member.heap ?? 0])
    })
  })
  const tree = out.add(24 + (4 * treeHalf + 1) * 8, block => {
    block.bytes(letters('TREE'))
    block.bytes([0, 0])
    block.uints(2, [members.length === 0 ? 0 : 1])
    block.uints(8, [unset, unset, 0, leaf, nameAt.at(-1) ?? 0])
  })
  const own: WrittenMessage = { type: 0x11, bytes: 16, write: block => block.uints(8, [tree, heap]) }
  const said = Object.entries(attributes).map(([name, values]) => attributeMessage(name, values))
  return { header: writeHeader(out, [own, ...said]), tree, heap }
}

function writeTable(out: Hdf5Blocks, table: WrittenTable): number {
  const data = out.add(table.values.byteLength, block => block.numbers(table.values))
  return writeHeader(out, tableMessages(table, table.values.length === 0 ? unset : data))
}

/** The header of an object: what is said about it. @returns its address */
function writeHeader(out: Hdf5Blocks, messages: readonly WrittenMessage[]): number {
  const padded = ({ bytes }: WrittenMessage) => 8 * Math.ceil(bytes / 8)
  const size = messages.reduce((sum, message) => sum + 8 + padded(message), 0)
  const header = out.skip(16 + size)
  out.at(header, block => {
    block.bytes([1, 0])
    block.uints(2, [messages.length])
    block.uints(4, [1, size, 0])
  })
  let at = header + 16
  for (const message of messages) {
    out.at(at, block => {
      block.uints(2, [message.type, padded(message)])
      block.uints(4, [0])
      message.write(block)
    })
    at += 8 + padded(message)
  }
  return header
}

function letters(signature: string): number[] {
  return [...signature].map(letter => letter.charCodeAt(0))
}
