/** A combination of rates that is nothing but rounding, against the largest of its parts. */
const roundOff = 1e-11

/** Where one combination of the equations of a system stands in the course of elimination. */
interface Row {
  readonly entries: number[]
  readonly right: number
  /** Which combination of the given equations it is. */
  readonly made: readonly number[]
}

/**
 * Where states come to rest under a constant drive: own·s + drive = 0. Where own is singular because amounts are
 * conserved, w·own = 0, the states also keep w·s = 0: what they are as the limit of ever slower drives.
 *
 * @param own shape [n, n], row by row
 * @param drive shape [n]
 * @returns the states, or the number of one that is driven without end
 */
export function restOf(own: Float64Array, drive: Float64Array): readonly number[] | number {
  const size = drive.length
  const numbers = Array.from({ length: size }, (_, index) => index)
  const given = numbers.map((row): Row => ({
    entries: numbers.map(column => own[row * size + column] ?? 0),
    right: -(drive[row] ?? 0),
    made: numbers.map(other => Number(other === row)),
  }))
  const conserved = reduce(given, size).dependent
  for (const { right, made } of conserved) {
    const parts = made.reduce((total, weight, row) => total + Math.abs(weight * (drive[row] ?? 0)), 0)
    if (Math.abs(right) > roundOff * parts)
      return made.findIndex((weight, row) => weight * (drive[row] ?? 0) !== 0)
  }
  const constraints = conserved.map(({ made }): Row => ({ entries: [...made], right: 0, made: [] }))
  const { pivots } = reduce([...given, ...constraints], size)
  const states = new Array<number>(size).fill(0)
  for (const { column, row } of [...pivots].reverse()) {
    let rest = row.right
    for (let other = 0; other < size; other++)
      if (other !== column) rest -= (row.entries[other] ?? 0) * (states[other] ?? 0)
    states[column] = rest / (row.entries[column] ?? NaN)
  }
  return states
}

/** Gaussian elimination with partial pivoting: rows with their pivots, and rows of which nothing is left. */
function reduce(given: readonly Row[], size: number) {
  let open = given.map(row => ({ row, scale: Math.max(...row.entries.map(Math.abs), 1e-300) }))
  const pivots: { readonly column: number; readonly row: Row }[] = []
  for (let column = 0; column < size; column++) {
    const weight = ({ row, scale }: (typeof open)[number]) => Math.abs(row.entries[column] ?? 0) / scale
    const best = open.reduce((found, one) => (weight(one) > weight(found) ? one : found), open[0] ?? noRow)
    if (!(weight(best) > roundOff)) continue
    pivots.push({ column, row: best.row })
    open = open
      .filter(one => one !== best)
      .map(({ row, scale }) => {
        const factor = (row.entries[column] ?? 0) / (best.row.entries[column] ?? NaN)
        if (factor === 0) return { row, scale }
        return {
          scale,
          row: {
            entries: row.entries.map((entry, other) =>
              other === column ? 0 : entry - factor * (best.row.entries[other] ?? 0),
            ),
            right: row.right - factor * best.row.right,
            made: row.made.map((entry, other) => entry - factor * (best.row.made[other] ?? 0)),
          },
        }
      })
  }
  return { pivots, dependent: open.map(({ row }) => row) }
}

const noRow = { row: { entries: [], right: 0, made: [] }, scale: 1 }
