import type { Picture } from '../picture.ts'
import type { Drawing, Layer } from '../drawing/layer.ts'
import { lowerBound } from '../drawing/tracePoints.ts'
import { curveColour, dashPattern, type PlotTheme } from '../plotTheme.ts'
import { axisTicks, tickText } from '../window/axisTicks.ts'
import { horizontalAxis, type HorizontalTick } from './horizontalAxis.ts'
import { plotMargins } from './rowLayout.ts'
import { traceOption } from './traceOptions.ts'
import type { ScaledRow } from './tracePicture.ts'
import { autoscale } from './valueScale.ts'

/** One function to draw: a value for each place of the axis, NaN where there is none. */
export interface PlottedCurve {
  readonly name: string
  readonly values: Float64Array
  /** Its own places in ascending order, where they are not those of the set's axis. */
  readonly axis?: Float64Array | undefined
  /** Place in the palette. */
  readonly colour: number
  /** A colour of its own, as CSS, instead of the palette's. */
  readonly ink?: string | undefined
}

/** Functions of one quantity, in rows of one unit each. */
export interface CurveSet {
  /** What the horizontal axis is called, with its unit: `v (mV)`. */
  readonly axisName: string
  readonly axis: Float64Array
  readonly logarithmic: boolean
  readonly rows: readonly {
    readonly name: string
    readonly unit: string
    readonly curves: readonly PlottedCurve[]
  }[]
}

/** Pixels between two ticks of the horizontal axis, at least. */
const tickSpacing = 56

/** A picture of curves, with its rows: where things lie, for the pointer. */
export interface CurvePicture {
  readonly rows: readonly ScaledRow[]
  readonly picture: Picture
}

/** Draws functions of one quantity. Pure. */
export function curvePicture(
  set: CurveSet,
  size: { readonly width: number; readonly height: number },
  theme: PlotTheme,
): CurvePicture {
  const rows = layout(set, size)
  return {
    rows,
    picture: {
      option: traceOption(rows, { theme, texts: { time: '', spikes: '' } }),
      layers: [
        ...horizontalAxis(rows, ticksOf(set, rows[0]?.width ?? 0), set.axisName, theme),
        ...rows.map((row, i) => curveLayer(set, row, set.rows[i]?.curves ?? [], theme)),
      ],
      textColour: theme.text,
      font: `${theme.fontSizePx}px ${theme.fontFamily}`,
    },
  }
}

function layout({ rows }: CurveSet, size: { readonly width: number; readonly height: number }): ScaledRow[] {
  const { left, right, top, bottom, between } = plotMargins
  const height = Math.max(24, (size.height - top - bottom - between * (rows.length - 1)) / rows.length)
  return rows.map(({ name, unit, curves }, i) => ({
    ...{ kind: 'traces' as const, name, unit },
    ...{ x: left, y: top + i * (height + between), width: Math.max(40, size.width - left - right), height },
    ...scaleOf(curves),
  }))
}

/** From 0 where nothing is below it: steady states and time constants are compared with nothing. */
function scaleOf(curves: readonly PlottedCurve[]) {
  const ranges = curves.flatMap(({ values }) => {
    const finite = values.filter(value => Number.isFinite(value))
    return finite.length === 0 ? [] : [[Math.min(...finite), Math.max(...finite)] as const]
  })
  const { low, high } = autoscale(ranges)
  return ranges.every(([lowest]) => lowest >= 0) ? { low: 0, high } : { low, high }
}

/** Where a value of the axis lies, as a share of it. */
export function shareOf({ axis, logarithmic }: CurveSet, value: number): number {
  const scale = (x: number) => (logarithmic ? Math.log10(x) : x)
  const [from, to] = [scale(axis[0] ?? 0), scale(axis.at(-1) ?? 1)]
  return (scale(value) - from) / (to - from)
}

function ticksOf(set: CurveSet, width: number): readonly HorizontalTick[] {
  const [from, to] = [set.axis[0] ?? 0, set.axis.at(-1) ?? 1]
  if (!set.logarithmic) {
    const { values, decimals } = axisTicks(from, to, Math.max(2, Math.floor(width / tickSpacing)))
    return values.map(value => ({ share: shareOf(set, value), text: tickText(value, decimals) }))
  }
  const decades = Array.from(
    { length: Math.round(Math.log10(to / from)) + 1 },
    (_, i) => Math.round(Math.log10(from)) + i,
  )
  return decades.map(power => ({ share: shareOf(set, 10 ** power), text: powerOfTen(power) }))
}

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹'

function powerOfTen(power: number): string {
  if (power >= -2 && power <= 3) return String(Number(`1e${power}`))
  const digits = [...String(Math.abs(power))].map(digit => superscripts[Number(digit)] ?? '').join('')
  return `10${power < 0 ? '⁻' : ''}${digits}`
}

function curveLayer(set: CurveSet, row: ScaledRow, curves: readonly PlottedCurve[], theme: PlotTheme): Layer {
  return {
    clip: { x: row.x, y: row.y - 1, width: row.width, height: row.height + 2 },
    strokes: curves.map(({ values, axis = set.axis, colour, ink }) => ({
      draw: drawCurve(set, row, { values, axis }),
      colour: ink ?? curveColour(theme, colour),
      widthPx: theme.lineWidthPx + 0.25,
      dash: dashPattern(Math.floor(colour / theme.palette.length)),
      opacity: 1,
    })),
    labels: [],
  }
}

/** A line through the values, broken where there is none. A single missing value is bridged: a pole of the formula. */
function drawCurve(
  set: CurveSet,
  row: ScaledRow,
  { values, axis }: { readonly values: Float64Array; readonly axis: Float64Array },
): Drawing {
  return pen => {
    let missing = Infinity
    for (let i = 0; i < values.length; i++) {
      const value = values[i] as number
      if (!Number.isFinite(value)) {
        missing++
        continue
      }
      const x = row.x + shareOf(set, axis[i] as number) * row.width
      const y = row.y + row.height - ((value - row.low) / (row.high - row.low)) * row.height
      if (missing > 1) pen.moveTo(x, y)
      else pen.lineTo(x, y)
      missing = 0
    }
  }
}

/** Value of a curve at a place of the set's axis: of the nearest place where it has places of its own. */
export function valueAt(set: CurveSet, { values, axis }: PlottedCurve, at: number): number | undefined {
  if (!axis) return values[at]
  const wanted = set.axis[at] ?? NaN
  const after = Math.min(axis.length - 1, lowerBound(axis, wanted))
  const isNearer = after > 0 && wanted - (axis[after - 1] as number) < (axis[after] as number) - wanted
  return values[isNearer ? after - 1 : after]
}

/** Index of the place of the axis that lies nearest to a share of it. */
export function nearestIndex(set: CurveSet, share: number): number {
  return Math.max(0, Math.min(set.axis.length - 1, Math.round(share * (set.axis.length - 1))))
}
