import { File, FS, type Group, ready } from 'h5wasm'
import type { Hdf5Group, NumberTable } from '../../src-engine/index.ts'

/** An HDF5 file that versions of the library since 1.8 read. */
export async function writeHdf5(root: Hdf5Group): Promise<Uint8Array> {
  await ready
  if (!FS) throw new Error('The HDF5 library has no files.')
  const path = '/written.h5'
  const file = new File(path, 'w')
  writeInto(file, root)
  file.close()
  const bytes = FS.readFile(path)
  FS.unlink(path)
  return bytes
}

function writeInto(group: Group, { groups, tables, attributes }: Hdf5Group): void {
  for (const [name, values] of attributes) group.create_attribute(name, Uint32Array.from(values))
  for (const [name, { shape, values }] of tables)
    group.create_dataset({ name, data: values, shape: [...shape], dtype: typeOf(values) })
  for (const [name, member] of groups) writeInto(group.create_group(name), member)
}

function typeOf(values: NumberTable['values']): string {
  if (values instanceof Float64Array) return '<d'
  return values instanceof Float32Array ? '<f' : '<i'
}
