import { checked, refused, type Checked } from '../core/checked.ts'
import type { MorphologyFormat, ReadOptions } from './formats/format.ts'
import { morphologyFormats } from './formats/registry.ts'
import { recogniseBinary, recogniseText } from './formats/unreadable.ts'
import { ImportReport } from './importReport.ts'
import type { Morphology } from './morphology.ts'
import { remarkSize } from './remarkSize.ts'
import { decodeText, type DecodedText } from './text/decodeText.ts'

/** The cautious choices: nothing is joined, dropped or made up without being asked for. */
export const defaultReadOptions: Required<ReadOptions> = {
  extraRoots: 'separate',
  damagedLines: 'refuse',
  missingParents: 'refuse',
}

/**
 * Reads a reconstructed cell from the bytes of its file. The format is found from the contents, then from the name's
 * extension.
 *
 * @param name file name, for messages and as the morphology's name
 */
export function readMorphology(
  name: string,
  bytes: Uint8Array,
  options: ReadOptions = {},
): Checked<Morphology> {
  const report = new ImportReport(name)
  const text = readableText(name, bytes, report)
  if (!text) return refused(report.diagnostics())
  const format = chooseFormat(name, text, report)
  if (!format) return refused(report.diagnostics())
  const morphology = format.read({ name, text, options: { ...defaultReadOptions, ...options }, report })
  if (morphology) remarkSize(morphology, report)
  return checked(morphology, report.diagnostics())
}

function readableText(name: string, bytes: Uint8Array, report: ImportReport): DecodedText | undefined {
  if (bytes.length === 0) {
    report.say('morphology/empty-file', { name })
    return undefined
  }
  const binary = recogniseBinary(bytes)
  const text = binary ? undefined : decodeText(bytes)
  if (binary) report.say('morphology/format-not-readable', { name, ...binary })
  else if (!text) report.say('morphology/binary-file', { name })
  else if (text.encoding !== 'utf-8') report.say('morphology/encoding', { encoding: text.encoding })
  return text
}

function chooseFormat(name: string, text: DecodedText, report: ImportReport): MorphologyFormat | undefined {
  const judged = morphologyFormats.map(format => ({ format, likelihood: format.sniff(text) }))
  const certain = judged.find(({ likelihood }) => likelihood === 'certain')
  if (certain) return certain.format
  const unreadable = recogniseText(text)
  const extension = name.slice(name.lastIndexOf('.')).toLowerCase()
  const named = morphologyFormats.find(format => format.extensions.includes(extension))
  const possible = judged.find(({ likelihood }) => likelihood === 'possible')
  if (unreadable) report.say('morphology/format-not-readable', { name, ...unreadable })
  else if (named) return named
  else if (possible) return possible.format
  else report.say('morphology/unknown-format', { name })
  return undefined
}
