import { type Bounds, differentiate, type Residuals } from './jacobian.ts'
import { backSubstitute, dot, inverseOfSquare, norm, triangulate } from './orthogonal.ts'

/** Find the parameters for which the sum of the squares of the residuals is least. */
export interface LeastSquaresProblem {
  readonly start: readonly number[]
  /** One for each parameter; the start lies within. */
  readonly bounds: readonly Bounds[]
  readonly residuals: Residuals
}

/** Why the search ended. */
export type LeastSquaresEnd =
  /** No direction leads further down. */
  | 'converged'
  | 'too-many-iterations'
  /** The residuals cannot be computed around the parameters that were reached. */
  | 'not-computable'

/** What the search came to. */
export interface LeastSquaresFit {
  readonly parameters: readonly number[]
  /** Standard errors; undefined for what stands at a bound, and where the data do not determine it. */
  readonly errors: readonly (number | undefined)[]
  readonly atBound: readonly boolean[]
  readonly residuals: Float64Array
  readonly sumOfSquares: number
  /** Numbers that were measured, less parameters that are free. */
  readonly degreesOfFreedom: number
  readonly iterations: number
  readonly end: LeastSquaresEnd
}

/** Far more than a problem needs that has a solution nearby. */
export const mostIterations = 200

/** Cosine of the angle between residuals and the tangent plane below which nothing is left to gain. */
const flat = 1e-10

/** Relative change of every parameter below which a step is none. */
const smallestStep = 1e-14

/** Damping at which a step is so short that only rounding decides. */
const mostDamping = 1e20

/**
 * Levenberg and Marquardt's search, with Moré's scaling of the damping by the largest columns seen (in Numerical
 * Analysis, Lecture Notes in Mathematics 630, Springer 1978, 105–116). A parameter at a bound that the residuals push
 * against is held there.
 *
 * @returns undefined where the residuals cannot be computed at the start
 */
export async function fitLeastSquares(problem: LeastSquaresProblem): Promise<LeastSquaresFit | undefined> {
  const { bounds, residuals } = problem
  let parameters = [...problem.start]
  const first = await residuals(parameters)
  if (!first) return undefined
  let now = first
  let damping = 1e-3
  let scales: number[] = parameters.map(() => 0)
  for (let iteration = 0; ; iteration++) {
    const columns = await differentiate(residuals, parameters, bounds, now)
    const describe = (end: LeastSquaresEnd) =>
      describeFit({ parameters, bounds, now, columns: columns ?? [], iterations: iteration, end })
    if (!columns) return describe('not-computable')
    const lengths = columns.map(norm)
    const free = freeOnes(parameters, bounds, columns, now)
    const length = norm(now)
    if (free.every(j => Math.abs(dot(columns[j]!, now)) <= flat * lengths[j]! * length))
      return describe('converged')
    if (iteration === mostIterations) return describe('too-many-iterations')
    scales = scales.map((scale, j) => Math.max(scale, lengths[j]!))
    for (;;) {
      const step = dampedStep(
        free.map(j => columns[j]!),
        free.map(j => scales[j]!),
        now,
        damping,
      )
      const trial = parameters.map((value, j) => {
        const index = free.indexOf(j)
        return index < 0 || !step ? value : within(bounds[j]!, value + step[index]!)
      })
      const isStill = trial.every(
        (value, j) => Math.abs(value - parameters[j]!) <= smallestStep * Math.abs(value),
      )
      if (isStill || damping > mostDamping) return describe('converged')
      const then = await residuals(trial)
      if (then && dot(then, then) < dot(now, now)) {
        parameters = trial
        now = then
        damping = Math.max(damping / 10, 1e-15)
        break
      }
      damping *= 4
    }
  }
}

/** Those that have an influence and are not held at a bound: the slope downhill leads inside. */
function freeOnes(
  parameters: readonly number[],
  bounds: readonly Bounds[],
  columns: readonly Float64Array[],
  residuals: Float64Array,
): number[] {
  return [...parameters.keys()].filter(j => {
    const slope = dot(columns[j]!, residuals)
    const [low, high] = bounds[j]!
    const isHeld = (parameters[j] === low && slope >= 0) || (parameters[j] === high && slope <= 0)
    return !isHeld && norm(columns[j]!) > 0
  })
}

const within = ([low, high]: Bounds, value: number) => Math.min(high, Math.max(low, value))

/** The step δ that makes |J·δ + r|² + damping·|D·δ|² least, in the unit of each parameter. */
function dampedStep(
  columns: readonly Float64Array[],
  scales: readonly number[],
  residuals: Float64Array,
  damping: number,
): number[] | undefined {
  const rows = residuals.length
  const root = Math.sqrt(damping)
  const extended = columns.map((column, j) => {
    const longer = new Float64Array(rows + columns.length)
    column.forEach((value, i) => (longer[i] = value / scales[j]!))
    longer[rows + j] = root
    return longer
  })
  const rhs = new Float64Array(rows + columns.length)
  residuals.forEach((value, i) => (rhs[i] = -value))
  const made = triangulate(extended, rhs)
  return made && backSubstitute(made.r, made.projected).map((value, j) => value / scales[j]!)
}

function describeFit({
  parameters,
  bounds,
  now,
  columns,
  iterations,
  end,
}: {
  readonly parameters: readonly number[]
  readonly bounds: readonly Bounds[]
  readonly now: Float64Array
  readonly columns: readonly Float64Array[]
  readonly iterations: number
  readonly end: LeastSquaresEnd
}): LeastSquaresFit {
  const atBound = parameters.map((value, j) => bounds[j]!.includes(value))
  const free = [...columns.keys()].filter(j => !atBound[j])
  const sumOfSquares = dot(now, now)
  const degreesOfFreedom = now.length - atBound.filter(held => !held).length
  const variances = degreesOfFreedom > 0 ? variancesOf(free.map(j => columns[j]!)) : undefined
  return {
    parameters,
    errors: parameters.map((_, j) => {
      const variance = variances?.[free.indexOf(j)]
      return variance === undefined ? undefined : Math.sqrt((variance * sumOfSquares) / degreesOfFreedom)
    }),
    atBound,
    residuals: now,
    sumOfSquares,
    degreesOfFreedom,
    iterations,
    end,
  }
}

/** The diagonal of (JᵀJ)⁻¹; undefined where the columns depend on each other. */
function variancesOf(columns: readonly Float64Array[]): number[] | undefined {
  const scales = columns.map(column => norm(column) || 1)
  const scaled = columns.map((column, j) => column.map(value => value / scales[j]!))
  const made = triangulate(scaled, new Float64Array(columns[0]?.length ?? 0))
  // Derivatives by differences have ten digits: what depends but for less is not determined.
  if (!made || made.r.some((row, j) => Math.abs(row[j]!) < 1e-9)) return undefined
  const inverse = inverseOfSquare(made.r)
  return inverse.map((row, j) => row[j]! / (scales[j]! * scales[j]!))
}
