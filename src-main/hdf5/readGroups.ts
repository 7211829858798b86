import { Dataset, File, FS, Group, ready } from 'h5wasm'
import type { Hdf5Group, NumberTable } from '../../src-engine/index.ts'
import { Hdf5Refusal } from './hdf5Task.ts'

/** Beyond these a file is not a reconstruction: objects in it, groups within groups, numbers in its tables. */
const mostObjects = 10_000
const deepest = 8
const mostNumbers = 16_000_000

/** The library's class of numbers: whole ones and floating-point ones. */
const numberClasses: readonly number[] = [0, 1]

interface Room {
  objects: number
  numbers: number
}

/**
 * Reads everything in an HDF5 file that is numbers. Links to other files are left out.
 *
 * @throws Hdf5Refusal
 */
export async function readHdf5(bytes: Uint8Array): Promise<Hdf5Group> {
  await ready
  if (!FS) throw new Error('The HDF5 library has no files.')
  const path = '/read.h5'
  FS.writeFile(path, bytes)
  try {
    const file = opened(path)
    try {
      return readGroup(file, 0, { objects: mostObjects, numbers: mostNumbers })
    } finally {
      file.close()
    }
  } finally {
    FS.unlink(path)
  }
}

function opened(path: string): File {
  try {
    const file = new File(path, 'r')
    // A file that the library refuses has an id below 0.
    if (file.file_id >= 0) return file
  } catch {
    // Said below.
  }
  throw new Hdf5Refusal('damaged', 'its beginning or its end')
}

function readGroup(group: Group, depth: number, room: Room): Hdf5Group {
  if (depth > deepest) throw new Hdf5Refusal('unsupported', 'groups within groups within groups')
  const groups = new Map<string, Hdf5Group>()
  const tables = new Map<string, NumberTable>()
  for (const name of tried(`the group “${group.path}”`, () => group.keys())) {
    if (--room.objects < 0) throw new Hdf5Refusal('unsupported', 'more members than a reconstruction has')
    const member = tried(`“${name}”`, () => group.get(name))
    if (member instanceof Group) groups.set(name, readGroup(member, depth + 1, room))
    else if (member instanceof Dataset) {
      const table = readTable(member, name, room)
      if (table) tables.set(name, table)
    }
  }
  return { groups, tables, attributes: readAttributes(group) }
}

function readTable(dataset: Dataset, name: string, room: Room): NumberTable | undefined {
  const what = `the table “${name}”`
  const { type, shape, total_size: count } = tried(what, () => dataset.metadata)
  if (!numberClasses.includes(type) || !shape) return undefined
  room.numbers -= count
  if (!(room.numbers >= 0)) throw new Hdf5Refusal('unsupported', 'more numbers than a reconstruction has')
  if (count === 0) return { shape, values: new Float64Array(0) }
  const value = tried(what, () => dataset.value)
  if (value === null || value === undefined) throw new Hdf5Refusal(kindOfFailure(dataset), what)
  const values =
    typeof value === 'object' ? (value as ArrayLike<number | bigint>) : [value as number | bigint]
  if (values.length !== count) throw new Hdf5Refusal('damaged', what)
  return {
    shape,
    values: values instanceof Float64Array ? values.slice() : Float64Array.from(values, Number),
  }
}

/** Filters that the library has within it: deflate, shuffle, the sum of Fletcher, szip, nbit, scale and offset. */
const builtInFilters = 6

function kindOfFailure(dataset: Dataset): Hdf5Refusal['why'] {
  return dataset.filters.some(({ id }) => id > builtInFilters) ? 'unsupported' : 'damaged'
}

/** The attributes of a group that are numbers. */
function readAttributes(group: Group): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, readonly number[]>()
  for (const [name, attribute] of Object.entries(tried('an attribute', () => group.attrs))) {
    if (!numberClasses.includes(attribute.metadata.type) || attribute.metadata.total_size > 1000) continue
    const value = tried(`the attribute “${name}”`, () => attribute.value)
    if (typeof value === 'number' || typeof value === 'bigint') found.set(name, [Number(value)])
    else if (ArrayBuffer.isView(value))
      found.set(name, Array.from(value as unknown as ArrayLike<number | bigint>, Number))
  }
  return found
}

/** Does what the library throws at where a file is damaged. */
function tried<Value>(what: string, act: () => Value): Value {
  try {
    return act()
  } catch {
    throw new Hdf5Refusal('damaged', what)
  }
}
