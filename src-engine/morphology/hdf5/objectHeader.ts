import type { Hdf5Bytes, Hdf5Cursor } from './hdf5Bytes.ts'
import { damaged, unsupported } from './hdf5Error.ts'

/** Numbers of the messages that are read (HDF5 File Format Specification, section IV.A.2). */
export const messageType = {
  dataspace: 0x01,
  linkInfo: 0x02,
  datatype: 0x03,
  link: 0x06,
  layout: 0x08,
  filters: 0x0b,
  attribute: 0x0c,
  continuation: 0x10,
  symbolTable: 0x11,
  attributeInfo: 0x15,
} as const

/** A part of what is said about an object. */
export interface HeaderMessage {
  readonly type: number
  /** Its contents stand elsewhere. */
  readonly isShared: boolean
  /** A new cursor at its contents. */
  readonly contents: () => Hdf5Cursor
}

/** Objects here have a dozen; a chain of more is a loop. */
const mostMessages = 4096

/** All messages of the object whose header stands at an address. */
export function objectHeader(file: Hdf5Bytes, address: number): readonly HeaderMessage[] {
  const start = file.at(address)
  const isSecond = start.left >= 4 && start.text(4) === 'OHDR'
  const found: HeaderMessage[] = []
  const pending = [isSecond ? openSecond(file, address) : openFirst(file, address)]
  for (let block = pending.pop(); block; block = pending.pop()) {
    for (const message of block.messages()) {
      if (message.type === messageType.continuation)
        pending.push(continued(file, message, block.trackedOrder))
      else found.push(message)
      if (found.length + pending.length > mostMessages) damaged('the description of an object')
    }
    if (found.length === mostMessages) damaged('the description of an object')
  }
  return found
}

/** The first message of a type. */
export function findMessage(messages: readonly HeaderMessage[], type: number): Hdf5Cursor | undefined {
  const message = messages.find(one => one.type === type)
  if (message?.isShared) unsupported('a type that stands by itself in the file')
  return message?.contents()
}

interface Block {
  readonly trackedOrder: boolean | undefined
  messages(): Generator<HeaderMessage>
}

function openFirst(file: Hdf5Bytes, address: number): Block {
  const cursor = file.at(address)
  if (cursor.uint(1) !== 1) damaged('the description of an object')
  cursor.skip(7)
  const size = cursor.uint(4)
  cursor.skip(4)
  return firstBlock(cursor.part(size))
}

function openSecond(file: Hdf5Bytes, address: number): Block {
  const cursor = file.behind('OHDR', address)
  if (cursor.uint(1) !== 2) unsupported('a header of a version to come')
  const flags = cursor.uint(1)
  if (flags & 0x20) cursor.skip(16)
  if (flags & 0x10) cursor.skip(4)
  const size = cursor.uint(1 << (flags & 3))
  return secondBlock(cursor.part(size), (flags & 4) !== 0)
}

/** @param trackedOrder of a header of the second version; undefined in the first */
function continued(file: Hdf5Bytes, message: HeaderMessage, trackedOrder: boolean | undefined): Block {
  const cursor = message.contents()
  const start = cursor.setAddress('the description of an object')
  const size = cursor.length()
  if (trackedOrder === undefined) return firstBlock(file.at(start, start + size))
  const block = file.behind('OCHK', start)
  return secondBlock(block.part(size - 8), trackedOrder)
}

function firstBlock(cursor: Hdf5Cursor): Block {
  return {
    trackedOrder: undefined,
    *messages() {
      while (cursor.left >= 8) {
        const type = cursor.uint(2)
        const size = cursor.uint(2)
        const flags = cursor.uint(1)
        cursor.skip(3)
        yield message(type, flags, cursor.part(size))
      }
    },
  }
}

function secondBlock(cursor: Hdf5Cursor, trackedOrder: boolean): Block {
  const heading = trackedOrder ? 6 : 4
  return {
    trackedOrder,
    *messages() {
      while (cursor.left >= heading) {
        const type = cursor.uint(1)
        const size = cursor.uint(2)
        const flags = cursor.uint(1)
        if (trackedOrder) cursor.skip(2)
        yield message(type, flags, cursor.part(size))
      }
    },
  }
}

function message(type: number, flags: number, { file, position, end }: Hdf5Cursor): HeaderMessage {
  return { type, isShared: (flags & 2) !== 0, contents: () => file.at(position, end) }
}
