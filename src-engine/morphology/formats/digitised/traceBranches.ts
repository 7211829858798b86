import type { ImportReport } from '../../importReport.ts'
import { remarkDiameters } from '../../remarkDiameters.ts'
import type { TracedCell, TracedSection } from '../../traced/tracedCell.ts'
import { isOutline, placeOf, type DigitisedPoints } from './digitisedPoints.ts'

/**
 * Follows the points depth first: a branch runs from its first point to a branch point or an end; after a branch point
 * come its two branches, one after the other (rules E1 to E3, E8). Adds the sections to the cell.
 */
export function traceBranches(table: DigitisedPoints, cell: TracedCell, report: ImportReport): void {
  /** Branch points that wait for a branch, once for each that is missing. */
  const waiting: TracedSection[] = []
  const { kinds } = table
  let at = 0
  while (at < kinds.length) {
    if (!startsBranch(table, at)) {
      at++
      continue
    }
    let last = at
    while (isOnBranch(table, last) && last + 1 < kinds.length && continuesBranch(table, last + 1)) last++
    const section = addBranch(cell, table, { first: at, last }, waiting.pop(), report)
    if (kinds[last] === 'branching') waiting.push(section, section)
    else if (kinds[last] !== 'ending') report.say('digitised/branch-without-end', {}, placeOf(table, last))
    at = last + 1
  }
  if (waiting.length > 0)
    report.say('digitised/missing-branches', { count: waiting.length }, placeOf(table, at - 1))
}

/** An origin always starts a branch; so does any point of a tree that comes after a branch point or an end. */
function startsBranch(table: DigitisedPoints, point: number): boolean {
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

function isOnBranch(table: DigitisedPoints, point: number): boolean {
  const kind = table.kinds[point]
  return kind === 'origin' || kind === 'along'
}

function continuesBranch(table: DigitisedPoints, point: number): boolean {
  return !isOutline(table, point) && table.kinds[point] !== 'origin'
}

/** Adds the section of a branch: a copy of its parent's last point with its own first diameter, then its points. */
function addBranch(
  cell: TracedCell,
  table: DigitisedPoints,
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
  table: DigitisedPoints,
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
