import { log } from '../../../math/elementary.ts'
import type { ShollProfile } from './shollProfile.ts'

/** A straight line fitted by least squares. */
export interface Regression {
  readonly slope: number
  readonly intercept: number
  /** Coefficient of determination. */
  readonly r2: number
}

/** What a Sholl profile comes to. NaN where the profile does not say. */
export interface ShollSummary {
  readonly maxCrossings: number
  /** Smallest radius with that many [µm]. */
  readonly criticalRadiusUm: number
  /** Largest radius with a crossing [µm]. */
  readonly enclosingRadiusUm: number
  /** Largest number of crossings over the number of primary neurites (Schoenen 1982). */
  readonly schoenenIndex: number
  /** ln (crossings/volume of the shell) over radius; its slope with the sign turned is Sholl's regression coefficient. */
  readonly semiLog: Regression
  /** The same over ln radius. */
  readonly logLog: Regression
}

/**
 * Summarises a profile: regressions of ln (N/V), where V is the volume (in two dimensions the area) of the ball of each
 * radius, over the radii with crossings.
 *
 * @param primary number of neurites
 */
export function summariseSholl(
  { radiusUm, crossings }: Pick<ShollProfile, 'radiusUm' | 'crossings'>,
  primary: number,
  dimensions: 2 | 3 = 3,
): ShollSummary {
  let [maxCrossings, criticalRadiusUm, enclosingRadiusUm] = [0, NaN, NaN]
  const rows: { radius: number; density: number }[] = []
  crossings.forEach((number, k) => {
    const radius = radiusUm[k]!
    if (number > maxCrossings) [maxCrossings, criticalRadiusUm] = [number, radius]
    if (number === 0) return
    enclosingRadiusUm = radius
    const ball = dimensions === 3 ? (4 / 3) * Math.PI * radius * radius * radius : Math.PI * radius * radius
    if (radius > 0) rows.push({ radius, density: log(number / ball) })
  })
  return {
    maxCrossings,
    criticalRadiusUm,
    enclosingRadiusUm,
    schoenenIndex: primary > 0 ? maxCrossings / primary : NaN,
    semiLog: regressionOf(rows.map(({ radius, density }) => [radius, density])),
    logLog: regressionOf(rows.map(({ radius, density }) => [log(radius), density])),
  }
}

/** Least squares line through points; NaN for fewer than two different abscissae. */
export function regressionOf(points: readonly (readonly [number, number])[]): Regression {
  const n = points.length
  const mean = (k: 0 | 1) => points.reduce((sum, point) => sum + point[k], 0) / n
  const [meanX, meanY] = [mean(0), mean(1)]
  let [xx, xy, yy] = [0, 0, 0]
  for (const [x, y] of points) {
    xx += (x - meanX) * (x - meanX)
    xy += (x - meanX) * (y - meanY)
    yy += (y - meanY) * (y - meanY)
  }
  if (!(xx > 0)) return { slope: NaN, intercept: NaN, r2: NaN }
  const slope = xy / xx
  return { slope, intercept: meanY - slope * meanX, r2: yy > 0 ? (xy * xy) / (xx * yy) : NaN }
}
