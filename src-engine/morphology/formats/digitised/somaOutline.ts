import { boundsInXy } from '../../boundsXy.ts'
import type { ImportReport } from '../../importReport.ts'
import { outlinesCentre } from '../../traced/contourStack.ts'
import { narrowedRows } from '../../traced/narrowedRows.ts'
import type { TracedCell, TracedSection } from '../../traced/tracedCell.ts'
import { isOutline, placeOf, type DigitisedPoints } from './digitisedPoints.ts'

/** The outline reaches so far beyond its points [µm]. */
const somaMarginUm = 0.5
const fewestOutlinePoints = 3

/** Adds the first soma outline as a section (rules E4, E8). */
export function addSomaOutline(
  cell: TracedCell,
  table: DigitisedPoints,
  report: ImportReport,
): TracedSection | undefined {
  const first = table.kinds.indexOf('outlineStart')
  if (first < 0) return undefined
  const last = table.kinds.indexOf('outlineEnd', first)
  if (last < 0) {
    report.say('digitised/outline-without-end', {}, placeOf(table, first))
    return undefined
  }
  const further = table.kinds.indexOf('outlineStart', last)
  if (further >= 0) report.say('digitised/further-outline', {}, placeOf(table, further))
  const start = cell.points.count
  for (let i = first; i <= last; i++) if (isOutline(table, i)) cell.points.addRange(table.points, i, i + 1)
  const range = { start, end: cell.points.count }
  const count = range.end - range.start
  if (count < fewestOutlinePoints) {
    report.say('digitised/outline-too-few-points', { count }, placeOf(table, first))
    return undefined
  }
  const type = table.tags[first] ?? 0
  cell.annotations.addOutline('', true, cell.points, range, start)
  const soma = { type, parent: undefined, parentX: 0, wire: undefined, points: range, outlines: [range] }
  cell.sections.push(soma)
  return soma
}

/**
 * Wires the trees that start within the soma's box to its centre (rule E5); the others are kept apart, or wired as well
 * where the format knows of one cell only (rule T12).
 */
export function wireToOutline(
  cell: TracedCell,
  soma: TracedSection,
  others: 'apart' | 'wired',
  report: ImportReport,
): void {
  const outline = narrowedRows(cell, soma.points)
  const box = boundsInXy(outline, { start: 0, end: outline.count })
  const centre = outlinesCentre([outline])
  for (const section of cell.sections) {
    if (section === soma || section.parent) continue
    const { start } = section.points
    const x = cell.points.x[start] ?? 0
    const y = cell.points.y[start] ?? 0
    const isInside =
      x >= box.left - somaMarginUm &&
      x <= box.right + somaMarginUm &&
      y >= box.low - somaMarginUm &&
      y <= box.high + somaMarginUm
    if (!isInside) {
      const code = others === 'apart' ? 'digitised/outside-soma' : 'digitised/outside-soma-wired'
      report.say(code, {}, { line: cell.points.line[start] ?? 1 })
    }
    if (!isInside && others === 'apart') continue
    section.parent = soma
    section.parentX = 0.5
    section.wire = centre
  }
}
