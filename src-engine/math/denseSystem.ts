/**
 * Solves matrix·x = right for several right sides by Gaussian elimination with partial pivoting.
 *
 * @param matrix shape [n][n]
 * @param right shape [n][m]
 * @returns x, shape [n][m]; undefined where the matrix is singular or holds no numbers
 */
export function solveDense(
  matrix: readonly (readonly number[])[],
  right: readonly (readonly number[])[],
): number[][] | undefined {
  const n = matrix.length
  const rows = matrix.map((row, i) => [...row, ...(right[i] ?? [])])
  for (let column = 0; column < n; column++) {
    let best = column
    for (let row = column + 1; row < n; row++)
      if (Math.abs(rows[row]![column]!) > Math.abs(rows[best]![column]!)) best = row
    const pivot = rows[best]!
    if (!(Math.abs(pivot[column]!) > 0 && Math.abs(pivot[column]!) < Infinity)) return undefined
    rows[best] = rows[column]!
    rows[column] = pivot
    for (let row = column + 1; row < n; row++) subtract(rows[row]!, pivot, column)
  }
  for (let column = n - 1; column >= 0; column--) {
    const pivot = rows[column]!
    for (let k = n; k < pivot.length; k++) pivot[k]! /= pivot[column]!
    for (let row = 0; row < column; row++) {
      const factor = rows[row]![column]!
      for (let k = n; k < pivot.length; k++) rows[row]![k]! -= factor * pivot[k]!
    }
  }
  return rows.map(row => row.slice(n))
}

/** Takes from a row so much of the pivot's that its entry in a column disappears. */
function subtract(row: number[], pivot: readonly number[], column: number): void {
  const factor = row[column]! / pivot[column]!
  if (factor === 0) return
  for (let k = column; k < row.length; k++) row[k]! -= factor * pivot[k]!
}
