/** One tree in elimination order: the same data as a one-lane `CellPack` of kernel/abi.ts. */
export interface TreeMatrix {
  /** Position → row; [0] is the root. */
  readonly order: Int32Array
  /** Position → row of the parent; −1 for the root. */
  readonly parent: Int32Array
  /** Position → conductance to the parent [µS]: minus the off-diagonal element. */
  readonly axialUs: Float64Array
}

/**
 * Solves the symmetric tree system in place; `rhs` becomes the solution and `diagonal` is used up.
 *
 * This is the oracle of native/lanesSolver.h: the same operations in the same order, so that the two agree bit for
 * bit. One reciprocal a row serves elimination and substitution (Hines 1984, with the division hoisted).
 */
export function hinesSolve(matrix: TreeMatrix, diagonal: Float64Array, rhs: Float64Array): void {
  const { order, parent, axialUs } = matrix
  const count = order.length
  const reciprocal = new Float64Array(count)
  // hot: indices come from the builder of `order`, which visits every row once
  for (let k = count - 1; k >= 1; k--) {
    const row = order[k]!
    const above = parent[k]!
    const g = axialUs[k]!
    const q = 1 / diagonal[row]!
    diagonal[above]! -= g * g * q
    rhs[above]! += g * q * rhs[row]!
    reciprocal[k] = q
  }
  const root = order[0]!
  rhs[root] = rhs[root]! * (1 / diagonal[root]!)
  for (let k = 1; k < count; k++) {
    const row = order[k]!
    const q = reciprocal[k]!
    rhs[row] = rhs[row]! * q + axialUs[k]! * q * rhs[parent[k]!]!
  }
}
