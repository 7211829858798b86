import type { FunctionTableUse } from '../../../../src-engine/model/document.ts'

/** The places of a table of one argument: as they are given, or spread evenly between their ends. */
export function placesOf({ x, y }: FunctionTableUse): readonly number[] {
  if (!('from' in x)) return x
  return y.map((_, index) => x.from + ((x.to - x.from) * index) / Math.max(1, y.length - 1))
}

/** Rows of the form: x and y; of two arguments x, then y at each x2. */
export function tableRows(use: FunctionTableUse): readonly (readonly number[])[] {
  const { x2, y } = use
  if (!x2) return placesOf(use).map((x, index) => [x, y[index] ?? 0])
  const xs = 'from' in use.x ? evenly(use.x, Math.round(y.length / Math.max(1, x2.length))) : use.x
  return xs.map((x, row) => [x, ...x2.map((_, column) => y[row * x2.length + column] ?? 0)])
}

function evenly({ from, to }: { readonly from: number; readonly to: number }, count: number) {
  return Array.from({ length: count }, (_, index) => from + ((to - from) * index) / Math.max(1, count - 1))
}

/** The table with other rows; its places are then given one by one. */
export function withTableRows(use: FunctionTableUse, rows: readonly (readonly number[])[]): FunctionTableUse {
  const width = use.x2?.length ?? 1
  const x = rows.map(([place]) => place ?? 0)
  return { ...use, x, y: rows.flatMap(row => Array.from({ length: width }, (_, column) => row[column + 1] ?? 0)) } // prettier-ignore
}

/** The table with a column more for a second argument, or one less. */
export function withSecondPlaces(use: FunctionTableUse, x2: readonly number[]): FunctionTableUse {
  const rows = tableRows(use)
  const y = rows.flatMap(row => x2.map((_, column) => row[column + 1] ?? row.at(-1) ?? 0))
  return { ...use, x: rows.map(([x]) => x ?? 0), x2, y }
}
