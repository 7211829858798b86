import { gzipSync, strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { listArchive, readArchiveEntry } from '../../../../../src-engine/morphology/archive/listArchive.ts'
import { crc32 } from '../../../../../src-engine/morphology/archive/crc32.ts'
import { readMorphology, unpackMorphology } from '../../../../../src-engine/morphology/readMorphology.ts'

const swc = '1 1 0 0 0 5 -1\n2 3 9 0 0 1 1\n3 3 19 0 0 1 2\n'
const longer = `${swc}${Array.from({ length: 3000 }, (_, i) => `${i + 4} 3 ${20 + i} 0 0 1 ${i + 3}\n`).join('')}`
const codes = (name: string, bytes: Uint8Array) =>
  readMorphology(name, bytes).diagnostics.map(({ code }) => code)

describe('morphology archive', () => {
  it('B1 reads a gzipped file as the file itself', () => {
    const plain = readMorphology('cell.swc', strToU8(longer)).value
    const packed = readMorphology('cell.swc.gz', gzipSync(strToU8(longer))).value
    expect(packed?.samples).toEqual(plain?.samples)
    expect(unpackMorphology('cell.swc.gz', gzipSync(strToU8(swc))).value?.name).toBe('cell.swc')
  })
  it('B1 reads gzip of several members', () => {
    const half = longer.length / 2
    const parts = [longer.slice(0, half), longer.slice(half)].map(part => gzipSync(strToU8(part)))
    const joined = Uint8Array.from(parts.flatMap(part => [...part]))
    expect(readMorphology('cell.swc.gz', joined).value?.samples.count).toBe(3005)
  })
  it('B1 refuses gzip that is cut off or changed, rather than read another cell', () => {
    const packed = gzipSync(strToU8(longer))
    expect(codes('cell.swc.gz', packed.subarray(0, packed.length - 9))).toEqual(['archive/damaged'])
    expect(codes('cell.swc.gz', packed.subarray(0, 5))).toEqual(['archive/damaged'])
    const sum = packed.slice()
    sum[packed.length - 6]! ^= 1
    expect(codes('cell.swc.gz', sum)).toEqual(['archive/damaged'])
  })
  it('B2 reads the one reconstruction in an archive', () => {
    const zip = zipSync({
      'a/cell.swc': strToU8(swc),
      'a/readme.txt': strToU8('x'),
      '__MACOSX/a/._cell.swc': strToU8('junk'),
    })
    expect(readMorphology('a.zip', zip).value?.format).toBe('swc')
    expect(unpackMorphology('a.zip', zip).value?.name).toBe('a/cell.swc')
  })
  it('B2 says which reconstructions an archive holds and how one is named', () => {
    const zip = zipSync({ 'x/one.swc': strToU8(swc), 'two.asc': strToU8('((Axon) (0 0 0 1) (1 0 0 1))') })
    const [diagnostic] = readMorphology('a.zip', zip).diagnostics
    expect(diagnostic?.code).toBe('archive/several-inside')
    expect(diagnostic?.message).toContain('“x/one.swc”, “two.asc”')
    expect(diagnostic?.help).toContain('“a.zip:x/one.swc”')
  })
  it('B2 lists an archive and reads one file of it, stored or deflated', () => {
    const zip = zipSync({ 'x/one.swc': [strToU8(longer), { level: 0 }], 'ünï.swc': strToU8(longer) })
    expect(listArchive('a.zip', zip).value?.map(({ path }) => path)).toEqual(['x/one.swc', 'ünï.swc'])
    for (const path of ['x/one.swc', 'ünï.swc'])
      expect(readArchiveEntry('a.zip', zip, path).value).toEqual(strToU8(longer))
    expect(readArchiveEntry('a.zip', zip, 'X').diagnostics[0]?.code).toBe('archive/no-such-entry')
  })
  it('B2 says what is wrong with an archive that holds nothing, or is cut off', () => {
    expect(codes('a.zip', zipSync({}))).toEqual(['archive/nothing-inside'])
    expect(codes('a.zip', zipSync({ 'a.pdf': strToU8('x') }))).toEqual(['archive/nothing-inside'])
    const zip = zipSync({ 'one.swc': strToU8(longer) })
    expect(codes('a.zip', zip.subarray(0, zip.length - 30))).toEqual(['archive/damaged'])
    const changed = zip.slice()
    changed[200]! ^= 4
    expect(codes('a.zip', changed)).toEqual(['archive/damaged'])
  })
  it('B3 stops at a limit, whatever the archive says of its size', () => {
    const bomb = gzipSync(new Uint8Array(300 * 1024 * 1024), { level: 9 })
    expect(codes('a.swc.gz', bomb)).toEqual(['archive/too-large'])
    const zip = zipSync({ 'one.swc': strToU8(longer) })
    const lying = zip.slice()
    const view = new DataView(lying.buffer)
    // The directory's entry stands 22 + 46 + 7 bytes before the end; its size at 24.
    const entry = lying.length - 22 - 46 - 'one.swc'.length
    expect(view.getUint32(entry, true)).toBe(0x02014b50)
    view.setUint32(entry + 24, 0xffffffff, true)
    expect(codes('a.zip', lying)).toEqual(['archive/too-large'])
    view.setUint32(entry + 24, 100, true)
    expect(codes('a.zip', lying)).toEqual(['archive/damaged'])
  })
  it('B3 opens archives in archives only a few times over', () => {
    let zip = zipSync({ 'one.swc': strToU8(swc) })
    for (let i = 0; i < 4; i++) zip = gzipSync(zip)
    expect(codes('a.gz', zip)).toEqual(['archive/too-deep'])
  })
  it('B4 computes the check value that the definition of CRC-32 gives for “123456789”', () => {
    expect(crc32(strToU8('123456789'))).toBe(0xcbf43926)
  })
})
