import { boundsInXy } from '../../boundsXy.ts'
import type { ImportReport } from '../../importReport.ts'
import { remarkDiameters } from '../../remarkDiameters.ts'
import { outlinesCentre } from '../../traced/contourStack.ts'
import { narrowedRows } from '../../traced/narrowedRows.ts'
import { TracedCell, type TracedSection } from '../../traced/tracedCell.ts'
import type { EutecticPoints } from './scanEutectic.ts'

/** The outline reaches so far beyond its points [µm]. */
const somaMarginUm = 0.5
const fewestOutlinePoints = 3

/**
 * Follows the points depth first: a branch runs from its first point to a branch point or an end; after a branch point
 * come its two branches, one after the other (rules E1 to E8). The type of a section is the tag of its first point.
 */
export function traceEutectic(table: EutecticPoints, report: ImportReport): TracedCell {
  const cell = new TracedCell('eutectic')
  const soma = addSoma(cell, table, report)
  /** Branch points that wait for a branch, once for each that is missing. */
  const waiting: TracedSection[] = []
  const { kinds } = table
  let at = 0
  while (at < kinds.length) {
    if (!startsBranch(table, at)) {
      at++
      continue
    }
    remarkOrigin(table, at, report)
    let last = at
    while (isOnBranch(table, last) && last + 1 < kinds.length && continuesBranch(table, last + 1)) last++
    const section = addBranch(cell, table, { first: at, last }, waiting.pop(), report)
    if (kinds[last] === 'branching') waiting.push(section, section)
    else if (kinds[last] !== 'ending') report.say('eutectic/branch-without-end', {}, placeOf(table, last))
    at = last + 1
  }
  if (waiting.length > 0)
    report.say('eutectic/missing-branches', { count: waiting.length }, placeOf(table, at - 1))
  if (soma) wireToSoma(cell, soma, report)
  return cell
}

function placeOf(table: EutecticPoints, point: number): { line: number } {
  return { line: table.points.line[point] ?? 1 }
}

function isOutline(table: EutecticPoints, point: number): boolean {
  const kind = table.kinds[point]
  return kind === 'outlineStart' || kind === 'outline' || kind === 'outlineEnd'
}

/** An origin always starts a branch; so does any point of a tree that comes after a branch point or an end. */
function startsBranch(table: EutecticPoints, point: number): boolean {
  if (isOutline(table, point)) return false
  const before = table.kinds[point - 1]
  return (
    table.kinds[point] === 'origin' ||
    before === undefined ||
    before === 'branching' ||
    before === 'ending' ||
    isOutline(table, point - 1)
  )
}

function isOnBranch(table: EutecticPoints, point: number): boolean {
  const kind = table.kinds[point]
  return kind === 'origin' || kind === 'along'
}

function continuesBranch(table: EutecticPoints, point: number): boolean {
  return !isOutline(table, point) && table.kinds[point] !== 'origin'
}

function remarkOrigin(table: EutecticPoints, point: number, report: ImportReport): void {
  const type = table.types[point]
  if (type === 'TTO' || type === 'BTO')
    report.say('eutectic/unmerged-slices', { type }, placeOf(table, point))
}

/** Adds the section of a branch: a copy of its parent's last point with its own first diameter, then its points. */
function addBranch(
  cell: TracedCell,
  table: EutecticPoints,
  branch: { readonly first: number; readonly last: number },
  parent: TracedSection | undefined,
  report: ImportReport,
): TracedSection {
  const { points } = table
  const { first, last } = branch
  const start = cell.points.count
  if (parent) {
    const end = parent.points.end - 1
    const { x, y, z, line } = cell.points
    cell.points.add(x[end]!, y[end]!, z[end]!, points.diameter[first]!, line[end]!)
  }
  keepSpines(cell, table, branch, cell.points.count)
  cell.points.addRange(points, first, last + 1)
  remarkDiameters(points, first, last + 1, report)
  const section: TracedSection = {
    type: table.tags[first] ?? 0,
    parent,
    parentX: 1,
    wire: undefined,
    points: { start, end: cell.points.count },
    outlines: undefined,
  }
  cell.sections.push(section)
  return section
}

/** A spine base is a point of the branch; of the spine itself nothing is given. @param row where the branch's own points start */
function keepSpines(
  cell: TracedCell,
  table: EutecticPoints,
  { first, last }: { readonly first: number; readonly last: number },
  row: number,
): void {
  const { x, y, z, line } = table.points
  for (let i = first; i <= last; i++) {
    if (table.types[i] !== 'SB') continue
    const place = { x: x[i]!, y: y[i]!, z: z[i]!, diameter: 0, line: line[i]!, row: row + i - first }
    cell.annotations.spines.push({ kind: '', ...place })
  }
}

/** Adds the first soma outline, from SOS to SOE, as a section. */
function addSoma(cell: TracedCell, table: EutecticPoints, report: ImportReport): TracedSection | undefined {
  const first = table.kinds.indexOf('outlineStart')
  if (first < 0) return undefined
  const last = table.kinds.indexOf('outlineEnd', first)
  if (last < 0) {
    report.say('eutectic/outline-without-end', {}, placeOf(table, first))
    return undefined
  }
  const further = table.kinds.indexOf('outlineStart', last)
  if (further >= 0) report.say('eutectic/further-outline', {}, placeOf(table, further))
  const start = cell.points.count
  for (let i = first; i <= last; i++) if (isOutline(table, i)) cell.points.addRange(table.points, i, i + 1)
  const range = { start, end: cell.points.count }
  const count = range.end - range.start
  if (count < fewestOutlinePoints) {
    report.say('eutectic/outline-too-few-points', { count }, placeOf(table, first))
    return undefined
  }
  const type = table.tags[first] ?? 0
  cell.annotations.addOutline('', true, cell.points, range, start)
  const soma = { type, parent: undefined, parentX: 0, wire: undefined, points: range, outlines: [range] }
  cell.sections.push(soma)
  return soma
}

/** Wires the trees that start within the soma's box to its centre. */
function wireToSoma(cell: TracedCell, soma: TracedSection, report: ImportReport): void {
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
    if (isInside) {
      section.parent = soma
      section.parentX = 0.5
      section.wire = centre
    } else report.say('eutectic/outside-soma', {}, { line: cell.points.line[start] ?? 1 })
  }
}
