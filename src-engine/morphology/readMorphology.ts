import { checked, type Checked } from '../core/checked.ts'
import type { MorphologyFormat, ReadOptions } from './formats/format.ts'
import { judgeName } from './formats/judgeName.ts'
import { binaryFormats, morphologyFormats } from './formats/registry.ts'
import { recogniseBinary, recogniseText } from './formats/unreadable.ts'
import { ImportReport } from './importReport.ts'
import type { Morphology } from './morphology.ts'
import { remarkSize } from './remarkSize.ts'
import { withSomaRule } from './soma/withSomaRule.ts'
import { unpackFile, type UnpackedFile } from './archive/unpackFile.ts'
import { decodeText, type DecodedText } from './text/decodeText.ts'

/** The cautious choices: nothing is joined, dropped or made up without being asked for. */
export const defaultReadOptions: Required<ReadOptions> = {
  extraRoots: 'separate',
  damagedLines: 'refuse',
  missingParents: 'refuse',
  forkTypes: 'types',
  cell: '',
  compartments: 'cylinders',
  soma: 'format',
}

/** What is asked for where a damaged file shall give as much of a cell as it can: everything left out is named. */
export const lenientReading = { damagedLines: 'skip', missingParents: 'root' } as const satisfies ReadOptions

/**
 * Reads a reconstructed cell from the bytes of its file, unpacked first where it is packed. The format is found from the
 * contents, then from the name's extension.
 *
 * @param name file name, for messages and as the morphology's name
 */
export function readMorphology(
  name: string,
  bytes: Uint8Array,
  options: ReadOptions = {},
): Checked<Morphology> {
  const report = new ImportReport(name)
  if (bytes.length === 0) report.say('morphology/empty-file', { name })
  const file = report.failed ? undefined : unpackFile({ name, bytes }, report, judgeName)
  const chosen = { ...defaultReadOptions, ...options }
  const asRead = file && readUnpacked(name, file, chosen, report)
  const morphology = asRead && withSomaRule(asRead, chosen.soma, report)
  if (morphology) remarkSize(morphology, report)
  return checked(morphology, report.diagnostics())
}

/**
 * The one reconstruction in a packed file, for those who keep files: as it is where it is not packed.
 *
 * @param name file name, for messages
 */
export function unpackMorphology(name: string, bytes: Uint8Array): Checked<UnpackedFile> {
  const report = new ImportReport(name)
  return checked(unpackFile({ name, bytes }, report, judgeName), report.diagnostics())
}

/** @param name the name given from outside, which the morphology gets; the file's own decides on the format */
function readUnpacked(
  name: string,
  file: UnpackedFile,
  options: Required<ReadOptions>,
  report: ImportReport,
): Morphology | undefined {
  const { bytes } = file
  const binary = binaryFormats.find(one => one.sniffBytes(bytes))
  if (binary) return binary.readBytes({ name, bytes, options, report })
  const text = readableText(file, report)
  const format = text && chooseFormat(file.name, text, report)
  return format && text && format.read({ name, text, options, report })
}

function readableText({ name, bytes }: UnpackedFile, report: ImportReport): DecodedText | undefined {
  const binary = recogniseBinary(bytes)
  const text = binary ? undefined : decodeText(bytes)
  if (bytes.length === 0) report.say('morphology/empty-file', { name })
  else if (binary) report.say('morphology/format-not-readable', { name, ...binary })
  else if (!text) report.say('morphology/binary-file', { name })
  else if (text.encoding !== 'utf-8') report.say('morphology/encoding', { encoding: text.encoding })
  return bytes.length > 0 ? text : undefined
}

function chooseFormat(name: string, text: DecodedText, report: ImportReport): MorphologyFormat | undefined {
  let possible: MorphologyFormat | undefined
  // The first that is certain is the one: the others need not look at the text.
  for (const format of morphologyFormats) {
    const likelihood = format.sniff(text)
    if (likelihood === 'certain') return format
    if (likelihood === 'possible') possible ??= format
  }
  const unreadable = recogniseText(text)
  const extension = name.slice(name.lastIndexOf('.')).toLowerCase()
  const named = morphologyFormats.find(format => format.extensions.includes(extension))
  if (unreadable) report.say('morphology/format-not-readable', { name, ...unreadable })
  else if (named) return named
  else if (possible) return possible
  else report.say('morphology/unknown-format', { name })
  return undefined
}
