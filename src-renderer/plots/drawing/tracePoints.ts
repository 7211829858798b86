import type { TraceWindow } from '../../../src-main/contract/index.ts'
import type { TimeSpan } from '../plottedTrace.ts'

/** Where a row of the plot lies, in CSS pixels, and what its edges mean. */
export interface RowFrame {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly span: TimeSpan
  /** Values at the lower and at the upper edge, in the row's unit. */
  readonly low: number
  readonly high: number
}

/** The line to draw: x, y, x, y … in CSS pixels. */
export interface TracePoints {
  readonly points: Float32Array
  readonly count: number
  /** Length of the line [px]: what it costs to draw, and above all to dash. */
  readonly lengthPx: number
}

/** Index of the first value that is not smaller than `wanted`. */
export function lowerBound(sorted: Float64Array, wanted: number): number {
  let from = 0
  let to = sorted.length
  while (from < to) {
    const middle = (from + to) >> 1
    if ((sorted[middle] as number) < wanted) from = middle + 1
    else to = middle
  }
  return from
}

/**
 * Turns the part of a window that a row shows into a line of at most four points for each pixel column,
 * however many points the window holds: bins that share a column become one. A bin is drawn from the extreme
 * that lies nearer to where the line came from, so that no stroke crosses the envelope twice.
 *
 * @param columnsPerPx columns for each CSS pixel: 1, or 2 where the screen has finer pixels
 */
export function tracePoints(window: TraceWindow, frame: RowFrame, columnsPerPx = 1): TracePoints {
  const { timesMs, low, high } = window
  const { fromMs, toMs } = frame.span
  // One point on either side, so that the line runs on to the edges.
  const first = Math.max(0, lowerBound(timesMs, fromMs) - 1)
  const last = Math.min(timesMs.length - 1, lowerBound(timesMs, toMs))
  const scaleX = frame.width / (toMs - fromMs)
  const scaleY = frame.height / (frame.high - frame.low)
  const bottom = frame.y + frame.height
  const dense = last - first > frame.width * columnsPerPx
  const points = new Float32Array(
    dense ? 4 * Math.ceil(frame.width * columnsPerPx + 4) : 4 * Math.max(0, last - first + 1),
  )
  let used = 0
  let lengthPx = 0
  let previousX = 0
  let previousY = 0
  const add = (x: number, y: number) => {
    if (used > 0) lengthPx += Math.abs(x - previousX) + Math.abs(y - previousY)
    points[used++] = previousX = x
    points[used++] = previousY = y
  }
  // A bin's extremes stand apart within it, so that a slope is drawn as a slope and not as stairs.
  const addBin = (x: number, apart: number, lowest: number, highest: number) => {
    const yLow = bottom - (lowest - frame.low) * scaleY
    const yHigh = bottom - (highest - frame.low) * scaleY
    if (yLow - yHigh < 0.25) return add(x, (yLow + yHigh) / 2)
    const lowFirst = used === 0 || Math.abs(previousY - yLow) <= Math.abs(previousY - yHigh)
    add(x - apart, lowFirst ? yLow : yHigh)
    add(x + apart, lowFirst ? yHigh : yLow)
  }
  if (!dense) {
    const count = timesMs.length
    const spread = scaleX * (1 - 1 / Math.max(1, window.samplesPerPoint)) * 0.5
    // Half the way to the nearer neighbour at most: points need not lie at equal distances.
    const apartOf = (i: number) => {
      const before = i > 0 ? (timesMs[i] as number) - (timesMs[i - 1] as number) : Infinity
      const after = i < count - 1 ? (timesMs[i + 1] as number) - (timesMs[i] as number) : Infinity
      return count > 1 ? Math.min(before, after) * spread : 0
    }
    const edgeMs = 2 / scaleX
    // hot
    for (let i = first; i <= last; i++) {
      const at = timesMs[i] as number
      // The neighbours outside may lie very far away: the line is cut at the edge instead, just out of sight.
      const edge = at < fromMs - edgeMs ? fromMs - edgeMs : at > toMs + edgeMs ? toMs + edgeMs : at
      const next = edge > at ? i + 1 : edge < at ? i - 1 : i
      const share = next === i || next > last ? 0 : (edge - at) / ((timesMs[next] as number) - at)
      const lowest =
        (low[i] as number) + (share > 0 ? share * ((low[next] as number) - (low[i] as number)) : 0)
      const highest =
        (high[i] as number) + (share > 0 ? share * ((high[next] as number) - (high[i] as number)) : 0)
      addBin(frame.x + (edge - fromMs) * scaleX, edge === at ? apartOf(i) : 0, lowest, highest)
    }
    return { points, count: used / 2, lengthPx }
  }
  let column = NaN
  let lowest = Infinity
  let highest = -Infinity
  // hot: the arrays have one length, and i stays inside
  for (let i = first; i <= last; i++) {
    const at = ((timesMs[i] as number) - fromMs) * scaleX
    const own = Math.min(Math.max(-1, Math.floor(at * columnsPerPx)), Math.ceil(frame.width * columnsPerPx))
    if (own !== column) {
      if (lowest <= highest) addBin(frame.x + (column + 0.5) / columnsPerPx, 0, lowest, highest)
      column = own
      lowest = Infinity
      highest = -Infinity
    }
    if ((low[i] as number) < lowest) lowest = low[i] as number
    if ((high[i] as number) > highest) highest = high[i] as number
  }
  if (lowest <= highest) addBin(frame.x + (column + 0.5) / columnsPerPx, 0, lowest, highest)
  return { points, count: used / 2, lengthPx }
}

/**
 * Moves every point to the middle of its pixel column. Upright lines there are drawn twice as fast as others, and a
 * line that fills its columns anyway looks the same.
 */
export function snapToColumns({ points, count }: TracePoints, columnsPerPx: number): void {
  // hot: count points lie in the array
  for (let i = 0; i < count; i++)
    points[2 * i] = (Math.floor((points[2 * i] as number) * columnsPerPx) + 0.5) / columnsPerPx
}

/** Lowest and highest value of the part of a window that a span shows; undefined where there is none. */
export function valueRange(
  window: TraceWindow,
  span: TimeSpan,
): readonly [low: number, high: number] | undefined {
  const first = Math.max(0, lowerBound(window.timesMs, span.fromMs) - 1)
  const last = Math.min(window.timesMs.length - 1, lowerBound(window.timesMs, span.toMs))
  let low = Infinity
  let high = -Infinity
  for (let i = first; i <= last; i++) {
    if ((window.low[i] as number) < low) low = window.low[i] as number
    if ((window.high[i] as number) > high) high = window.high[i] as number
  }
  return low <= high ? [low, high] : undefined
}
