import type { ImportReport } from '../../importReport.ts'
import { sectionType } from '../../morphology.ts'
import { PointColumns } from '../../pointColumns.ts'
import { remarkDiameters } from '../../remarkDiameters.ts'
import { outlinesCentre } from '../../traced/contourStack.ts'
import { TracedCell, type Place3d, type PointRange, type TracedSection } from '../../traced/tracedCell.ts'
import type { H5Tables } from './scanH5.ts'

/** A gap below this comes from rounding to 32 bits [µm]. */
const touchingUm = 1e-3

/** Makes traced sections of the tables (rules B10, B11). */
export function traceH5(tables: H5Tables, report: ImportReport): TracedCell {
  const cell = new TracedCell('h5', pointColumns(tables))
  const { structure, sectionCount, pointCount } = tables
  const first = structure[0] ?? 0
  if (first > 0) report.say('h5/unused-points', { count: first })
  const rows: TracedSection[] = []
  let soma: Soma | undefined
  let alone = 0
  for (let section = 0; section < sectionCount; section++) {
    const start = structure[3 * section]!
    const end = section + 1 < sectionCount ? structure[3 * section + 3]! : pointCount
    const type = structure[3 * section + 1]!
    const parentRow = structure[3 * section + 2]!
    if (type === sectionType.soma) {
      soma = somaOf(cell.points, { start, end }, report)
      if (soma) rows[section] = soma.section
      if (soma?.section.outlines)
        cell.annotations.addOutline('CellBody', true, cell.points, { start, end }, start)
      continue
    }
    remarkDiameters(cell.points, start, end, report)
    const parent = parentRow < 0 ? undefined : rows[parentRow]
    const isOnSoma = parent !== undefined && parent === soma?.section
    if (!parent) alone++
    else if (!isOnSoma) remarkGap(cell.points, section, start, parent, report)
    rows[section] = {
      type,
      parent,
      parentX: isOnSoma ? 0.5 : 1,
      wire: isOnSoma ? soma?.centre : undefined,
      points: { start, end },
      outlines: undefined,
    }
  }
  for (const row of rows) if (row) cell.sections.push(row)
  if (alone > 0) report.say('h5/no-soma', { trees: alone })
  return cell
}

interface Soma {
  readonly section: TracedSection
  readonly centre: Place3d
}

function pointColumns({ points, pointCount }: H5Tables): PointColumns {
  const columns = new PointColumns(pointCount)
  // hot
  for (let row = 0, i = 0; row < pointCount; row++, i += 4)
    columns.add(points[i]!, points[i + 1]!, points[i + 2]!, points[i + 3]!, row + 1)
  return columns
}

/** A sphere, a cylinder of two points, or an outline; undefined where the file has a soma without points. */
function somaOf(points: PointColumns, range: PointRange, report: ImportReport): Soma | undefined {
  const count = range.end - range.start
  if (count === 0) return undefined
  const isSphere = count === 1 || (count === 3 && isThreePointSphere(points, range.start))
  const own = isSphere ? { start: range.start, end: range.start + 1 } : range
  const outlines = count > 2 && !isSphere ? [range] : undefined
  if (!outlines) remarkDiameters(points, own.start, own.end, report)
  if (count === 2) report.say('h5/two-point-soma', {}, { line: range.start + 1 })
  const section: TracedSection = {
    type: sectionType.soma,
    parent: undefined,
    parentX: 0,
    wire: undefined,
    points: own,
    outlines,
  }
  return { section, centre: outlines ? outlinesCentre([rowsOf(points, range)]) : meanOf(points, own) }
}

/** NeuroMorpho.Org's sphere, as programs that read SWC hand it on: a centre, and two points a radius away from it. */
function isThreePointSphere(points: PointColumns, start: number): boolean {
  const { x, y, z, diameter } = points
  const wide = diameter[start]!
  const radius = (row: number) => {
    const [dx, dy, dz] = [x[row]! - x[start]!, y[row]! - y[start]!, z[row]! - z[start]!]
    return Math.sqrt(dx * dx + dy * dy + dz * dz)
  }
  const isRadius = (row: number) => Math.abs(radius(row) - wide / 2) <= 0.005 * wide && diameter[row] === wide
  return wide > 0 && isRadius(start + 1) && isRadius(start + 2)
}

function rowsOf(points: PointColumns, { start, end }: PointRange): PointColumns {
  const rows = new PointColumns(end - start)
  rows.addRange(points, start, end)
  return rows
}

function meanOf({ x, y, z }: PointColumns, { start, end }: PointRange): Place3d {
  const mean = (column: Float64Array) => (column[start]! + column[end - 1]!) / 2
  return { x: mean(x), y: mean(y), z: mean(z) }
}

function remarkGap(
  { x, y, z }: PointColumns,
  section: number,
  start: number,
  parent: TracedSection,
  report: ImportReport,
): void {
  const last = parent.points.end - 1
  if (last < parent.points.start || start >= x.length) return
  const [dx, dy, dz] = [x[start]! - x[last]!, y[start]! - y[last]!, z[start]! - z[last]!]
  const gap = Math.sqrt(dx * dx + dy * dy + dz * dz)
  if (gap > touchingUm)
    report.say('h5/gap', { section, gapUm: Math.round(gap * 1000) / 1000 }, { line: start + 1 })
}
