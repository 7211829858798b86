import type { TraceWindow } from '../../../src-main/contract/index.ts'
import { valueRange } from '../drawing/tracePoints.ts'
import type { PlottedSpikes, PlottedTrace, TimeSpan } from '../plottedTrace.ts'
import type { PlotTheme } from '../plotTheme.ts'
import { layoutRows, type PlotRow } from './rowLayout.ts'
import { autoscale, type ValueRange } from './valueScale.ts'

/** Everything that one picture of traces depends on. */
export interface TracePicture {
  readonly traces: readonly PlottedTrace[]
  readonly spikes: readonly PlottedSpikes[]
  /** The best window at hand for a probe; undefined while there is none. */
  readonly windowOf: (probe: number) => TraceWindow | undefined
  /** What the value axis should show beyond the windows in sight, e.g. the whole trace. */
  readonly rangeOf?: ((probe: number) => readonly [number, number] | undefined) | undefined
  readonly span: TimeSpan
  /** Value ranges that the user has set, by unit. */
  readonly fixedRanges?: ReadonlyMap<string, ValueRange> | undefined
  readonly size: { readonly width: number; readonly height: number }
  readonly theme: PlotTheme
  readonly texts: { readonly time: string; readonly spikes: string }
  /** Columns for each CSS pixel: 2 on fine screens. */
  readonly columnsPerPx?: number | undefined
  /** Draws the names of the curves into the picture: for exports, where there is no window around it. */
  readonly legend?: boolean | undefined
}

/** A row with the ends of its value axis. */
export type ScaledRow = PlotRow & ValueRange

/** The rows of a picture, each scaled to hold its curves. */
export function scaledRows(picture: TracePicture): readonly ScaledRow[] {
  return layoutRows(picture.traces, picture.spikes, picture.size).map(row => ({
    ...row,
    ...scaleOf(row, picture),
  }))
}

function scaleOf(row: PlotRow, { traces, windowOf, rangeOf, span, fixedRanges }: TracePicture): ValueRange {
  if (row.kind === 'raster') return { low: 0, high: 1 }
  const fixed = fixedRanges?.get(row.unit)
  if (fixed) return fixed
  const ranges = traces
    .filter(trace => trace.unit === row.unit)
    .map(({ probe }) => {
      const window = windowOf(probe)
      return rangeOf?.(probe) ?? (window ? valueRange(window, span) : undefined)
    })
  return autoscale(ranges.filter(range => range !== undefined))
}
