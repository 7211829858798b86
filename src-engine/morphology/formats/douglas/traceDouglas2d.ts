import type { ImportReport } from '../../importReport.ts'
import type { ListedSection } from '../../listed/listedSection.ts'
import { sectionType } from '../../morphology.ts'
import type { Douglas2dCylinder, Douglas2dTable } from './scanDouglas2d.ts'

/**
 * Makes a section of every piece: depth first, two pieces after every branch point; those on the soma hang on its
 * middle (rules T21 and T22).
 */
export function traceDouglas2d({ soma, cylinders }: Douglas2dTable, report: ImportReport): ListedSection[] {
  const sections: ListedSection[] = []
  if (soma && soma.lengthUm > 0) sections.push(sectionOf(soma, 'soma[0]', sectionType.soma, -1, 0))
  else report.say('digitised/no-soma', { trees: cylinders.length })
  const root = sections.length - 1
  /** Sections that wait for a branch, once for each that is missing. */
  const waiting: number[] = []
  let count = 0
  for (const piece of cylinders) {
    const place = { line: piece.line }
    const up = waiting.pop()
    const parent = up ?? root
    if (piece.lengthUm === 0) report.say('douglas/no-length', { label: piece.label }, place)
    else {
      if (piece.diameterUm === 0) report.say('morphology/zero-diameter', {}, place)
      if (piece.diameterUm < 0) report.say('morphology/negative-diameter', {}, place)
      sections.push(
        sectionOf(piece, `dend[${count++}]`, sectionType.dend, parent, parent === root ? middleX : 1),
      )
    }
    // A piece without length is no cable: what follows hangs on its parent.
    const index = piece.lengthUm === 0 ? parent : sections.length - 1
    if (piece.termination === 'bp') waiting.push(index, index)
  }
  const last = cylinders.at(-1)
  if (waiting.length > 0 && last)
    report.say('digitised/missing-branches', { count: waiting.length }, { line: last.line })
  return sections
}

const middleX = 0.5

function sectionOf(
  { lengthUm, diameterUm, line }: Douglas2dCylinder,
  name: string,
  type: number,
  parent: number,
  parentX: number,
): ListedSection {
  return { name, type, parent, parentX, shape: { lengthUm, diameterUm }, lines: [line] }
}
