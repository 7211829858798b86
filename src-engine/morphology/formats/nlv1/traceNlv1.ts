import type { ImportReport } from '../../importReport.ts'
import { sectionType } from '../../morphology.ts'
import { PointColumns } from '../../pointColumns.ts'
import { remarkDiameters } from '../../remarkDiameters.ts'
import { TracedCell, type TracedSection } from '../../traced/tracedCell.ts'
import { divideNlv1, typeOfMinor, type Nlv1Division } from './divideNlv1.ts'
import { findParents, indexBranchPoints, type Nlv1Parent } from './findParents.ts'
import { connectToSoma } from './connectToSoma.ts'
import { symbol, type Nlv1Lines } from './scanNlv1.ts'

const fewestOutlinePoints = 3

/** Makes sections out of the coded lines, and attaches them to each other and to the soma (rules T2 to T6). */
export function traceNlv1(lines: Nlv1Lines, report: ImportReport): TracedCell {
  const division = divideNlv1(lines, report)
  const places = indexBranchPoints(lines, division)
  const parents = findParents(lines, division, places, report)
  const cell = new TracedCell('nlv1', new PointColumns(lines.points.count + parents.length))
  /** The section that a number of the division became; none for outlines that are left out. */
  const sections: (TracedSection | undefined)[] = []
  let soma: TracedSection | undefined
  parents.forEach((parent, index) => {
    const section = addSection({ cell, lines, division, sections, report }, index, parent)
    if (section.outlines) {
      const isUsed = !soma && section.points.end - section.points.start >= fewestOutlinePoints
      const place = { line: cell.points.line[section.points.start] ?? 1 }
      const row = isUsed ? section.points.start : -1
      cell.annotations.addOutline('', true, cell.points, section.points, row)
      if (isUsed) soma = section
      else report.say(soma ? 'nlv1/further-outline' : 'nlv1/outline-too-few-points', {}, place)
      sections.push(isUsed ? section : undefined)
      return
    }
    sections.push(section)
    cell.sections.push(section)
  })
  addMarkers(cell, lines)
  if (soma) connectToSoma({ cell, soma, sections, lines, division, places }, report)
  else if (cell.sections.length > 0) {
    const trees = cell.sections.filter(section => !section.parent).length
    report.say('digitised/no-soma', { trees })
  }
  return cell
}

/** Markers (3,n), each a symbol of number n at a place, on the point above it in the file if that is cable. */
function addMarkers(cell: TracedCell, lines: Nlv1Lines): void {
  if (!lines.major.includes(symbol)) return
  const { x, y, z, diameter, line } = lines.points
  /** The first row of each line: copies that branches begin with come later. */
  const rows = new Map<number, number>()
  for (let row = cell.points.count - 1; row >= 0; row--) rows.set(cell.points.line[row]!, row)
  let row = -1
  lines.major.forEach((major, i) => {
    row = rows.get(line[i]!) ?? row
    if (major !== symbol) return
    const mark = { x: x[i]!, y: y[i]!, z: z[i]!, diameter: diameter[i]!, line: line[i]!, row }
    cell.annotations.markers.push({ ...mark, kind: `${lines.minor[i]}`, name: '' })
  })
}

/** What sections are made of. */
interface Tracing {
  readonly cell: TracedCell
  readonly lines: Nlv1Lines
  readonly division: Nlv1Division
  readonly sections: readonly (TracedSection | undefined)[]
  readonly report: ImportReport
}

function addSection(tracing: Tracing, index: number, parent: Nlv1Parent | undefined): TracedSection {
  const { cell, lines, division, sections, report } = tracing
  const { firstPoint, lineOf } = division
  const first = firstPoint[index]!
  const end = firstPoint[index + 1]!
  const line = lineOf[first]!
  const { points } = lines
  const minor = lines.minor[line]!
  const type = typeOfMinor(minor)
  if (type === undefined) report.say('nlv1/unknown-type', { minor }, { line: points.line[line]! })
  const start = cell.points.count
  const above = parent && sections[parent.section]
  if (above && parent.copied !== undefined) {
    const from = parent.copied
    cell.points.add(
      points.x[from]!,
      points.y[from]!,
      points.z[from]!,
      points.diameter[line]!,
      points.line[from]!,
    )
  }
  for (let point = first; point < end; point++)
    cell.points.addRange(points, lineOf[point]!, lineOf[point]! + 1)
  const range = { start, end: cell.points.count }
  const isOutline = type === sectionType.soma
  // The width of a branch's first point is that of the branch before it; its own begins with the second.
  if (above && range.end - start > 1) cell.points.diameter[start] = cell.points.diameter[start + 1]!
  if (!isOutline) remarkDiameters(cell.points, start, range.end, report)
  return {
    type: type ?? sectionType.undefined,
    parent: above,
    parentX: 1,
    wire: undefined,
    points: range,
    outlines: isOutline ? [range] : undefined,
  }
}
