import type { ImportReport } from '../importReport.ts'
import { gunzip } from './inflate.ts'
import { entryBytes, isOfUser, isZip, limitInWords } from './listArchive.ts'
import { zipEntries } from './zipEntries.ts'

/** A file as it was before it was packed. */
export interface UnpackedFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/** How surely a name is that of a reconstruction. */
export type NameJudge = (name: string) => 'certain' | 'possible' | 'no'

/** A zip of gzipped files is met; deeper nests are not. */
const deepest = 3
const mostNamed = 8

/**
 * Takes a file out of what it is packed in: gzip, or a zip archive in which one file has an ending of a
 * reconstruction. Other files are given back as they are.
 *
 * @param judge judges the names in an archive
 * @returns undefined where the report holds an error
 */
export function unpackFile(
  file: UnpackedFile,
  report: ImportReport,
  judge: NameJudge,
): UnpackedFile | undefined {
  let current: UnpackedFile | undefined = file
  for (let depth = 0; current && depth < deepest; depth++) {
    if (isGzip(current.bytes)) current = unzipped(current, report)
    else if (isZip(current.bytes)) current = onlyReconstruction(current, report, judge)
    else return current
  }
  if (current) report.say('archive/too-deep', { name: file.name })
  return undefined
}

function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b
}

function unzipped({ name, bytes }: UnpackedFile, report: ImportReport): UnpackedFile | undefined {
  const unpacked = gunzip(bytes)
  if ('bytes' in unpacked) return { name: name.replace(/\.gz$/i, ''), bytes: unpacked.bytes }
  if (unpacked.fault === 'too-large') report.say('archive/too-large', { name, limit: limitInWords })
  else report.say('archive/damaged', { name })
  return undefined
}

function onlyReconstruction(
  { name, bytes }: UnpackedFile,
  report: ImportReport,
  judge: NameJudge,
): UnpackedFile | undefined {
  const entries = zipEntries(bytes)
  if (!entries) {
    report.say('archive/damaged', { name })
    return undefined
  }
  const paths = entries.filter(isOfUser).map(({ path }) => path)
  const judged = paths.map(path => ({ path, likelihood: judge(path.replace(/\.gz$/i, '')) }))
  const certain = judged.filter(({ likelihood }) => likelihood === 'certain')
  const likely = certain.length > 0 ? certain : judged.filter(({ likelihood }) => likelihood === 'possible')
  const found = likely.map(({ path }) => path)
  const [only] = found
  if (found.length === 1 && only !== undefined) {
    const inner = entryBytes(name, bytes, only, report)
    return inner && { name: only, bytes: inner }
  }
  const named = found.slice(0, mostNamed).map(path => `“${path}”`)
  const list = named.join(', ') + (found.length > mostNamed ? ', …' : '')
  if (found.length === 0) report.say('archive/nothing-inside', { name, files: paths.length })
  else report.say('archive/several-inside', { name, count: found.length, list, example: found[0] ?? '' })
  return undefined
}
