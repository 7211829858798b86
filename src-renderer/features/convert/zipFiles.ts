import { strToU8, Zip, ZipDeflate } from 'fflate/browser'

/** A file for an archive. */
export interface FileInZip {
  /** Its path there. */
  readonly name: string
  readonly bytes: Uint8Array
}

/** Bytes that are packed before the window gets its turn. */
const bytesInATurn = 500_000

/** Packs files into a zip archive, a little at a time, so that the window stays alive. */
export async function zipFiles(files: readonly FileInZip[]): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = []
  const archive = new Zip((error, chunk) => {
    if (error) throw error
    parts.push(chunk as Uint8Array<ArrayBuffer>)
  })
  let since = 0
  for (const { name, bytes } of files) {
    const entry = new ZipDeflate(name, { level: 6 })
    archive.add(entry)
    for (let at = 0; at === 0 || at < bytes.length; at += bytesInATurn) {
      const piece = bytes.subarray(at, at + bytesInATurn)
      entry.push(piece, at + bytesInATurn >= bytes.length)
      since += piece.length
      if (since < bytesInATurn) continue
      since = 0
      await new Promise(resolve => setTimeout(resolve))
    }
  }
  archive.end()
  return new Blob(parts, { type: 'application/zip' })
}

/** A table as comma-separated values, for an archive. */
export function csvFile(name: string, rows: readonly (readonly string[])[]): FileInZip {
  const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  return { name, bytes: strToU8(rows.map(row => `${row.map(cell).join(',')}\r\n`).join('')) }
}
