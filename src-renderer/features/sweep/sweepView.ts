import type { SweepResults } from '../../../src-main/contract/index.ts'
import { displayUnit, formatNumber } from '../../format/quantity.ts'
import type { PlottedPoints } from '../../plots/options/pointLayout.ts'

/** One column of a table of results. */
export function columnOf({ columns, values, variants }: SweepResults, column: number): Float64Array {
  return Float64Array.from(variants, (_, row) => values[row * columns.length + column] ?? NaN)
}

/** A column's name with its unit. */
export function headingOf({ label, unit }: SweepResults['columns'][number]): string {
  return unit === '' ? label : `${label} (${displayUnit(unit)})`
}

/** Columns of one kind, as choices of a list. */
export function columnChoices({ columns }: SweepResults, kind: 'parameter' | 'measure') {
  return columns.flatMap((column, index) =>
    column.kind === kind ? [{ id: String(index), title: column.label, aside: displayUnit(column.unit) }] : [],
  )
}

/** What a plot of results shows: a measure against a parameter, or as a colour over two. */
export function pointsOf(
  results: SweepResults,
  { x, y, measure }: { readonly x: number; readonly y: number | undefined; readonly measure: number },
): PlottedPoints {
  const axis = (column: number) => ({
    name: headingOf(results.columns[column] ?? { label: '', unit: '', kind: 'measure' }),
    values: columnOf(results, column),
  })
  const ids = results.variants
  return y === undefined
    ? { ids, x: axis(x), y: axis(measure) }
    : { ids, x: axis(x), y: axis(y), colour: axis(measure) }
}

/** A number as tables show it. */
export function cellText(value: number): string {
  return Number.isFinite(value) ? formatNumber(Number(value.toPrecision(5))).replace('-', '−') : '–'
}

/** Rows sorted by a column; failed ones last. */
export function sortedRows(
  results: SweepResults,
  column: number | undefined,
  ascending: boolean,
): Int32Array {
  const rows = Int32Array.from(results.variants, (_, row) => row)
  if (column === undefined) return rows
  const values = columnOf(results, column)
  return rows.sort((a, b) => {
    const [first, second] = [values[a]!, values[b]!]
    if (Number.isNaN(first) || Number.isNaN(second))
      return Number(Number.isNaN(first)) - Number(Number.isNaN(second))
    return ascending ? first - second : second - first
  })
}
