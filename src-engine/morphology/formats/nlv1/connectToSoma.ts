import { boundsInXy } from '../../boundsXy.ts'
import type { ImportReport } from '../../importReport.ts'
import { distanceBetween, outlinesCentre } from '../../traced/contourStack.ts'
import { narrowedRows } from '../../traced/narrowedRows.ts'
import type { TracedCell, TracedSection } from '../../traced/tracedCell.ts'
import type { Nlv1Division } from './divideNlv1.ts'
import type { BranchPlaces } from './findParents.ts'
import type { Nlv1Lines } from './scanNlv1.ts'

/** The outline reaches so far beyond its points [µm]. */
const somaMarginUm = 0.5

/** A file whose sections hang on branch points, and its soma. */
interface Nlv1Cell {
  readonly cell: TracedCell
  readonly soma: TracedSection
  /** By their number in the division; undefined for outlines left out. */
  readonly sections: readonly (TracedSection | undefined)[]
  readonly lines: Nlv1Lines
  readonly division: Nlv1Division
  readonly places: BranchPlaces
}

/**
 * Attaches the trees (rules T5 and T6): inside the soma's box to its middle, by a wire; otherwise to the section that
 * ends at their first point, or by a wire to the nearest branch point above or to the soma, whichever is nearer.
 */
export function connectToSoma(of: Nlv1Cell, report: ImportReport): void {
  const { cell, soma, sections, lines, division, places } = of
  cell.sections.unshift(soma)
  const outline = narrowedRows(cell, soma.points)
  const box = boundsInXy(outline, { start: 0, end: outline.count })
  const centre = outlinesCentre([outline])
  /** The first section that ends at a place, among those looked at. */
  const ends = new Map<string, TracedSection>([[endKey(cell, soma), soma]])
  sections.forEach((section, index) => {
    if (!section || section === soma) return
    const endsBefore = ends.get(startKey(cell, section))
    const key = endKey(cell, section)
    if (!ends.has(key)) ends.set(key, section)
    if (section.parent) return
    const { start } = section.points
    const at = {
      x: Math.fround(cell.points.x[start]!),
      y: Math.fround(cell.points.y[start]!),
      z: Math.fround(cell.points.z[start]!),
    }
    const isInside =
      at.x >= box.left - somaMarginUm &&
      at.x <= box.right + somaMarginUm &&
      at.y >= box.low - somaMarginUm &&
      at.y <= box.high + somaMarginUm
    const place = { line: cell.points.line[start]! }
    if (isInside) {
      section.parent = soma
      section.parentX = 0.5
      section.wire = centre
    } else if (endsBefore) section.parent = endsBefore
    else {
      const first = division.firstPoint[index]!
      const earlier = countBelow(division.branchPoints, first)
      const { position, distanceUm } = places.nearest.find(at.x, at.y, at.z, earlier)
      const above = position < 0 ? undefined : sections[division.sectionOf[division.branchPoints[position]!]!]
      const isBranchNearer = above !== undefined && distanceUm < distanceBetween(centre, at)
      section.parent = isBranchNearer ? above : soma
      const row = places.lines[position] ?? 0
      const { x, y, z } = lines.points
      section.wire = isBranchNearer ? { x: x[row]!, y: y[row]!, z: z[row]! } : centre
      const what = isBranchNearer ? 'the nearest branch point above it' : 'the end of the soma'
      report.say('nlv1/outside-soma', { what }, place)
    }
  })
}

function startKey(cell: TracedCell, { points }: TracedSection): string {
  return keyOf(cell, points.start)
}

function endKey(cell: TracedCell, { points }: TracedSection): string {
  return keyOf(cell, points.end - 1)
}

function keyOf({ points }: TracedCell, row: number): string {
  return `${Math.fround(points.x[row]!)},${Math.fround(points.y[row]!)},${Math.fround(points.z[row]!)}`
}

/** How many of ascending numbers are below a limit. */
function countBelow(ascending: Int32Array, limit: number): number {
  let [low, high] = [0, ascending.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (ascending[middle]! < limit) low = middle + 1
    else high = middle
  }
  return low
}
