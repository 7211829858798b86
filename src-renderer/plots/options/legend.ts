import { drawLevel, type Layer } from '../drawing/layer.ts'
import type { PlottedTrace } from '../plottedTrace.ts'
import { curveColour, dashPattern, type PlotTheme } from '../plotTheme.ts'
import type { PlotRow } from './rowLayout.ts'

const lineHeight = 15
const swatchWidth = 22

/** A curve's name; with its run's where runs lie over one another. */
export function curveName(trace: PlottedTrace, traces: readonly PlottedTrace[]): string {
  const several = traces.some(other => other.runLabel !== trace.runLabel)
  return several ? `${trace.label} · ${trace.runLabel}` : trace.label
}

/** The names of a row's curves in its upper right corner. */
export function legendLayer(traces: readonly PlottedTrace[], row: PlotRow, theme: PlotTheme): Layer {
  const right = row.x + row.width - 4
  const own = row.kind === 'traces' ? traces.filter(({ unit }) => unit === row.unit) : []
  const yOf = (i: number) => row.y + 9 + i * lineHeight
  return {
    clip: undefined,
    strokes: own.map((trace, i) => ({
      draw: drawLevel(right - swatchWidth, yOf(i), swatchWidth),
      colour: curveColour(theme, trace.colour),
      widthPx: theme.lineWidthPx * 1.5,
      dash: dashPattern(trace.dash),
      opacity: 1,
    })),
    labels: own.map((trace, i) => ({
      text: curveName(trace, traces),
      x: right - swatchWidth - 6,
      y: yOf(i),
      align: 'right',
      baseline: 'middle',
    })),
  }
}
