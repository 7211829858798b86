import type { ImportReport } from '../../importReport.ts'
import { PointColumns } from '../../pointColumns.ts'
import type { TracedCell } from '../../traced/tracedCell.ts'
import type { SomaOutline } from '../../traced/tracedTrees.ts'

const fewestOutlinePoints = 3

/** A contour as it is written. */
export interface Contour {
  readonly name: string
  readonly closed: boolean
  readonly line: number
  readonly points: PointColumns
}

export function newContour(name: string, closed: boolean, line: number): Contour {
  return { name, closed, line, points: new PointColumns(64) }
}

/**
 * Keeps all contours as outlines, and puts the points of somas into the cell's table (rules X6 and X7).
 *
 * @returns the somas
 */
export function takeContours(
  contours: readonly Contour[],
  cell: TracedCell,
  report: ImportReport,
): SomaOutline[] {
  const somas: SomaOutline[] = []
  for (const { name, closed, line, points } of contours) {
    const range = { start: 0, end: points.count }
    const soma = somaName(name)
    const isOutline = points.count >= fewestOutlinePoints
    const start = cell.points.count
    if (soma && isOutline) {
      cell.points.addRange(points, 0, points.count)
      somas.push({ points: { start, end: cell.points.count }, line, ...soma })
    } else if (soma) report.say('morphology/soma-too-few-points', { count: points.count }, { line })
    if (points.count > 0)
      cell.annotations.addOutline(name, closed, points, range, soma && isOutline ? start : -1)
  }
  return somas
}

/**
 * Whether a contour of this name is a soma, and the stack that a number in its name puts it into. “Soma” must stand as a
 * word, so that no somatosensory area becomes a cell body.
 */
function somaName(name: string): { stack?: string } | undefined {
  const plain = name.trim().toLowerCase()
  if (plain === 'cellbody' || plain === 'cell body') return {}
  if (!/(^|[^a-z])soma($|[^a-z])/.test(plain)) return undefined
  return /\d/.test(plain) ? { stack: plain } : {}
}
