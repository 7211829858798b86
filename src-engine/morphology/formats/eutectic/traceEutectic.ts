import type { ImportReport } from '../../importReport.ts'
import { TracedCell } from '../../traced/tracedCell.ts'
import { placeOf } from '../digitised/digitisedPoints.ts'
import { addSomaOutline, wireToOutline } from '../digitised/somaOutline.ts'
import { traceBranches } from '../digitised/traceBranches.ts'
import type { EutecticPoints } from './scanEutectic.ts'

/** Makes sections out of the points (rules E1 to E8). The type of a section is the tag of its first point. */
export function traceEutectic(table: EutecticPoints, report: ImportReport): TracedCell {
  const cell = new TracedCell('eutectic')
  const soma = addSomaOutline(cell, table, report)
  table.types.forEach((type, point) => {
    if (type === 'TTO' || type === 'BTO')
      report.say('eutectic/unmerged-slices', { type }, placeOf(table, point))
  })
  traceBranches(table, cell, report)
  if (soma) wireToOutline(cell, soma, 'apart', report)
  return cell
}
