import { File, FS, ready } from 'h5wasm'
import { beforeAll, describe, expect, it } from 'vitest'
import { hdf5Group, type Hdf5Group } from '../../../../src-engine/index.ts'
import { hdf5Library } from '../../../../src-engine/morphology/hdf5/hdf5Library.ts'

let files = 0

/** A file as the library itself writes it in this process. */
function written(build: (file: File) => void, libver: 'v108' | 'v114' | 'latest' = 'latest'): Uint8Array {
  const name = `/made${files++}.h5`
  const file = new File(name, 'w', { libver })
  build(file)
  file.close()
  const bytes = FS!.readFile(name)
  FS!.unlink(name)
  return bytes
}

const rows = 123
const numbers = Array.from({ length: rows * 4 }, (_, i) => ((i * 7919) % 251) - 100)
const typed: Readonly<Record<string, ArrayBufferView>> = {
  '<f': Float32Array.from(numbers),
  '<d': Float64Array.from(numbers),
  '<b': Int8Array.from(numbers),
  '<h': Int16Array.from(numbers),
  '<i': Int32Array.from(numbers),
  '<q': BigInt64Array.from(numbers, BigInt),
}
const read = (bytes: Uint8Array): Hdf5Group => hdf5Library().read(bytes)

describe('hdf5', () => {
  beforeAll(async () => {
    await ready
  })

  it.each(['v108', 'v114', 'latest'] as const)('reads numbers of every type, written by %s', libver => {
    for (const [dtype, data] of Object.entries(typed)) {
      const bytes = written(file => {
        file.create_dataset({ name: 'points', data: data as Float64Array, shape: [rows, 4], dtype })
      }, libver)
      const table = read(bytes).tables.get('points')
      expect(table?.shape).toEqual([rows, 4])
      expect([...(table?.values ?? [])]).toEqual(Array.from(data as Float64Array, Number))
    }
  })

  it('reads tables in chunks, packed and not', () => {
    const data = Float64Array.from(numbers)
    for (const packing of [{}, { compression: 'gzip', compression_opts: [4] as number[] }] as const) {
      const bytes = written(file => {
        file.create_dataset({ name: 'points', data, shape: [rows, 4], chunks: [50, 3], ...packing })
      })
      expect([...(read(bytes).tables.get('points')?.values ?? [])]).toEqual(numbers)
    }
  })

  it('reads groups and attributes that are numbers, and leaves out texts and links', () => {
    const bytes = written(file => {
      const group = file.create_group('metadata')
      group.create_attribute('version', Uint32Array.from([1, 3]))
      group.create_attribute('cell_family', 0, [], '<I')
      group.create_attribute('remark', 'a text')
      file.create_group('organelles').create_group('mitochondria')
      file.create_dataset({ name: 'words', data: ['a', 'b'] })
      file.create_external_link('other.h5', '/points', 'elsewhere')
      file.create_soft_link('/nothing', 'broken')
    })
    const root = read(bytes)
    expect([...root.groups.keys()].toSorted()).toEqual(['metadata', 'organelles'])
    expect(root.tables.size).toBe(0)
    expect(root.groups.get('metadata')?.attributes).toEqual(
      new Map([
        ['version', [1, 3]],
        ['cell_family', [0]],
      ]),
    )
    expect([...(root.groups.get('organelles')?.groups.keys() ?? [])]).toEqual(['mitochondria'])
  })

  it('reads groups of many members', () => {
    const bytes = written(file => {
      for (let i = 0; i < 300; i++) file.create_group(`cell${i}`)
    })
    expect(read(bytes).groups.size).toBe(300)
  })

  it('writes what it reads again, in the same bytes every time', () => {
    const root = hdf5Group({
      groups: { metadata: hdf5Group({ attributes: { version: [1, 3] } }), empty: hdf5Group({}) },
      tables: {
        points: { shape: [rows, 4], values: Float64Array.from(numbers) },
        whole: { shape: [2], values: Int32Array.of(-7, 8) },
      },
    })
    const bytes = hdf5Library().write(root)
    const again = read(bytes)
    expect([...(again.tables.get('points')?.values ?? [])]).toEqual(numbers)
    expect([...(again.tables.get('whole')?.values ?? [])]).toEqual([-7, 8])
    expect(again.groups).toEqual(root.groups)
    // The library keeps times in seconds.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1100)
    expect(Buffer.compare(hdf5Library().write(root), bytes)).toBe(0)
  })

  it('refuses what is damaged or no reconstruction, and reads the next file', () => {
    const bytes = written(file => {
      file.create_dataset({ name: 'points', data: Float64Array.from(numbers), shape: [rows, 4] })
    })
    expect(() => read(bytes.subarray(0, 500))).toThrow('damaged')
    expect(() => read(bytes.subarray(0, 9))).toThrow('damaged')
    const deep = written(file => {
      let group = file.create_group('g')
      for (let depth = 0; depth < 10; depth++) group = group.create_group('g')
    })
    expect(() => read(deep)).toThrow('unsupported')
    expect(read(bytes).tables.size).toBe(1)
  })
})
