import { numberAttribute } from './attributes.ts'
import { readDataset, type NumberTable } from './dataset.ts'
import { Hdf5Bytes } from './hdf5Bytes.ts'
import { damaged, unsupported } from './hdf5Error.ts'
import { groupLinks } from './links.ts'
import { objectHeader } from './objectHeader.ts'

const signature = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a]

/** Whether bytes begin as HDF5 files do. */
export function isHdf5(bytes: Uint8Array): boolean {
  return signature.every((byte, i) => bytes[i] === byte)
}

/** A group or dataset of an HDF5 file. Every call reads from the file, and throws Hdf5Error where that is damaged. */
export interface Hdf5Object {
  /** Names of a group's members; none for a dataset. */
  names(): readonly string[]
  /** The member behind a path of names; undefined where there is none. */
  find(...path: readonly string[]): Hdf5Object | undefined
  /** A dataset's numbers; undefined for a group. */
  table(): NumberTable | undefined
  /** The numbers of an attribute; undefined where there is none. */
  attribute(name: string): Float64Array | undefined
}

/** The root of an HDF5 file. @throws Hdf5Error where the file is damaged */
export function openHdf5(bytes: Uint8Array): Hdf5Object {
  const version = bytes[8]
  const start = new Hdf5Bytes(bytes, 8, 8).at(9)
  const isOld = version === 0 || version === 1
  if (!isOld && version !== 2 && version !== 3) unsupported('a file of a version to come')
  if (isOld) start.skip(4)
  const sizes = [start.uint(1), start.uint(1)] as const
  for (const size of sizes) if (size !== 2 && size !== 4 && size !== 8) damaged('its beginning')
  const file = new Hdf5Bytes(bytes, ...sizes)
  const cursor = file.at(start.position)
  cursor.skip(isOld ? 9 + (version === 1 ? 4 : 0) : 1)
  if (cursor.uint(file.offsetSize) !== 0) unsupported('a file within another')
  cursor.address()
  const end = cursor.uint(file.offsetSize)
  if (end > bytes.length) damaged('its end, which is missing')
  if (isOld) cursor.skip(2 * file.offsetSize)
  return object(file, cursor.setAddress('its beginning'))
}

function object(file: Hdf5Bytes, address: number): Hdf5Object {
  const messages = objectHeader(file, address)
  const links = () => groupLinks(file, messages)
  return {
    names: () => [...links().keys()],
    find: (name, ...rest) => {
      const member = name === undefined ? undefined : links().get(name)
      if (member === undefined) return undefined
      const found = object(file, member)
      return rest.length === 0 ? found : found.find(...rest)
    },
    table: () => readDataset(file, messages),
    attribute: name => numberAttribute(messages, name),
  }
}
