import type { SweepColumn, VariantTrace } from '../../../src-main/contract/index.ts'
import type { CurveSet } from '../../plots/options/curvePicture.ts'

/** Traces of variants over one another; a point that stands for several samples is drawn from the lowest to the highest. */
export function traceSet(
  traces: readonly VariantTrace[],
  probe: SweepColumn | undefined,
  axisName: string,
): CurveSet | undefined {
  const first = traces.find(({ timesMs }) => timesMs.length > 0)
  if (!first || !probe) return undefined
  const doubled = (low: Float64Array, high: Float64Array) =>
    Float64Array.from(
      { length: 2 * low.length },
      (_, index) => ((index & 1) === 1 ? high : low)[index >> 1] ?? NaN,
    )
  const [fromMs, toMs] = extentOf(traces)
  const isShared = traces.every(({ timesMs }) => sameTimes(timesMs, first.timesMs))
  return {
    axisName,
    axis: isShared ? doubled(first.timesMs, first.timesMs) : evenly(fromMs, toMs),
    logarithmic: false,
    rows: [
      {
        name: probe.label,
        unit: probe.unit,
        curves: traces.map(({ variant, timesMs, low, high }, colour) => ({
          name: String(variant + 1),
          values: doubled(low, high),
          ...(isShared ? {} : { axis: doubled(timesMs, timesMs) }),
          colour,
        })),
      },
    ],
  }
}

/** Places at which curves of different times are read. */
const places = 2001

const evenly = (from: number, to: number) =>
  Float64Array.from({ length: places }, (_, place) => from + ((to - from) * place) / (places - 1))

const sameTimes = (a: Float64Array, b: Float64Array) =>
  a.length === b.length && a.every((time, index) => time === b[index])

function extentOf(traces: readonly VariantTrace[]): readonly [fromMs: number, toMs: number] {
  const held = traces.filter(({ timesMs }) => timesMs.length > 0)
  return [
    Math.min(...held.map(({ timesMs }) => timesMs[0] ?? Infinity)),
    Math.max(...held.map(({ timesMs }) => timesMs.at(-1) ?? -Infinity)),
  ]
}
