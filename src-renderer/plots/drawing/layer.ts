import type { TracePoints } from './tracePoints.ts'

/** The part of a canvas or path that drawings use; ECharts' path recorder has it too. */
export interface Pen {
  moveTo(x: number, y: number): void
  lineTo(x: number, y: number): void
}

/** Adds lines to a pen. */
export type Drawing = (pen: Pen) => void

/** Lines with their looks. Pixels from the plot's upper left corner. */
export interface Stroke {
  readonly draw: Drawing
  readonly colour: string
  readonly widthPx: number
  readonly dash: readonly number[]
  readonly opacity: number
}

/** A word on the plot; x and y say where its anchor lies. */
export interface Label {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly align: 'left' | 'center' | 'right'
  readonly baseline: 'top' | 'middle' | 'bottom'
}

/** What is drawn over a chart's axes, without going through the chart: this is what changes while one zooms. */
export interface Layer {
  readonly clip:
    { readonly x: number; readonly y: number; readonly width: number; readonly height: number } | undefined
  readonly strokes: readonly Stroke[]
  readonly labels: readonly Label[]
}

/** One polyline through the points. */
export function drawLine({ points, count }: TracePoints): Drawing {
  return pen => {
    if (count === 0) return
    pen.moveTo(points[0] as number, points[1] as number)
    // hot: count points lie in the array
    for (let i = 1; i < count; i++) pen.lineTo(points[2 * i] as number, points[2 * i + 1] as number)
  }
}

/** Size of the marks of single samples [px], the width to draw them with. */
export const markPx = 3.5

/** A square mark at each of the points. */
export function drawMarks({ points, count }: TracePoints): Drawing {
  return pen => {
    for (let i = 0; i < count; i++) {
      const [x, y] = [points[2 * i] as number, points[2 * i + 1] as number]
      pen.moveTo(x - markPx / 2, y)
      pen.lineTo(x + markPx / 2, y)
    }
  }
}

/** Vertical lines from `top` to `bottom` [px] at each x. */
export function drawTicks(xs: ArrayLike<number>, top: number, bottom: number): Drawing {
  return pen => {
    for (let i = 0; i < xs.length; i++) {
      pen.moveTo(xs[i] as number, top)
      pen.lineTo(xs[i] as number, bottom)
    }
  }
}

/** A horizontal line. */
export function drawLevel(x: number, y: number, width: number): Drawing {
  return pen => {
    pen.moveTo(x, y)
    pen.lineTo(x + width, y)
  }
}
