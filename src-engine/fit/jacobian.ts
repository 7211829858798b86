/** Differences between what is computed and what was measured; undefined where nothing can be computed. */
export type Residuals = (parameters: readonly number[]) => Promise<Float64Array | undefined>

/** From … to, either of which may be infinite. */
export type Bounds = readonly [low: number, high: number]

/**
 * The cube root of the rounding of a double: the relative step at which rounding and curvature harm a central
 * difference equally.
 */
const relativeStep = 6.0554544523933429e-6

/**
 * How residuals change with each parameter, by central differences; at a bound, or where one side cannot be
 * computed, by three points on the other side, which is of second order as well.
 *
 * @param at the residuals at the parameters
 * @returns one column for each parameter; undefined where neither side can be computed
 */
export async function differentiate(
  residuals: Residuals,
  parameters: readonly number[],
  bounds: readonly Bounds[],
  at: Float64Array,
): Promise<Float64Array[] | undefined> {
  const columns: Float64Array[] = []
  for (const [index, value] of parameters.entries()) {
    const [low, high] = bounds[index] ?? [-Infinity, Infinity]
    const wanted = relativeStep * (Math.abs(value) || 1)
    const step = Math.min(wanted, high > low ? (high - low) / 4 : wanted)
    const near = (steps: number) => {
      const moved = value + steps * step
      return moved < low || moved > high ? undefined : residuals(parameters.with(index, moved))
    }
    const [below, above] = [await near(-1), await near(1)]
    const column =
      below && above
        ? combine([above, 1], [below, -1], 2 * step)
        : ((await oneSided(at, above, near, step)) ?? (await oneSided(at, below, near, -step)))
    if (!column) return undefined
    columns.push(column)
  }
  return columns
}

/** (−3·f(0) + 4·f(h) − f(2h)) / 2h. */
async function oneSided(
  at: Float64Array,
  first: Float64Array | undefined,
  near: (steps: number) => Promise<Float64Array | undefined> | undefined,
  step: number,
): Promise<Float64Array | undefined> {
  const second = first && (await near(step > 0 ? 2 : -2))
  if (!first || !second) return undefined
  return first.map((value, i) => (4 * value - 3 * at[i]! - second[i]!) / (2 * step))
}

function combine(
  [a, factorA]: readonly [Float64Array, number],
  [b, factorB]: readonly [Float64Array, number],
  over: number,
): Float64Array {
  return a.map((value, i) => (factorA * value + factorB * b[i]!) / over)
}
