/** Below this fraction of the largest, a diagonal element of R says that its column depends on those before it. */
const dependent = 1e-13

/** A matrix of full rank as Q·R; only what least squares need of it. Columns are arrays of the same length. */
export interface Triangular {
  /** Upper triangle, row by row; shape [columns][columns]. */
  readonly r: readonly (readonly number[])[]
  /** The first elements of Qᵀ·b. */
  readonly projected: readonly number[]
}

/**
 * Householder's reflections turn the columns into an upper triangle, and b with them (Golub & Van Loan, Matrix
 * Computations, algorithm 5.2.1): no squares of condition numbers, as normal equations have them.
 *
 * @param columns of one length that is not below their number; scaled alike, so that ranks can be told
 * @returns undefined where the columns depend on each other
 */
export function triangulate(columns: readonly Float64Array[], b: Float64Array): Triangular | undefined {
  const a = columns.map(column => column.slice())
  const rhs = b.slice()
  const r: number[][] = a.map(() => a.map(() => 0))
  let largest = 0
  for (const [k, column] of a.entries()) {
    const tail = column.subarray(k)
    const length = norm(tail)
    largest = Math.max(largest, length)
    if (!(length > dependent * largest)) return undefined
    // The sign that does not cancel.
    const head = (tail[0] ?? 0) > 0 ? -length : length
    const reflector = tail.slice()
    reflector[0] = (reflector[0] ?? 0) - head
    const square = dot(reflector, reflector)
    for (const other of [...a.slice(k + 1), rhs]) {
      const part = other.subarray(k)
      const factor = (2 * dot(reflector, part)) / square
      for (let i = 0; i < part.length; i++) part[i]! -= factor * reflector[i]!
    }
    a.forEach((other, j) => (r[k]![j] = j < k ? 0 : j === k ? head : other[k]!))
  }
  return { r, projected: [...rhs.subarray(0, a.length)] }
}

/** x of R·x = b, from the last row upwards. */
export function backSubstitute(r: Triangular['r'], b: readonly number[]): number[] {
  const x = b.map(() => 0)
  for (let i = b.length - 1; i >= 0; i--) {
    let sum = b[i]!
    for (let j = i + 1; j < b.length; j++) sum -= r[i]![j]! * x[j]!
    x[i] = sum / r[i]![i]!
  }
  return x
}

/** (RᵀR)⁻¹ = R⁻¹·R⁻ᵀ: the covariances of the unknowns for residuals of variance 1. */
export function inverseOfSquare(r: Triangular['r']): number[][] {
  // Column j of R⁻¹.
  const inverse = r.map((_, j) =>
    backSubstitute(
      r,
      r.map((_row, i) => (i === j ? 1 : 0)),
    ),
  )
  return r.map((_, i) =>
    r.map((_row, j) => inverse.reduce((sum, column) => sum + column[i]! * column[j]!, 0)),
  )
}

/** Σ aᵢ·bᵢ over the length of the first. */
export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}

/** Euclidean length. */
export function norm(a: Float64Array): number {
  return Math.sqrt(dot(a, a))
}
