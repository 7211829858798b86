import type { Morphology } from '../../morphology.ts'
import { buildListed } from '../../listed/buildListed.ts'
import { textBetween, type DecodedText } from '../../text/decodeText.ts'
import type { Likelihood, MorphologyFormat, ReaderInput } from '../format.ts'
import { scanDouglas2d } from './scanDouglas2d.ts'
import { traceDouglas2d } from './traceDouglas2d.ts'

/** Douglas 2D: a line with length and diameter [cm] for each piece between branch points, without coordinates. */
export const douglas2dFormat: MorphologyFormat = {
  id: 'douglas2d',
  title: 'Douglas 2D',
  extensions: ['.cab'],
  sniff: sniffDouglas2d,
  read: readDouglas2d,
}

/** Reads a Douglas 2D file (SPEC.md, rules T20 to T22). */
function readDouglas2d(input: ReaderInput): Morphology | undefined {
  const { report } = input
  const table = scanDouglas2d(input)
  if (!table.soma && table.cylinders.length === 0 && !report.failed) report.say('douglas/no-pieces', {})
  if (report.failed) return undefined
  const sections = traceDouglas2d(table, report)
  if (sections.length === 0) report.say('morphology/no-sections', {})
  if (report.failed) return undefined
  report.say('douglas/no-coordinates', {})
  return buildListed(sections, input.name, douglas2dFormat.id)
}

function sniffDouglas2d(text: DecodedText): Likelihood {
  return /^[ \t]*branchID[ \t]+br\.ord/im.test(textBetween(text, 0, 20000)) ? 'certain' : 'no'
}
