/** An eigenvalue of a symmetric 3×3 matrix with its unit eigenvector. */
export interface Axis {
  readonly value: number
  readonly x: number
  readonly y: number
  readonly z: number
}

/** Sweeps of three rotations; Jacobi's method converges quadratically and never needs more than a few. */
const mostSweeps = 50

/**
 * Eigenvalues and eigenvectors of a symmetric 3×3 matrix by cyclic Jacobi rotations (Golub & Van Loan, Matrix
 * Computations, section 8.5), largest eigenvalue first.
 */
export function symmetricAxes(matrix: readonly (readonly number[])[]): [Axis, Axis, Axis] {
  const a = matrix.map(row => [...row])
  const v = [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ]
  for (let sweep = 0; sweep < mostSweeps; sweep++) {
    const off = Math.abs(a[0]![1]!) + Math.abs(a[0]![2]!) + Math.abs(a[1]![2]!)
    const diagonal = Math.abs(a[0]![0]!) + Math.abs(a[1]![1]!) + Math.abs(a[2]![2]!)
    if (!(off > diagonal * 1e-300) || off === 0) break
    for (const [p, q] of [
      [0, 1],
      [0, 2],
      [1, 2],
    ] as const) {
      rotate(a, v, p, q)
    }
  }
  const axes = [0, 1, 2].map(i => ({ value: a[i]![i]!, x: v[0]![i]!, y: v[1]![i]!, z: v[2]![i]! }))
  axes.sort((first, second) => second.value - first.value)
  return axes as [Axis, Axis, Axis]
}

/** One rotation in the plane (p, q) that makes a[p][q] zero. */
function rotate(a: number[][], v: number[][], p: number, q: number): void {
  const apq = a[p]![q]!
  if (apq === 0) return
  const theta = (a[q]![q]! - a[p]![p]!) / (2 * apq)
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1))
  const c = 1 / Math.sqrt(t * t + 1)
  const s = t * c
  for (let k = 0; k < 3; k++) {
    const akp = a[k]![p]!
    const akq = a[k]![q]!
    a[k]![p] = c * akp - s * akq
    a[k]![q] = s * akp + c * akq
  }
  for (let k = 0; k < 3; k++) {
    const apk = a[p]![k]!
    const aqk = a[q]![k]!
    a[p]![k] = c * apk - s * aqk
    a[q]![k] = s * apk + c * aqk
  }
  a[p]![q] = 0
  a[q]![p] = 0
  for (let k = 0; k < 3; k++) {
    const vkp = v[k]![p]!
    const vkq = v[k]![q]!
    v[k]![p] = c * vkp - s * vkq
    v[k]![q] = s * vkp + c * vkq
  }
}
