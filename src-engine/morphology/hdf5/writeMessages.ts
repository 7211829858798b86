import { paddedText, type Hdf5Blocks } from './hdf5Blocks.ts'
import { messageType } from './objectHeader.ts'
import type { WrittenTable } from './writeHdf5.ts'

/** A part of what is said about an object. */
export interface WrittenMessage {
  readonly type: number
  readonly bytes: number
  readonly write: (block: Hdf5Blocks) => void
}

const fillValue = 0x05

/** What is said of a table: extents, type, that nothing fills it, where its values stand. */
export function tableMessages(table: WrittenTable, data: number): readonly WrittenMessage[] {
  const { shape, values } = table
  const type = typeOf(values)
  return [
    dataspaceMessage(shape),
    type,
    // Version 2; room is taken when it is written; no value is set.
    { type: fillValue, bytes: 4, write: block => block.bytes([2, 2, 2, 0]) },
    {
      type: messageType.layout,
      bytes: 18,
      write: block => {
        block.bytes([3, 1])
        block.uints(8, [data, values.byteLength])
      },
    },
  ]
}

/** A list of whole numbers without sign, of 32 bits. */
export function attributeMessage(name: string, values: readonly number[]): WrittenMessage {
  const space = dataspaceMessage([values.length])
  return {
    type: messageType.attribute,
    bytes: 8 + paddedText(name) + 16 + space.bytes + 4 * values.length,
    write: block => {
      block.bytes([1, 0])
      block.uints(2, [name.length + 1, integer.bytes, space.bytes])
      block.text(name)
      // Unsigned: the sign's flag is not set. Filled up to a multiple of eight.
      integer.write(block, 0)
      block.uints(4, [0])
      space.write(block)
      block.uints(4, values)
    },
  }
}

function dataspaceMessage(shape: readonly number[]): WrittenMessage {
  return {
    type: messageType.dataspace,
    bytes: 8 + 8 * shape.length,
    write: block => {
      block.bytes([1, shape.length, 0, 0, 0, 0, 0, 0])
      block.uints(8, shape)
    },
  }
}

const integer = {
  bytes: 12,
  write: (block: Hdf5Blocks, flags: number) => {
    block.bytes([0x10, flags, 0, 0])
    block.uints(4, [4])
    block.uints(2, [0, 32])
  },
}

function typeOf(values: WrittenTable['values']): WrittenMessage {
  const type = messageType.datatype
  if (values instanceof Int32Array)
    return { type, bytes: integer.bytes, write: block => integer.write(block, 8) }
  const isDouble = values instanceof Float64Array
  return {
    type,
    bytes: 20,
    write: block => {
      // IEEE 754, little-endian: the mantissa's first bit is implied, the sign comes first.
      block.bytes([0x11, 0x20, isDouble ? 63 : 31, 0])
      block.uints(4, [isDouble ? 8 : 4])
      block.uints(2, [0, isDouble ? 64 : 32])
      block.bytes(isDouble ? [52, 11, 0, 52] : [23, 8, 0, 23])
      block.uints(4, [isDouble ? 1023 : 127])
    },
  }
}
