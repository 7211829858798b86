import { describe, expect, it } from 'vitest'
import { fitLeastSquares, type LeastSquaresProblem } from '../../../../src-engine/fit/leastSquares.ts'
import { seeded } from '../../../support/seeded.ts'

const anywhere = [-Infinity, Infinity] as const

/** Residuals of a curve against points, with every parameter free unless bounds are given. */
function problem(
  curve: (x: number, p: readonly number[]) => number,
  points: readonly (readonly [x: number, y: number])[],
  start: readonly number[],
  bounds: LeastSquaresProblem['bounds'] = start.map(() => anywhere),
): LeastSquaresProblem {
  return {
    start,
    bounds,
    residuals: async p => {
      const values = Float64Array.from(points, ([x, y]) => curve(x, p) - y)
      return values.every(Number.isFinite) ? values : undefined
    },
  }
}

const line = (x: number, [a = 0, b = 0]: readonly number[]) => a + b * x
const decay = (x: number, [a = 0, k = 0]: readonly number[]) => a * Math.exp(-k * x)
const tens = Array.from({ length: 11 }, (_, i) => i)

/** Intercept, slope and their standard errors by the textbook's sums. */
function lineByFormula(points: readonly (readonly [number, number])[]) {
  const n = points.length
  const sum = (f: (x: number, y: number) => number) => points.reduce((s, [x, y]) => s + f(x, y), 0)
  const [meanX, meanY] = [sum(x => x) / n, sum((_, y) => y) / n]
  const spread = sum(x => (x - meanX) ** 2)
  const b = sum((x, y) => (x - meanX) * (y - meanY)) / spread
  const a = meanY - b * meanX
  const squares = sum((x, y) => (a + b * x - y) ** 2)
  const variance = squares / (n - 2)
  return {
    a,
    b,
    squares,
    errorA: Math.sqrt(variance * (1 / n + meanX ** 2 / spread)),
    errorB: Math.sqrt(variance / spread),
  }
}

describe('fit least squares', () => {
  it('recovers the parameters of an exponential decay from exact data', async () => {
    const points = tens.map(x => [x, decay(x, [3, 0.4])] as const)
    const fit = await fitLeastSquares(problem(decay, points, [1, 1]))
    expect(fit?.end).toBe('converged')
    expect(Math.abs(fit!.parameters[0]! - 3)).toBeLessThan(1e-9)
    expect(Math.abs(fit!.parameters[1]! - 0.4)).toBeLessThan(1e-9)
    expect(fit?.sumOfSquares).toBeLessThan(1e-20)
  })

  it('gives the analytic solution and standard errors of a straight line through noisy data', async () => {
    const random = seeded(7)
    const points = tens.map(x => [x, 2 - 0.5 * x + (random() - 0.5)] as const)
    const fit = await fitLeastSquares(problem(line, points, [0, 0]))
    const { a, b, squares, errorA, errorB } = lineByFormula(points)
    // Derivatives by differences: ten digits of the derivative, so at least as many of the parameters.
    expect(Math.abs(fit!.parameters[0]! - a)).toBeLessThan(1e-9)
    expect(Math.abs(fit!.parameters[1]! - b)).toBeLessThan(1e-9)
    expect(fit!.sumOfSquares).toBeCloseTo(squares, 12)
    expect(fit!.errors[0]).toBeCloseTo(errorA, 9)
    expect(fit!.errors[1]).toBeCloseTo(errorB, 9)
    expect(fit!.degreesOfFreedom).toBe(9)
  })

  it('follows a curved valley to its end (Rosenbrock)', async () => {
    const fit = await fitLeastSquares({
      start: [-1.2, 1],
      bounds: [anywhere, anywhere],
      residuals: async ([x = 0, y = 0]) => Float64Array.of(10 * (y - x * x), 1 - x),
    })
    expect(fit?.end).toBe('converged')
    expect(fit!.parameters[0]).toBeCloseTo(1, 8)
    expect(fit!.parameters[1]).toBeCloseTo(1, 8)
    // Two numbers and two parameters leave nothing to tell an error from.
    expect(fit?.errors).toEqual([undefined, undefined])
  })

  it('agrees with the certified values of a difficult problem (NIST StRD Misra1a)', async () => {
    const x = [77.6, 114.9, 141.1, 190.8, 239.9, 289, 332.8, 378.4, 434.8, 477.3, 536.8, 593.1, 689.1, 760]
    const y = [
      10.07, 14.73, 17.94, 23.93, 29.61, 35.18, 40.02, 44.82, 50.76, 55.05, 61.01, 66.4, 75.47, 81.78,
    ]
    const curve = (at: number, [b1 = 0, b2 = 0]: readonly number[]) => b1 * (1 - Math.exp(-b2 * at))
    const points = x.map((at, i) => [at, y[i]!] as const)
    const fit = await fitLeastSquares(problem(curve, points, [500, 1e-4]))
    expect(fit?.end).toBe('converged')
    const relative = (got: number, wanted: number) => Math.abs(got / wanted - 1)
    // Certified to eleven digits; ours rest on derivatives by differences.
    expect(relative(fit!.parameters[0]!, 2.3894212918e2)).toBeLessThan(1e-7)
    expect(relative(fit!.parameters[1]!, 5.5015643181e-4)).toBeLessThan(1e-7)
    expect(relative(fit!.errors[0]!, 2.7070075241)).toBeLessThan(1e-5)
    expect(relative(fit!.errors[1]!, 7.2668688436e-6)).toBeLessThan(1e-5)
    expect(relative(fit!.sumOfSquares, 1.2455138894e-1)).toBeLessThan(1e-9)
  })

  it('holds a parameter at the bound that the data push against, and fits the others', async () => {
    const points = tens.map(x => [x, 1 + 2 * x] as const)
    const fit = await fitLeastSquares(problem(line, points, [0, 0], [anywhere, [0, 1.5]]))
    expect(fit?.parameters[1]).toBe(1.5)
    // With the slope held, the best intercept is the mean of what is left.
    expect(fit!.parameters[0]).toBeCloseTo(1 + 0.5 * 5, 9)
    expect(fit?.atBound).toEqual([false, true])
    expect(fit?.errors[1]).toBeUndefined()
  })

  it('leaves a bound again that it stood at in the beginning', async () => {
    const points = tens.map(x => [x, 1 + 2 * x] as const)
    const fit = await fitLeastSquares(problem(line, points, [0, 0], [anywhere, [0, 5]]))
    expect(fit!.parameters[1]).toBeCloseTo(2, 9)
  })

  it('tells no error of parameters that only their product determines', async () => {
    const both = (x: number, [a = 0, b = 0]: readonly number[]) => a * b * x
    const points = tens.map(x => [x, 6 * x + (x % 2)] as const)
    const fit = await fitLeastSquares(problem(both, points, [1, 1]))
    expect(fit?.end).toBe('converged')
    expect(fit?.errors).toEqual([undefined, undefined])
  })

  it('goes around parameters at which nothing can be computed', async () => {
    const root = (x: number, [a = 0]: readonly number[]) => Math.sqrt(a) * x
    const points = tens.map(x => [x, 0.1 * x] as const)
    const fit = await fitLeastSquares(problem(root, points, [50]))
    expect(fit!.parameters[0]).toBeCloseTo(0.01, 8)
    expect(await fitLeastSquares(problem(root, points, [-1]))).toBeUndefined()
  })

  it('ends after a bounded number of iterations where there is no least sum', async () => {
    const fit = await fitLeastSquares({
      start: [0],
      bounds: [anywhere],
      residuals: async ([p = 0]) => Float64Array.of(Math.exp(-p / 1e3), Math.exp(-p / 1e3)),
    })
    expect(fit!.iterations).toBeLessThanOrEqual(200)
  })
})
