import { describe, expect, it } from 'vitest'
import { solveDense } from '../../../../src-engine/math/denseSystem.ts'
import { eigenvalues } from '../../../../src-engine/math/eigenvalues.ts'

/** Numbers between −1 and 1 that are the same in every run (Park & Miller 1988). */
function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 16807) % 2147483647
    return (2 * state) / 2147483647 - 1
  }
}

const square = (n: number, entry: (i: number, j: number) => number) =>
  Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => entry(i, j)))

const product = (a: number[][], b: number[][]) =>
  square(a.length, (i, j) => a[i]!.reduce((sum, entry, k) => sum + entry * b[k]![j]!, 0))

const trace = (a: number[][]) => a.reduce((sum, row, i) => sum + row[i]!, 0)

describe('math eigenvalues', () => {
  it('are those of the tridiagonal matrix with constant diagonals', () => {
    // a + 2√(bc) cos(kπ/(n+1)): Smith, Numerical Solution of PDEs, 1985, p. 154.
    const found = eigenvalues(square(9, (i, j) => (i === j ? -3 : i === j + 1 ? 2 : i === j - 1 ? 0.5 : 0)))
    const wanted = Array.from({ length: 9 }, (_, k) => -3 + 2 * Math.cos(((k + 1) * Math.PI) / 10))
    const real = found?.map(({ re }) => re).sort((a, b) => b - a) ?? []
    // The algorithm is backward stable; the matrix is far from symmetric, which costs two digits.
    wanted.forEach((value, k) => expect(real[k]).toBeCloseTo(value, 12))
  })

  it('are complex for a ring that turns one way', () => {
    const found = eigenvalues(square(3, (i, j) => (i === j ? -1 : i === (j + 1) % 3 ? 1 : 0)))
    const sorted = [...(found ?? [])].sort((a, b) => a.im - b.im)
    for (const [k, [re, im]] of [
      [-1.5, -Math.sqrt(3) / 2],
      [0, 0],
      [-1.5, Math.sqrt(3) / 2],
    ].entries()) {
      expect(sorted[k]?.re).toBeCloseTo(re!, 13)
      expect(sorted[k]?.im).toBeCloseTo(im!, 13)
    }
  })

  it('have the traces of the powers of any matrix', () => {
    for (let n = 1; n <= 12; n++) {
      const next = numbers(n)
      // Rows and columns of very different size, as rates are.
      const scale = Array.from({ length: n }, () => 10 ** (3 * next()))
      const a = square(n, (i, j) => (next() * scale[i]!) / scale[j]!)
      const found = eigenvalues(a) ?? []
      expect(found).toHaveLength(n)
      const size = Math.max(...found.map(({ re, im }) => Math.hypot(re, im)))
      let power = a
      let powers = found.map(value => ({ ...value }))
      for (let k = 1; k <= 3; k++) {
        const sum = powers.reduce((total, { re }) => total + re, 0)
        // Balancing leaves a matrix whose norm is near its largest eigenvalue.
        expect(Math.abs(sum - trace(power))).toBeLessThan(1e-11 * size ** k)
        power = product(power, a)
        powers = powers.map(({ re, im }, i) => {
          const by = found[i]!
          return { re: re * by.re - im * by.im, im: re * by.im + im * by.re }
        })
      }
    }
  })

  it('are none where an entry is not a number', () => {
    expect(eigenvalues([[NaN]])).toBeUndefined()
    expect(eigenvalues([])).toEqual([])
  })
})

describe('math dense systems', () => {
  it('are solved for several right sides, a zero on the diagonal included', () => {
    const next = numbers(7)
    const matrix = square(8, (i, j) => (i === j ? 0 : next()))
    const x = square(8, () => next()).map(row => row.slice(0, 2))
    const right = matrix.map(row =>
      [0, 1].map(k => row.reduce((sum, entry, j) => sum + entry * x[j]![k]!, 0)),
    )
    const found = solveDense(matrix, right)
    x.forEach((row, i) => row.forEach((value, k) => expect(found?.[i]?.[k]).toBeCloseTo(value, 11)))
  })

  it('have no solution where the matrix is singular', () => {
    expect(
      solveDense(
        [
          [1, 2],
          [2, 4],
        ],
        [[1], [2]],
      ),
    ).toBeUndefined()
    expect(solveDense([[NaN]], [[1]])).toBeUndefined()
  })
})
