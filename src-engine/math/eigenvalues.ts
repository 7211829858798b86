/** A complex number. */
export interface Complex {
  readonly re: number
  readonly im: number
}

/** Most steps for one eigenvalue; it takes two or three. */
const mostSteps = 100
const epsilon = 2.220446049250313e-16

/**
 * The eigenvalues of a real matrix, each as often as it occurs, in no order: by balancing, reduction to Hessenberg form
 * and the QR algorithm with shifts in complex numbers (Wilkinson 1965, The Algebraic Eigenvalue Problem, ch. 6 and 8).
 *
 * @param matrix shape [n][n]
 * @returns undefined where an entry is not a finite number, or the algorithm does not converge
 */
export function eigenvalues(matrix: readonly (readonly number[])[]): readonly Complex[] | undefined {
  if (matrix.some(row => row.some(entry => !Number.isFinite(entry)))) return undefined
  const n = matrix.length
  const re = matrix.map(row => Float64Array.from(row))
  balance(re)
  toHessenberg(re)
  const im = re.map(() => new Float64Array(n))
  const found: Complex[] = []
  for (let last = n - 1, steps = 0; last >= 0;) {
    const first = startOfBlock(re, im, last)
    if (first === last) {
      found.push({ re: re[last]![last]!, im: im[last]![last]! })
      last--
      steps = 0
    } else {
      if (++steps > mostSteps) return undefined
      // Now and then another shift, in case the usual ones go round in a circle.
      const shift =
        steps % 12 === 0
          ? { re: re[last]![last]! + Math.abs(re[last]![last - 1]!), im: 0 }
          : shiftOf(re, im, last)
      step(re, im, first, last, shift)
    }
  }
  return found
}

/** Scales rows and columns by powers of two so that they are alike in size; eigenvalues stay. */
function balance(a: readonly Float64Array[]): void {
  for (let changed = true; changed;) {
    changed = false
    for (let i = 0; i < a.length; i++) {
      let row = 0
      let column = 0
      for (let j = 0; j < a.length; j++) {
        if (j === i) continue
        row += Math.abs(a[i]![j]!)
        column += Math.abs(a[j]![i]!)
      }
      if (row === 0 || column === 0) continue
      let factor = 1
      while (column * factor * 2 < row / factor / 2 && factor < 1e100) factor *= 2
      while (column * factor > (row / factor) * 4 && factor > 1e-100) factor /= 2
      if (factor === 1 || row / factor + column * factor > 0.95 * (row + column)) continue
      changed = true
      for (let j = 0; j < a.length; j++) {
        a[i]![j]! /= factor
        a[j]![i]! *= factor
      }
    }
  }
}

/** Makes everything below the first subdiagonal 0 by elimination with pivoting. */
function toHessenberg(a: Float64Array[]): void {
  const n = a.length
  for (let column = 0; column < n - 2; column++) {
    const target = column + 1
    let best = target
    for (let row = target + 1; row < n; row++)
      if (Math.abs(a[row]![column]!) > Math.abs(a[best]![column]!)) best = row
    if (a[best]![column] === 0) continue
    ;[a[best], a[target]] = [a[target]!, a[best]!]
    for (const row of a) [row[best], row[target]] = [row[target]!, row[best]!]
    for (let row = target + 1; row < n; row++) {
      const factor = a[row]![column]! / a[target]![column]!
      if (factor === 0) continue
      for (let k = 0; k < n; k++) a[row]![k]! -= factor * a[target]![k]!
      a[row]![column] = 0
      for (let k = 0; k < n; k++) a[k]![target]! += factor * a[k]![row]!
    }
  }
}

type Rows = readonly Float64Array[]

const size = (re: Rows, im: Rows, i: number, j: number): number => Math.abs(re[i]![j]!) + Math.abs(im[i]![j]!)

/** Where the block begins that ends at `last` and is not divided by a negligible entry. */
function startOfBlock(re: Rows, im: Rows, last: number): number {
  for (let first = last; first > 0; first--) {
    const around = size(re, im, first, first) + size(re, im, first - 1, first - 1)
    if (size(re, im, first, first - 1) <= epsilon * around) return first
  }
  return 0
}

/** The eigenvalue of the last two rows and columns that lies nearer to the last entry. */
function shiftOf(re: Rows, im: Rows, last: number): Complex {
  const at = (i: number, j: number): Complex => ({ re: re[i]![j]!, im: im[i]![j]! })
  const [a, b, c, d] = [at(last - 1, last - 1), at(last - 1, last), at(last, last - 1), at(last, last)]
  const half = { re: (a.re - d.re) / 2, im: (a.im - d.im) / 2 }
  const product = multiply(b, c)
  const square = multiply(half, half)
  const root = squareRoot({ re: square.re + product.re, im: square.im + product.im })
  const away = half.re * root.re + half.im * root.im > 0 ? -1 : 1
  return { re: d.re + half.re + away * root.re, im: d.im + half.im + away * root.im }
}

function multiply(a: Complex, b: Complex): Complex {
  return { re: a.re * b.re - a.im * b.im, im: a.re * b.im + a.im * b.re }
}

function squareRoot({ re, im }: Complex): Complex {
  const length = Math.sqrt(re * re + im * im)
  const real = Math.sqrt(Math.max(0, (length + re) / 2))
  const imaginary = Math.sqrt(Math.max(0, (length - re) / 2))
  return { re: real, im: im < 0 ? -imaginary : imaginary }
}

/** One step H − σ = QR, H ← RQ + σ on a block, Q made of plane rotations. */
function step(re: Rows, im: Rows, first: number, last: number, shift: Complex): void {
  for (let i = first; i <= last; i++) {
    re[i]![i]! -= shift.re
    im[i]![i]! -= shift.im
  }
  const turns: { readonly a: Complex; readonly b: Complex }[] = []
  for (let k = first; k < last; k++) {
    const [ar, ai, br, bi] = [re[k]![k]!, im[k]![k]!, re[k + 1]![k]!, im[k + 1]![k]!]
    const length = Math.sqrt(ar * ar + ai * ai + br * br + bi * bi)
    const a = length === 0 ? { re: 1, im: 0 } : { re: ar / length, im: ai / length }
    const b = length === 0 ? { re: 0, im: 0 } : { re: br / length, im: bi / length }
    turns.push({ a, b })
    for (let j = k; j <= last; j++) {
      const upper = { re: re[k]![j]!, im: im[k]![j]! }
      const lower = { re: re[k + 1]![j]!, im: im[k + 1]![j]! }
      re[k]![j] = a.re * upper.re + a.im * upper.im + b.re * lower.re + b.im * lower.im
      im[k]![j] = a.re * upper.im - a.im * upper.re + b.re * lower.im - b.im * lower.re
      re[k + 1]![j] = a.re * lower.re - a.im * lower.im - (b.re * upper.re - b.im * upper.im)
      im[k + 1]![j] = a.re * lower.im + a.im * lower.re - (b.re * upper.im + b.im * upper.re)
    }
  }
  turns.forEach(({ a, b }, offset) => {
    const k = first + offset
    for (let i = first; i <= Math.min(k + 2, last); i++) {
      const left = { re: re[i]![k]!, im: im[i]![k]! }
      const right = { re: re[i]![k + 1]!, im: im[i]![k + 1]! }
      re[i]![k] = left.re * a.re - left.im * a.im + right.re * b.re - right.im * b.im
      im[i]![k] = left.re * a.im + left.im * a.re + right.re * b.im + right.im * b.re
      re[i]![k + 1] = right.re * a.re + right.im * a.im - (left.re * b.re + left.im * b.im)
      im[i]![k + 1] = right.im * a.re - right.re * a.im - (left.im * b.re - left.re * b.im)
    }
  })
  for (let i = first; i <= last; i++) {
    re[i]![i]! += shift.re
    im[i]![i]! += shift.im
  }
}
