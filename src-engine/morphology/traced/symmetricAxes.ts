/** An eigenvalue of a symmetric 3×3 matrix with its unit eigenvector. */
export interface Axis {
  readonly value: number
  readonly x: number
  readonly y: number
  readonly z: number
}

type Matrix3 = [[number, number, number], [number, number, number], [number, number, number]]

/** Rarely more than ten steps are needed; a matrix that does not converge is as good as diagonal by then. */
const mostSteps = 200
const machineEpsilon = 2.220446049250313e-16

/**
 * Eigenvalues and eigenvectors of a symmetric 3×3 matrix, largest eigenvalue first: a Householder reflection to
 * tridiagonal form, then implicit QR steps with Wilkinson's shift (Golub & Van Loan, Matrix Computations, section 8.3).
 *
 * An eigenvector has no sign of its own. This method, with the signs that are usual for its reflections and rotations,
 * gives those of NEURON 8.2.2, on which the direction of a soma depends.
 */
export function symmetricAxes(matrix: readonly (readonly number[])[]): [Axis, Axis, Axis] {
  const t = copyOf(matrix)
  const v: Matrix3 = [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ]
  makeTridiagonal(t, v)
  // Rows split only where an element is zero; a small one is rounded to zero only after a step, which matters for the
  // axes of a shape that is as wide as it is long.
  for (let step = 0; step < mostSteps && (t[0][1] !== 0 || t[1][2] !== 0); step++) {
    const low = t[0][1] === 0 ? 1 : 0
    const high = t[1][2] === 0 ? 1 : 2
    qrStep(t, v, low, high)
    if (isNegligible(t, 0)) t[0][1] = t[1][0] = 0
    if (isNegligible(t, 1)) t[1][2] = t[2][1] = 0
  }
  const axis = (i: 0 | 1 | 2): Axis => ({ value: t[i][i], x: v[0][i], y: v[1][i], z: v[2][i] })
  const axes: [Axis, Axis, Axis] = [axis(0), axis(1), axis(2)]
  axes.sort((first, second) => second.value - first.value)
  return axes
}

function copyOf(matrix: readonly (readonly number[])[]): Matrix3 {
  const row = (i: number): [number, number, number] => [
    matrix[i]?.[0] ?? 0,
    matrix[i]?.[1] ?? 0,
    matrix[i]?.[2] ?? 0,
  ]
  return [row(0), row(1), row(2)]
}

function isNegligible(t: Matrix3, i: 0 | 1): boolean {
  const next = (i + 1) as 1 | 2
  return Math.abs(t[i][next]) < machineEpsilon * (Math.abs(t[i][i]) + Math.abs(t[next][next]))
}

/** A reflection for each of the two columns below the diagonal; that of the second can only turn its sign. */
function makeTridiagonal(t: Matrix3, v: Matrix3): void {
  reflectFirstColumn(t, v)
  if (t[2][1] === 0) return
  const turn: Matrix3 = [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, -1],
  ]
  transform(t, v, turn)
}

/** Reflects (t₁₀, t₂₀) onto the first of the two axes, away from its own sign so that nothing cancels. */
function reflectFirstColumn(t: Matrix3, v: Matrix3): void {
  const a = t[1][0]
  const b = t[2][0]
  const length = Math.sqrt(a * a + b * b)
  if (length === 0) return
  const u1 = a > 0 ? a + length : a - length
  const u2 = b
  const scale = 2 / (u1 * u1 + u2 * u2)
  const reflection: Matrix3 = [
    [1, 0, 0],
    [0, 1 - scale * u1 * u1, -scale * u1 * u2],
    [0, -scale * u1 * u2, 1 - scale * u2 * u2],
  ]
  transform(t, v, reflection)
  t[0][2] = t[2][0] = 0
}

/** One implicit QR step on the rows low…high. */
function qrStep(t: Matrix3, v: Matrix3, low: 0 | 1, high: 1 | 2): void {
  const above = (high - 1) as 0 | 1
  const half = (t[above][above] - t[high][high]) / 2
  const square = t[above][high] * t[above][high]
  const root = Math.sqrt(half * half + square)
  const shift = t[high][high] - square / (half + (half >= 0 ? root : -root))
  rotate(t, v, low, t[low][low] - shift, t[low][(low + 1) as 1 | 2])
  // With three rows the first rotation leaves a bulge, which the second one removes.
  if (low === 0 && high === 2) {
    rotate(t, v, 1, t[0][1], t[0][2])
    t[0][2] = t[2][0] = 0
  }
}

/** Rotates in the plane of the axes i and i + 1 so that (x, y) would fall on the first. */
function rotate(t: Matrix3, v: Matrix3, i: 0 | 1, x: number, y: number): void {
  const length = Math.sqrt(x * x + y * y)
  if (length === 0) return
  const c = x / length
  const s = y / length
  const next = (i + 1) as 1 | 2
  const rotation: Matrix3 = [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ]
  rotation[i][i] = c
  rotation[next][next] = c
  rotation[i][next] = -s
  rotation[next][i] = s
  transform(t, v, rotation)
}

/** t ← gᵀ t g and v ← v g. */
function transform(t: Matrix3, v: Matrix3, g: Matrix3): void {
  const turned = product(transpose(g), product(t, g))
  const gathered = product(v, g)
  for (const i of [0, 1, 2] as const) {
    t[i] = turned[i]
    v[i] = gathered[i]
  }
}

function product(a: Matrix3, b: Matrix3): Matrix3 {
  const row = (i: 0 | 1 | 2): [number, number, number] => {
    const [p, q, r] = a[i]
    return [
      p * b[0][0] + q * b[1][0] + r * b[2][0],
      p * b[0][1] + q * b[1][1] + r * b[2][1],
      p * b[0][2] + q * b[1][2] + r * b[2][2],
    ]
  }
  return [row(0), row(1), row(2)]
}

function transpose(a: Matrix3): Matrix3 {
  return [
    [a[0][0], a[1][0], a[2][0]],
    [a[0][1], a[1][1], a[2][1]],
    [a[0][2], a[1][2], a[2][2]],
  ]
}
