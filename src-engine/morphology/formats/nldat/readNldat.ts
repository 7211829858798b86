import type { Morphology } from '../../morphology.ts'
import { PointColumns } from '../../pointColumns.ts'
import { assembleMorphology } from '../../traced/assemble.ts'
import { attachSomas } from '../../traced/attachSomas.ts'
import { TracedCell } from '../../traced/tracedCell.ts'
import type { BinaryFormat, BytesInput } from '../format.ts'
import { headerBytes, NldatReader } from './nldatReader.ts'

/** Neurolucida DAT, version 3: the contours and trees of ASC in binary blocks. */
export const nldatFormat: BinaryFormat = {
  id: 'nldat',
  title: 'Neurolucida DAT',
  extensions: ['.dat', '.nrx'],
  sniffBytes: bytes => isThird(bytes) || isClassic(bytes),
  readBytes: readNldat,
}

/** Stands behind the last block, little-endian. */
const endMark = 0xaabbccdd
/** A point takes so many bytes. */
const bytesOfPoint = 24

function isThird(bytes: Uint8Array): boolean {
  return startsWith(bytes, [4, ...[...'V3 DAT file'].map(letter => letter.charCodeAt(0))])
}

function isClassic(bytes: Uint8Array): boolean {
  return startsWith(bytes, [3, 0])
}

function startsWith(bytes: Uint8Array, wanted: readonly number[]): boolean {
  return wanted.every((byte, i) => bytes[i] === byte)
}

/** Reads a DAT file into sections, by the rules for ASC where they speak of the same (SPEC.md, B20 to B25). */
function readNldat({ name, bytes, report }: BytesInput): Morphology | undefined {
  if (!isThird(bytes)) {
    report.say('nldat/classic', {})
    return undefined
  }
  if (bytes.length < headerBytes)
    report.say('nldat/damaged', { at: bytes.length, what: 'its beginning is cut off' })
  if (report.failed) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const hasEnd = bytes.length >= headerBytes + 4 && view.getUint32(bytes.length - 4, true) === endMark
  if (!hasEnd) report.say('nldat/no-end', {})
  const cell = new TracedCell(nldatFormat.id, new PointColumns(bytes.length / bytesOfPoint))
  const reader = new NldatReader(bytes, cell, report)
  reader.read(hasEnd ? bytes.length - 4 : bytes.length)
  if (report.failed) return undefined
  attachSomas({ somas: reader.somas, branches: cell.sections }, cell, report)
  return assembleMorphology(cell, name, report)
}
