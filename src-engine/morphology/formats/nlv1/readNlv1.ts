import type { Morphology } from '../../morphology.ts'
import type { DecodedText } from '../../text/decodeText.ts'
import { TextScanner } from '../../text/textScanner.ts'
import { assembleMorphology } from '../../traced/assemble.ts'
import type { Likelihood, MorphologyFormat, ReaderInput } from '../format.ts'
import { readFields, scanNlv1 } from './scanNlv1.ts'
import { traceNlv1 } from './traceNlv1.ts'

/** Neurolucida V1 text: `[major,minor] (x,y,z) radius` a line. */
export const nlv1Format: MorphologyFormat = {
  id: 'nlv1',
  title: 'Neurolucida version 1 text',
  extensions: [],
  sniff: sniffNlv1,
  read: readNlv1,
}

/** Reads a Neurolucida V1 file into sections as NEURON's Import3d does (SPEC.md, rules T1 to T6). */
function readNlv1(input: ReaderInput): Morphology | undefined {
  const { report } = input
  const lines = scanNlv1(input)
  if (lines.major.length === 0 && !report.failed) report.say('nlv1/no-points', {})
  if (report.failed) return undefined
  return assembleMorphology(traceNlv1(lines, report), input.name, report)
}

const sniffedLines = 1000

/** Certain if a line among the first thousand is a coded point. */
function sniffNlv1(text: DecodedText): Likelihood {
  const scanner = new TextScanner(text)
  const fields = new Float64Array(6)
  do {
    scanner.skipBlanks()
    if (readFields(scanner, fields) >= 4) return 'certain'
  } while (scanner.line < sniffedLines && scanner.nextLine())
  return 'no'
}
