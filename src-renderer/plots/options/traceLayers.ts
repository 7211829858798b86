import { drawLine, drawMarks, drawTicks, type Layer, markPx, type Stroke } from '../drawing/layer.ts'
import { rasterTicks } from '../drawing/rasterTicks.ts'
import { snapToColumns, tracePoints, type TracePoints } from '../drawing/tracePoints.ts'
import type { PlottedTrace } from '../plottedTrace.ts'
import { curveColour, dashPattern } from '../plotTheme.ts'
import { axisTicks, tickText } from '../window/axisTicks.ts'
import { legendLayer } from './legend.ts'
import { horizontalAxis } from './horizontalAxis.ts'
import type { ScaledRow, TracePicture } from './tracePicture.ts'

/** Pixels between two ticks of the time axis, at least. */
const tickSpacing = 90

/** Lines longer than this, all together, are drawn thin [px]. */
const longestWidePx = 3000

/** A line longer than this is drawn without dashes [px]. */
const longestDashedPx = 12_000

/** Samples that lie farther apart than this, on the average, are marked [px]. */
const markedPx = 8

/** What lies over the chart's axes: the time axis, the curves, the spikes, and names where they are wanted. Pure. */
export function traceLayers(rows: readonly ScaledRow[], picture: TracePicture): readonly Layer[] {
  const last = rows.at(-1)
  if (!last) return []
  const lines = rows.map(row => curveLines(picture, row))
  const wide = lines.flat().reduce((sum, { line }) => sum + line.lengthPx, 0) <= longestWidePx
  return [
    ...timeAxis(rows, last, picture),
    ...rows.map((row, i) => ({
      clip: { x: row.x, y: row.y - 1, width: row.width, height: row.height + 2 },
      strokes:
        row.kind === 'raster' ? rasterStrokes(picture, row) : traceStrokes(picture, lines[i] ?? [], wide),
      labels: [],
    })),
    ...(picture.legend ? rows.map(row => legendLayer(picture.traces, row, picture.theme)) : []),
  ]
}

function timeAxis(
  rows: readonly ScaledRow[],
  last: ScaledRow,
  { span, theme, texts }: TracePicture,
): readonly Layer[] {
  const ticks = axisTicks(span.fromMs, span.toMs, Math.max(2, Math.floor(last.width / tickSpacing)))
  const shown = ticks.values.map(value => ({
    share: (value - span.fromMs) / (span.toMs - span.fromMs),
    text: tickText(value, ticks.decimals),
  }))
  return horizontalAxis(rows, shown, texts.time, theme)
}

/** A trace with its line, before it is known how wide the picture's lines may be. */
interface CurveLine {
  readonly trace: PlottedTrace
  readonly line: TracePoints
  /** Its samples are so few that each is marked: what lies between them is not known. */
  readonly marked: boolean
}

function curveLines(picture: TracePicture, row: ScaledRow): readonly CurveLine[] {
  const own = row.kind === 'traces' ? picture.traces.filter(({ unit }) => unit === row.unit) : []
  // Newest run last, so that it lies on top.
  return own
    .toSorted((a, b) => b.dash - a.dash)
    .flatMap(trace => {
      const window = picture.windowOf(trace.probe)
      if (!window) return []
      const line = tracePoints(window, { ...row, span: picture.span }, picture.columnsPerPx ?? 1)
      return [{ trace, line, marked: line.count * markedPx <= row.width }]
    })
}

/**
 * Lines in their colours. A line of at most one device pixel is drawn ten times faster than a wider one, so wide
 * lines are for pictures with little in them; where one's eye could not follow dashes, there are none.
 */
function traceStrokes(picture: TracePicture, lines: readonly CurveLine[], wide: boolean): readonly Stroke[] {
  const { theme, columnsPerPx = 1 } = picture
  return lines.flatMap(({ trace, line, marked }) => {
    const dense = line.lengthPx > longestDashedPx
    if (dense) snapToColumns(line, columnsPerPx)
    const look = { colour: curveColour(theme, trace.colour), opacity: trace.dash === 0 ? 1 : 0.7 }
    const widthPx = wide ? theme.lineWidthPx : 1 / columnsPerPx
    const drawn = { ...look, draw: drawLine(line), widthPx, dash: dense ? [] : dashPattern(trace.dash) }
    return marked ? [drawn, { ...look, draw: drawMarks(line), widthPx: markPx, dash: [] }] : [drawn]
  })
}

function rasterStrokes({ spikes, span, theme }: TracePicture, row: ScaledRow): readonly Stroke[] {
  const trains = spikes.flatMap(run => run.trains.map(train => ({ train, dash: run.dash })))
  const pitch = row.height / Math.max(1, trains.length)
  return trains.map(({ train, dash }, i) => ({
    draw: drawTicks(
      rasterTicks(train.timesMs, { ...row, span }),
      row.y + (i + 0.15) * pitch,
      row.y + (i + 0.85) * pitch,
    ),
    colour: theme.text,
    widthPx: 1,
    dash: [],
    opacity: dash === 0 ? 0.9 : 0.5,
  }))
}
