import { sectionType, type Morphology } from '../../morphology.ts'
import { textBetween, type DecodedText } from '../../text/decodeText.ts'
import { assembleMorphology } from '../../traced/assemble.ts'
import { TracedCell } from '../../traced/tracedCell.ts'
import type { DigitisedPoints, PointKind } from '../digitised/digitisedPoints.ts'
import { remarkDigitised } from '../digitised/remarkDigitised.ts'
import { traceBranches } from '../digitised/traceBranches.ts'
import type { Likelihood, MorphologyFormat, ReaderInput } from '../format.ts'
import { addNevinSoma, wireToCable } from './nevinSoma.ts'
import { scanNevin, type NevinPoints, type NevinType } from './scanNevin.ts'

/** Nevin (R. Nevin's program DIG): `number type x y z diameter` a line, branches depth first. */
export const nevinFormat: MorphologyFormat = {
  id: 'nevin',
  title: 'Nevin',
  extensions: [],
  sniff: sniffNevin,
  read: readNevin,
}

/** Reads a Nevin file (SPEC.md, rules T14 to T16). */
function readNevin(input: ReaderInput): Morphology | undefined {
  const { report } = input
  const scanned = scanNevin(input)
  if (scanned.points.count === 0 && !report.failed)
    report.say('digitised/no-points', { example: 'number type x y z diameter' })
  if (report.failed) return undefined
  const table = digitised(scanned)
  const cell = new TracedCell(nevinFormat.id)
  const soma = addNevinSoma(cell, table, report)
  traceBranches(table, cell, report)
  if (soma) wireToCable(cell, soma)
  remarkDigitised(cell, soma !== undefined, input)
  return assembleMorphology(cell, input.name, report)
}

const kindOfType: Readonly<Record<NevinType, PointKind>> = {
  C: 'along',
  B: 'branching',
  T: 'ending',
  S: 'outline',
}

/** What each point means; those of the soma, with the branch point in its middle and its end, are `outline`. */
function digitised({ points, types }: NevinPoints): DigitisedPoints {
  let isSoma = false
  const kinds = types.map(type => {
    // The soma is traced as a branch: a neurite may leave it at a B, and its end is a T.
    if (type === 'S') isSoma = true
    else if (type === 'C') isSoma = false
    const kind = isSoma ? 'outline' : kindOfType[type]
    if (type === 'T') isSoma = false
    return kind
  })
  return { points, types, kinds, tags: types.map(() => sectionType.dend) }
}

const sniffedBytes = 20000
const point = /^[ \t]*\d+[ \t]+[CSBTFfcPE]([ \t]+[-+.\d]+(e[-+]?\d+)?){4}[ \t]*\r?$/m

function sniffNevin(text: DecodedText): Likelihood {
  return point.test(textBetween(text, 0, sniffedBytes)) ? 'certain' : 'no'
}
