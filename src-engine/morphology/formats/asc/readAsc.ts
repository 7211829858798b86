import type { Morphology } from '../../morphology.ts'
import { isLineEnd, TextScanner } from '../../text/textScanner.ts'
import { textBetween, type DecodedText } from '../../text/decodeText.ts'
import { assembleMorphology } from '../../traced/assemble.ts'
import { TracedCell } from '../../traced/tracedCell.ts'
import type { Likelihood, MorphologyFormat, ReaderInput } from '../format.ts'
import { attachSomas } from '../../traced/attachSomas.ts'
import { parseAsc } from './parseAsc.ts'
import { PointColumns } from '../../pointColumns.ts'

/** Neurolucida ASC, version 3: contours and trees in nested parentheses. */
export const ascFormat: MorphologyFormat = {
  id: 'asc',
  title: 'Neurolucida ASC (version 3)',
  extensions: ['.asc'],
  sniff: sniffAsc,
  read: readAsc,
}

/** Reads a Neurolucida file into sections as NEURON's Import3d does (SPEC.md, rules N1 to N14). */
function readAsc(input: ReaderInput): Morphology | undefined {
  const { report } = input
  const cell = new TracedCell('asc', new PointColumns(input.text.length / 24))
  const contents = parseAsc(input.text, cell, report)
  if (report.failed) return undefined
  attachSomas(contents, cell, report)
  return assembleMorphology(cell, input.name, report)
}

/** Certain if the first character outside comments is an opening parenthesis. */
function sniffAsc(text: DecodedText): Likelihood {
  const scanner = new TextScanner(text)
  do {
    scanner.skipBlanks()
    const start = scanner.position
    const code = scanner.bytes[start]
    if (isLineEnd(code)) continue
    if (code === 40) return 'certain'
    if (code !== 59) return 'no'
    if (/^;\s*V3/.test(textBetween(text, start, start + 20))) return 'certain'
  } while (scanner.nextLine())
  return 'no'
}
