import { checked, type Checked } from '../../core/checked.ts'
import { ImportReport } from '../importReport.ts'
import { crc32 } from './crc32.ts'
import { inflateEntry } from './inflate.ts'
import { largestUnpackedBytes } from './limits.ts'
import { packedBytes, zipEntries, type ZipEntry } from './zipEntries.ts'

/** A file in an archive. */
export interface ArchiveEntry {
  /** Its path in the archive, with slashes. */
  readonly path: string
  /** Unpacked size [bytes]. */
  readonly bytes: number
}

/** Whether bytes are a zip archive. */
export function isZip(bytes: Uint8Array): boolean {
  const [p, k, third, fourth] = bytes
  // The second is an archive without files.
  return p === 0x50 && k === 0x4b && ((third === 3 && fourth === 4) || (third === 5 && fourth === 6))
}

/** The files in a zip archive; without folders and what systems put in beside them. */
export function listArchive(name: string, archive: Uint8Array): Checked<readonly ArchiveEntry[]> {
  const report = new ImportReport(name)
  const entries = zipEntries(archive)
  if (!entries) report.say('archive/damaged', { name })
  return checked(entries?.filter(isOfUser), report.diagnostics())
}

/** The bytes of one file of a zip archive. */
export function readArchiveEntry(name: string, archive: Uint8Array, path: string): Checked<Uint8Array> {
  const report = new ImportReport(name)
  return checked(entryBytes(name, archive, path, report), report.diagnostics())
}

/** The bytes of one file of a zip archive; undefined where the report holds an error. */
export function entryBytes(
  name: string,
  archive: Uint8Array,
  path: string,
  report: ImportReport,
): Uint8Array | undefined {
  const entries = zipEntries(archive)
  const entry = entries?.find(one => one.path === path)
  if (!entries) report.say('archive/damaged', { name })
  else if (!entry) report.say('archive/no-such-entry', { name, path })
  else return unpackEntry(name, archive, entry, report)
  return undefined
}

function unpackEntry(
  name: string,
  archive: Uint8Array,
  entry: ZipEntry,
  report: ImportReport,
): Uint8Array | undefined {
  const { path, method, checkSum } = entry
  const packed = packedBytes(archive, entry)
  const storedSize = method === 0 ? entry.packedBytes : entry.bytes
  if (entry.isEncrypted) report.say('archive/encrypted', { path })
  else if (method !== 0 && method !== 8) report.say('archive/unknown-method', { path })
  else if (!packed || (method === 0 && storedSize !== entry.bytes)) report.say('archive/damaged', { name })
  else {
    const unpacked =
      method === 0 ? storedEntry(packed, checkSum) : inflateEntry(packed, entry.bytes, checkSum)
    if ('bytes' in unpacked) return unpacked.bytes
    if (unpacked.fault === 'too-large') report.say('archive/too-large', { name: path, limit: limitInWords })
    else report.say('archive/damaged', { name: path })
  }
  return undefined
}

function storedEntry(packed: Uint8Array, checkSum: number): ReturnType<typeof inflateEntry> {
  return crc32(packed) === checkSum ? { bytes: packed.slice() } : { fault: 'damaged' }
}

/** The largest unpacked size for people. */
export const limitInWords = `${largestUnpackedBytes / 1024 / 1024} MB`

/** Whether a person put a file there: macOS adds a folder of its own; names with a leading dot are hidden. */
export function isOfUser({ path }: ArchiveEntry): boolean {
  return !/(^|\/)(__MACOSX\/|\.)/.test(path)
}
