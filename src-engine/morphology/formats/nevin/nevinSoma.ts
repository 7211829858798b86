import type { ImportReport } from '../../importReport.ts'
import { sectionType } from '../../morphology.ts'
import { remarkDiameters } from '../../remarkDiameters.ts'
import { distanceBetween } from '../../traced/contourStack.ts'
import type { Place3d, TracedCell, TracedSection } from '../../traced/tracedCell.ts'
import { isOutline, type DigitisedPoints } from '../digitised/digitisedPoints.ts'

/** Adds the points of the soma, in the order of the file, as a cable (rule T15). */
export function addNevinSoma(
  cell: TracedCell,
  table: DigitisedPoints,
  report: ImportReport,
): TracedSection | undefined {
  const start = cell.points.count
  for (let i = 0; i < table.kinds.length; i++) {
    if (isOutline(table, i)) cell.points.addRange(table.points, i, i + 1)
  }
  const points = { start, end: cell.points.count }
  if (points.end === points.start) return undefined
  remarkDiameters(cell.points, points.start, points.end, report)
  const soma: TracedSection = {
    type: sectionType.soma,
    parent: undefined,
    parentX: 0,
    wire: undefined,
    points,
    outlines: undefined,
  }
  cell.sections.push(soma)
  return soma
}

/** Attaches every tree to the middle of the soma by a wire (rule T16). */
export function wireToCable(cell: TracedCell, soma: TracedSection): void {
  const middle = middleOf(cell, soma)
  for (const section of cell.sections) {
    if (section === soma || section.parent) continue
    section.parent = soma
    section.parentX = 0.5
    section.wire = middle
  }
}

/** The place half-way along a cable. */
function middleOf(cell: TracedCell, { points }: TracedSection): Place3d {
  const { x, y, z } = cell.points
  const at = (row: number): Place3d => ({ x: x[row]!, y: y[row]!, z: z[row]! })
  let length = 0
  for (let row = points.start + 1; row < points.end; row++) length += distanceBetween(at(row - 1), at(row))
  let left = length / 2
  for (let row = points.start + 1; row < points.end; row++) {
    const [from, to] = [at(row - 1), at(row)]
    const step = distanceBetween(from, to)
    if (step >= left && step > 0) {
      const share = left / step
      return {
        x: from.x + share * (to.x - from.x),
        y: from.y + share * (to.y - from.y),
        z: from.z + share * (to.z - from.z),
      }
    }
    left -= step
  }
  return at(points.start)
}
