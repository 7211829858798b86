import type { SweepColumn, VariantTrace } from '../../../src-main/contract/index.ts'
import type { CurveSet } from '../../plots/options/curvePicture.ts'

/** Traces of variants over one another; a point that stands for several samples is drawn from the lowest to the highest. */
export function traceSet(
  traces: readonly VariantTrace[],
  probe: SweepColumn | undefined,
  axisName: string,
): CurveSet | undefined {
  const [first] = traces
  if (!first || !probe) return undefined
  const doubled = (low: Float64Array, high: Float64Array) =>
    Float64Array.from(
      { length: 2 * low.length },
      (_, index) => ((index & 1) === 1 ? high : low)[index >> 1] ?? NaN,
    )
  return {
    axisName,
    axis: doubled(first.timesMs, first.timesMs),
    logarithmic: false,
    rows: [
      {
        name: probe.label,
        unit: probe.unit,
        curves: traces.map(({ variant, low, high }, colour) => ({
          name: String(variant + 1),
          values: doubled(low, high),
          colour,
        })),
      },
    ],
  }
}
