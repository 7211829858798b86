import { sectionType, type Morphology } from '../../morphology.ts'
import { textBetween, type DecodedText } from '../../text/decodeText.ts'
import { assembleMorphology } from '../../traced/assemble.ts'
import { TracedCell } from '../../traced/tracedCell.ts'
import type { DigitisedPoints, PointKind } from '../digitised/digitisedPoints.ts'
import { remarkDigitised } from '../digitised/remarkDigitised.ts'
import { addSomaOutline, wireToOutline } from '../digitised/somaOutline.ts'
import { traceBranches } from '../digitised/traceBranches.ts'
import type { Likelihood, MorphologyFormat, ReaderInput } from '../format.ts'
import { scanDouglas3d } from './scanDouglas3d.ts'

/** Douglas 3D (R. Douglas and K. Martin), in tenths of µm after a line `3d`, or in µm without it. */
export const douglas3dFormat: MorphologyFormat = {
  id: 'douglas3d',
  title: 'Douglas 3D',
  extensions: [],
  sniff: sniffDouglas3d,
  read: readDouglas3d,
}

/** Reads a Douglas 3D file (SPEC.md, rules T10 to T13). */
function readDouglas3d(input: ReaderInput): Morphology | undefined {
  const { report } = input
  const scanned = scanDouglas3d(input)
  if (scanned.kinds.length === 0 && !report.failed)
    report.say('digitised/no-points', { example: 'type x y z diameter' })
  if (report.failed) return undefined
  const tags = scanned.kinds.map(kind => (outlineKinds.has(kind) ? sectionType.soma : sectionType.dend))
  const table: DigitisedPoints = { ...scanned, tags }
  const cell = new TracedCell(douglas3dFormat.id)
  const soma = addSomaOutline(cell, table, report)
  traceBranches(table, cell, report)
  if (soma) wireToOutline(cell, soma, 'wired', report)
  remarkDigitised(cell, soma !== undefined, input)
  return assembleMorphology(cell, input.name, report)
}

const outlineKinds: ReadonlySet<PointKind> = new Set<PointKind>(['outlineStart', 'outline', 'outlineEnd'])

const sniffedBytes = 20000
const point = /^[ \t]*(mto|tto|bto)([ \t]+[-+.\d]+(e[-+]?\d+)?){4}[ \t]*\r?$/im

/** Certain where a tree or an outline begins; capitals with a number before them are Eutectic. */
function sniffDouglas3d(text: DecodedText): Likelihood {
  const beginning = textBetween(text, 0, sniffedBytes)
  if (point.test(beginning)) return 'certain'
  return /^[ \t]*3d[ \t]*\r?$/im.test(beginning) ? 'possible' : 'no'
}
