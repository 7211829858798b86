import { mostEntries } from './limits.ts'

/** A file in a zip archive, as the archive's directory describes it. */
export interface ZipEntry {
  readonly path: string
  /** 0 stored, 8 deflated; others are rare. */
  readonly method: number
  readonly isEncrypted: boolean
  readonly checkSum: number
  readonly packedBytes: number
  readonly bytes: number
  /** Where its own header stands. */
  readonly offset: number
}

const endSignature = 0x06054b50
const endBytes = 22
const entrySignature = 0x02014b50
const entryBytes = 46
/** The comment behind the directory's end is at most so long. */
const longestComment = 65535

/**
 * The files that the directory of a zip archive lists, without folders.
 *
 * @returns undefined where the directory is damaged or missing
 */
export function zipEntries(archive: Uint8Array): readonly ZipEntry[] | undefined {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength)
  const end = findEnd(view)
  if (end === undefined) return undefined
  const count = view.getUint16(end + 10, true)
  if (count > mostEntries) return undefined
  const entries: ZipEntry[] = []
  let at = view.getUint32(end + 16, true)
  for (let i = 0; i < count; i++) {
    if (at + entryBytes > end || view.getUint32(at, true) !== entrySignature) return undefined
    const pathBytes = view.getUint16(at + 28, true)
    const flags = view.getUint16(at + 8, true)
    const next = at + entryBytes + pathBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
    if (next > end) return undefined
    const path = pathOf(archive.subarray(at + entryBytes, at + entryBytes + pathBytes))
    if (!path.endsWith('/')) {
      entries.push({
        path,
        method: view.getUint16(at + 10, true),
        isEncrypted: (flags & 1) === 1,
        checkSum: view.getUint32(at + 16, true),
        packedBytes: view.getUint32(at + 20, true),
        bytes: view.getUint32(at + 24, true),
        offset: view.getUint32(at + 42, true),
      })
    }
    at = next
  }
  return entries
}

/** The packed bytes of an entry; undefined where they do not lie in the archive. */
export function packedBytes(archive: Uint8Array, entry: ZipEntry): Uint8Array | undefined {
  const { offset } = entry
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength)
  if (offset + 30 > archive.length || view.getUint32(offset, true) !== 0x04034b50) return undefined
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true)
  const stop = start + entry.packedBytes
  return stop <= archive.length ? archive.subarray(start, stop) : undefined
}

/** The directory's end is the last thing in the file but for a comment. */
function findEnd(view: DataView): number | undefined {
  const first = Math.max(0, view.byteLength - endBytes - longestComment)
  for (let at = view.byteLength - endBytes; at >= first; at--) {
    if (view.getUint32(at, true) === endSignature) return at
  }
  return undefined
}

/** Paths are UTF-8 nowadays; older ones read well enough where they are ASCII. */
function pathOf(bytes: Uint8Array): string {
  let path = ''
  for (const byte of bytes) path += byte === 0x5c ? '/' : String.fromCharCode(byte)
  try {
    return decodeURIComponent(escapeBytes(path))
  } catch {
    return path
  }
}

function escapeBytes(path: string): string {
  return path.replace(
    /[%\u0080-\u00ff]/g,
    character => `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  )
}
