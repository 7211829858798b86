import { PointColumns } from '../pointColumns.ts'
import { isReadInSinglePrecision } from '../storedNumber.ts'
import type { PointRange, TracedCell } from './tracedCell.ts'

/** Points out of which others are computed, as NEURON has them at that stage: in 32 bits for some formats. */
export function narrowedRows(traced: TracedCell, range: PointRange): PointColumns {
  const rows = new PointColumns(range.end - range.start)
  rows.addRange(traced.points, range.start, range.end)
  if (isReadInSinglePrecision(traced.format)) {
    for (const column of [rows.x, rows.y, rows.z, rows.diameter]) {
      for (let i = 0; i < rows.count; i++) column[i] = Math.fround(column[i]!)
    }
  }
  return rows
}
