import { type Dataset, File, FS, type Group, ready } from 'h5wasm'
import { beforeAll, describe, expect, it } from 'vitest'
import { openHdf5 } from '../../../../../src-engine/morphology/hdf5/hdf5File.ts'
import { writeHdf5 } from '../../../../../src-engine/morphology/hdf5/writeHdf5.ts'

let files = 0

const versions = ['earliest', 'v108', 'v110', 'v112', 'v114', 'latest'] as const
type Libver = (typeof versions)[number]

/** A file as the HDF5 library itself writes it. */
function written(build: (file: File) => void, libver: Libver): Uint8Array {
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
const types = ['<f', '<d', '<b', '<h', '<i', '<q']
const typed = (dtype: string): ArrayBufferView => {
  if (dtype.endsWith('q')) return BigInt64Array.from(numbers, BigInt)
  if (dtype.endsWith('d')) return Float64Array.from(numbers)
  if (dtype.endsWith('f')) return Float32Array.from(numbers)
  if (dtype.endsWith('b')) return Int8Array.from(numbers)
  return dtype.endsWith('h') ? Int16Array.from(numbers) : Int32Array.from(numbers)
}

describe('morphology HDF5', () => {
  beforeAll(async () => {
    await ready
  })
  for (const libver of versions) {
    it(`reads numbers of every type as the HDF5 library (${libver}) wrote them`, () => {
      for (const dtype of types) {
        const data = typed(dtype) as Float64Array
        const bytes = written(file => {
          file.create_dataset({ name: 'points', data, shape: [rows, 4], dtype })
        }, libver)
        const table = openHdf5(bytes).find('points')?.table()
        expect(table?.shape).toEqual([rows, 4])
        expect([...(table?.values ?? [])]).toEqual([...data].map(Number))
      }
    })
    it(`reads tables in chunks, packed and not, as the HDF5 library (${libver}) wrote them`, () => {
      for (const chunks of [
        [rows, 4],
        [10, 4],
        [50, 3],
        [1, 1],
      ]) {
        for (const compression of [undefined, 'gzip'] as const) {
          const data = Float64Array.from(numbers)
          const bytes = written(file => {
            const packing = compression ? { compression, compression_opts: [4] } : {}
            file.create_dataset({ name: 'points', data, shape: [rows, 4], chunks, ...packing })
          }, libver)
          const table = openHdf5(bytes).find('points')?.table()
          expect([...(table?.values ?? [])]).toEqual(numbers)
        }
      }
    })
    it(`finds groups and attributes that the HDF5 library (${libver}) wrote`, () => {
      const bytes = written(file => {
        const group = file.create_group('metadata')
        group.create_attribute('version', Uint32Array.from([1, 3]))
        group.create_attribute('cell_family', 0, [], '<I')
        group.create_attribute('remark', 'a text')
        file.create_group('organelles').create_group('mitochondria')
      }, libver)
      const root = openHdf5(bytes)
      expect(root.names().toSorted()).toEqual(['metadata', 'organelles'])
      expect([...(root.find('metadata')?.attribute('version') ?? [])]).toEqual([1, 3])
      expect([...(root.find('metadata')?.attribute('cell_family') ?? [])]).toEqual([0])
      expect(root.find('metadata')?.attribute('other')).toBeUndefined()
      expect(root.find('organelles')?.names()).toEqual(['mitochondria'])
      expect(root.find('metadata', 'nothing')).toBeUndefined()
    })
  }
  it('says of groups of many members in the new form that they are not read', () => {
    const bytes = written(file => {
      for (let i = 0; i < 300; i++) file.create_group(`cell${i}`)
    }, 'latest')
    expect(() => openHdf5(bytes).names()).toThrow('unsupported')
  })
  it('is read by the HDF5 library when it writes', () => {
    const values = Float64Array.from(numbers)
    const tables = {
      points: { shape: [rows, 4], values },
      whole: { shape: [2], values: Int32Array.of(-7, 8) },
    }
    const groups = { metadata: { attributes: { version: [1, 3] } }, empty: {} }
    FS!.writeFile('/ours.h5', writeHdf5({ tables, groups }))
    const file = new File('/ours.h5', 'r')
    expect(file.keys()).toEqual(['empty', 'metadata', 'points', 'whole'])
    expect([...((file.get('points') as Dataset).value as Float64Array)]).toEqual(numbers)
    expect([...((file.get('whole') as Dataset).value as Int32Array)]).toEqual([-7, 8])
    expect([...((file.get('metadata') as Group).attrs['version']!.value as Uint32Array)]).toEqual([1, 3])
    expect((file.get('empty') as Group).keys()).toEqual([])
    file.close()
  })
})
