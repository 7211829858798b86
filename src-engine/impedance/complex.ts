/** A complex number. */
export interface Complex {
  readonly re: number
  readonly im: number
}

/** a·b */
export function product(a: Complex, b: Complex): Complex {
  return { re: a.re * b.re - a.im * b.im, im: a.re * b.im + a.im * b.re }
}

/** a/b (Smith 1962: no square overflows). */
export function quotient(a: Complex, b: Complex): Complex {
  if (Math.abs(b.re) >= Math.abs(b.im)) {
    const ratio = b.im / b.re
    const size = b.re + b.im * ratio
    return { re: (a.re + a.im * ratio) / size, im: (a.im - a.re * ratio) / size }
  }
  const ratio = b.re / b.im
  const size = b.re * ratio + b.im
  return { re: (a.re * ratio + a.im) / size, im: (a.im * ratio - a.re) / size }
}

/** a + b */
export function sum(a: Complex, b: Complex): Complex {
  return { re: a.re + b.re, im: a.im + b.im }
}

/** a − b */
export function difference(a: Complex, b: Complex): Complex {
  return { re: a.re - b.re, im: a.im - b.im }
}

/** |a| */
export function magnitude({ re, im }: Complex): number {
  const [large, small] = [Math.max(Math.abs(re), Math.abs(im)), Math.min(Math.abs(re), Math.abs(im))]
  if (large === 0 || !Number.isFinite(large)) return large
  const ratio = small / large
  return large * Math.sqrt(1 + ratio * ratio)
}

/** Solves a dense complex system by elimination with partial pivoting; undefined where it is singular. */
export function solveComplex(
  matrix: readonly (readonly Complex[])[],
  right: readonly Complex[],
): readonly Complex[] | undefined {
  const rows = matrix.map((row, index) => [...row, right[index] ?? { re: 0, im: 0 }])
  const size = rows.length
  const at = (row: number, column: number): Complex => rows[row]?.[column] ?? { re: 0, im: 0 }
  for (let k = 0; k < size; k++) {
    let pivot = k
    for (let row = k + 1; row < size; row++) if (magnitude(at(row, k)) > magnitude(at(pivot, k))) pivot = row
    if (!(magnitude(at(pivot, k)) > 0)) return undefined
    const [upper, lower] = [rows[k] ?? [], rows[pivot] ?? []]
    rows[k] = lower
    rows[pivot] = upper
    for (let row = k + 1; row < size; row++) {
      const factor = quotient(at(row, k), at(k, k))
      if (factor.re === 0 && factor.im === 0) continue
      rows[row] = (rows[row] ?? []).map((entry, column) =>
        column < k ? entry : difference(entry, product(factor, at(k, column))),
      )
    }
  }
  const unknowns: Complex[] = []
  for (let row = size - 1; row >= 0; row--) {
    let rest = at(row, size)
    for (let column = row + 1; column < size; column++)
      rest = difference(rest, product(at(row, column), unknowns[column] ?? { re: 0, im: 0 }))
    unknowns[row] = quotient(rest, at(row, row))
  }
  return unknowns
}
