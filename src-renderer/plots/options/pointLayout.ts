import { axisTicks, tickText } from '../window/axisTicks.ts'

/** A quantity of every point. */
export interface PointAxis {
  readonly name: string
  readonly values: Float64Array
}

/** Points to draw: y against x, or a third quantity as a colour over both. */
export interface PlottedPoints {
  /** What each point is known by. */
  readonly ids: Int32Array
  readonly x: PointAxis
  readonly y: PointAxis
  readonly colour?: PointAxis
}

/** A tick of an axis [px]. */
export interface PointTick {
  readonly at: number
  readonly text: string
}

/** One mark: a dot, or with `width` a cell of a map. All in px. */
export interface PointMark {
  readonly id: number
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** 0…1 of the colour scale; undefined without one. */
  readonly share: number | undefined
}

/** Where everything of a plot of points lies. */
export interface PointLayout {
  readonly plot: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
  readonly marks: readonly PointMark[]
  readonly xTicks: readonly PointTick[]
  readonly yTicks: readonly PointTick[]
  /** Least and largest of what colours stand for. */
  readonly colours: readonly [low: number, high: number] | undefined
  /** Points beyond those that are drawn. */
  readonly leftOut: number
}

/** Marks that a page draws without being slow. */
const mostMarks = 8000
const margins = { left: 68, right: 20, top: 14, bottom: 44 }

/** Lays points out. Values on a grid become cells that fill the plane. Pure. */
export function layOutPoints(
  { ids, x, y, colour }: PlottedPoints,
  size: { readonly width: number; readonly height: number },
): PointLayout {
  const plot = {
    x: margins.left,
    y: margins.top,
    width: Math.max(40, size.width - margins.left - margins.right),
    height: Math.max(40, size.height - margins.top - margins.bottom),
  }
  const good: number[] = []
  for (let row = 0; row < ids.length; row++)
    if ([x, y, ...(colour ? [colour] : [])].every(({ values }) => Number.isFinite(values[row])))
      good.push(row)
  const shown = good.slice(0, mostMarks)
  const steps = colour ? gridOf(shown, x.values, y.values) : undefined
  const [across, up] = [extentOf(good, x.values, steps?.x), extentOf(good, y.values, steps?.y)]
  const colours = colour && good.length > 0 ? rangeOf(good, colour.values) : undefined
  const xAt = (value: number) => plot.x + ((value - across[0]) / (across[1] - across[0])) * plot.width
  const yAt = (value: number) => plot.y + plot.height - ((value - up[0]) / (up[1] - up[0])) * plot.height
  const marks = shown.map(row => ({
    id: ids[row]!,
    x: xAt(x.values[row]!),
    y: yAt(y.values[row]!),
    width: steps ? (steps.x / (across[1] - across[0])) * plot.width : 0,
    height: steps ? (steps.y / (up[1] - up[0])) * plot.height : 0,
    share: colours && shareOf(colour!.values[row]!, colours),
  }))
  return {
    plot,
    marks,
    xTicks: ticks(across, Math.floor(plot.width / 80)).map(({ value, text }) => ({ at: xAt(value), text })),
    yTicks: ticks(up, Math.floor(plot.height / 40)).map(({ value, text }) => ({ at: yAt(value), text })),
    colours,
    leftOut: good.length - shown.length,
  }
}

function shareOf(value: number, [low, high]: readonly [number, number]): number {
  return high > low ? (value - low) / (high - low) : 0.5
}

function rangeOf(rows: readonly number[], values: Float64Array): readonly [number, number] {
  let [low, high] = [Infinity, -Infinity]
  for (const row of rows) {
    low = Math.min(low, values[row]!)
    high = Math.max(high, values[row]!)
  }
  return [low, high]
}

/** The stretch of an axis: half a cell, or a little, beyond the outermost points. */
function extentOf(
  rows: readonly number[],
  values: Float64Array,
  step: number | undefined,
): readonly [number, number] {
  if (rows.length === 0) return [0, 1]
  const [low, high] = rangeOf(rows, values)
  const around = step === undefined ? (high - low) * 0.05 : step / 2
  const room = around > 0 ? around : Math.abs(low) * 0.1 || 0.5
  return [low - room, high + room]
}

/** The distances of an even grid, if points lie on one and fill at least half of it. */
function gridOf(
  rows: readonly number[],
  xs: Float64Array,
  ys: Float64Array,
): { readonly x: number; readonly y: number } | undefined {
  const x = evenStep(rows, xs)
  const y = evenStep(rows, ys)
  return x && y && rows.length * 2 >= x.count * y.count ? { x: x.step, y: y.step } : undefined
}

function evenStep(rows: readonly number[], values: Float64Array) {
  const levels = [...new Set(rows.map(row => values[row]!))].sort((a, b) => a - b)
  if (levels.length < 2) return undefined
  const step = (levels.at(-1)! - levels[0]!) / (levels.length - 1)
  const isEven = levels.every((level, index) => Math.abs(level - levels[0]! - index * step) < step * 0.01)
  return isEven ? { step, count: levels.length } : undefined
}

function ticks([from, to]: readonly [number, number], most: number) {
  const { values, decimals } = axisTicks(from, to, Math.max(2, most))
  return values.map(value => ({ value, text: tickText(value, decimals) }))
}
