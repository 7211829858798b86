import { PointColumns } from '../../pointColumns.ts'
import type { ImportReport } from '../../importReport.ts'
import { sectionType } from '../../morphology.ts'
import { TracedCell, type TracedSection } from '../../traced/tracedCell.ts'
import { divideSwc, type SwcDivision } from './divideSwc.ts'
import type { OrderedSwc } from './orderSwc.ts'
import type { SwcPoints } from './swcPoints.ts'

/**
 * Makes sections with parents, places of attachment and wires out of ordered points (rules S10 to S20). A section
 * starts with a copy of its parent point, except roots and sections that are drawn to the soma by a wire.
 */
export function traceSwc(
  ordered: OrderedSwc,
  extraRoots: 'separate' | 'neuron',
  report: ImportReport,
): TracedCell {
  const { points } = ordered
  const division = divideSwc(ordered, extraRoots)
  const { firstPoint } = division
  const count = firstPoint.length - 1
  const cell = new TracedCell('swc', new PointColumns(points.count + count))
  const sectionOf = sectionOfPoints(firstPoint)
  const ownPoints: PointSpan[] = []
  for (let s = 0; s < count; s++) {
    const first = firstPoint[s]!
    const last = division.isSphere[first] ? first : firstPoint[s + 1]! - 1
    ownPoints.push({ first, last })
    const up = parentPoint(division, first, s, extraRoots)
    if (up < 0) {
      cell.sections.push(
        addSection(cell, points, { first, last, copied: undefined, parent: undefined, parentX: 0 }),
      )
      continue
    }
    const parentSection = sectionOf[up]!
    const parent = cell.sections[parentSection]!
    if (division.atNearEnd[first] && ownPoints[parentSection]!.first === ownPoints[parentSection]!.last) {
      if (parent.parent)
        report.say('swc/attached-at-near-end', { id: points.id[up]! }, { line: points.line[first]! })
    }
    const place = attach(division, points, {
      first,
      last,
      parentPoint: ordered.parent[first]!,
      parent: ownPoints[parentSection]!,
      parentIsRoot: extraRoots === 'neuron' ? parentSection === 0 : parent.parent === undefined,
    })
    const copied = place.wired ? undefined : up
    const section = addSection(cell, points, { first, last, copied, parent, parentX: place.parentX })
    if (place.wired) section.wire = { x: points.x[up]!, y: points.y[up]!, z: points.z[up]! }
    cell.sections.push(section)
  }
  return cell
}

/** Own points of a section, both ends included. */
interface PointSpan {
  readonly first: number
  readonly last: number
}

function sectionOfPoints(firstPoint: Int32Array): Int32Array {
  const count = firstPoint.length - 1
  const sectionOf = new Int32Array(firstPoint[count]!)
  for (let s = 0; s < count; s++) sectionOf.fill(s, firstPoint[s]!, firstPoint[s + 1]!)
  return sectionOf
}

/** The point that a section hangs on; −1 for a root that stays one. */
function parentPoint(
  division: SwcDivision,
  first: number,
  section: number,
  extraRoots: 'separate' | 'neuron',
): number {
  const up = division.parent[first]!
  return up < 0 && extraRoots === 'neuron' && section > 0 ? 0 : up
}

interface Attachment extends PointSpan {
  /** −1 for a further root that is joined to the first point of the file. */
  readonly parentPoint: number
  readonly parent: PointSpan
  readonly parentIsRoot: boolean
}

/** Where on its parent a section is attached, and whether by a wire without electrical effect. */
function attach(
  division: SwcDivision,
  points: SwcPoints,
  at: Attachment,
): { parentX: number; wired: boolean } {
  const { type } = points
  const { soma } = sectionType
  const { parent } = at
  const parentIsSoma = type[parent.first] === soma
  const isSoma = type[at.first] === soma
  const isLong = at.last > at.first
  const siblingsInSoma = at.parentPoint >= 0 ? division.somaChildren[at.parentPoint]! : 0
  const nearEnd = (place: { parentX: number; wired: boolean }) =>
    division.atNearEnd[at.first] ? { ...place, parentX: 0 } : place
  if (at.parentIsRoot) {
    if (parentIsSoma && !isSoma && parent.first === parent.last)
      return nearEnd({ parentX: 0.5, wired: isLong })
    if (at.parentPoint === parent.first) return nearEnd({ parentX: 0, wired: !isSoma && siblingsInSoma > 1 })
  }
  if (!parentIsSoma) return nearEnd({ parentX: 1, wired: false })
  if (at.parentPoint < parent.last) return nearEnd({ parentX: 0.5, wired: !isSoma && isLong })
  return nearEnd({ parentX: 1, wired: !isSoma && isLong && siblingsInSoma > 1 })
}

interface NewTrace extends PointSpan {
  /** The parent point that is repeated as the section's first; undefined for none. */
  readonly copied: number | undefined
  readonly parent: TracedSection | undefined
  readonly parentX: number
}

function addSection(cell: TracedCell, points: SwcPoints, trace: NewTrace): TracedSection {
  const { first, last, copied, parent, parentX } = trace
  const { x, y, z, diameter, line, type } = points
  const start = cell.points.count
  if (copied !== undefined) {
    // At the soma the copy takes the width of the dendrite, so that the area is not grossly wrong.
    const leavesSoma = parent?.type === sectionType.soma && type[first] !== sectionType.soma
    const width = diameter[leavesSoma ? first : copied]!
    cell.points.add(x[copied]!, y[copied]!, z[copied]!, width, line[copied]!)
  }
  for (let row = first; row <= last; row++)
    cell.points.add(x[row]!, y[row]!, z[row]!, diameter[row]!, line[row]!)
  const range = { start, end: cell.points.count }
  return { type: type[first]!, parent, parentX, wire: undefined, points: range, outlines: undefined }
}
