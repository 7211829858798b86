import { displayUnit } from '../../format/quantity.ts'
import type { PlottedSpikes, PlottedTrace } from '../plottedTrace.ts'

/** A row of traces with one unit, or of spike trains. Pixels from the plot's upper left corner. */
export interface PlotRow {
  readonly kind: 'traces' | 'raster'
  /** `v`, `ina · ik`: the variables in it, without their places. */
  readonly name: string
  readonly unit: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Space around and between rows [px]. The left one is fixed so that plots above each other line up. */
export const plotMargins = { left: 64, right: 16, top: 10, bottom: 40, between: 14 } as const

/** Height of one spike train [px], and how many a raster grows to before its lines get closer. */
const trainHeight = 14
const tallestRaster = 112

/** `soma[0](0.5).v` → `v`. */
export function variableOf(label: string): string {
  const end = label.lastIndexOf(').')
  return end < 0 ? label : label.slice(end + 2)
}

/** One row for each unit, in order of appearance, then one for spikes if there are any. */
export function layoutRows(
  traces: readonly PlottedTrace[],
  spikes: readonly PlottedSpikes[],
  size: { readonly width: number; readonly height: number },
): readonly PlotRow[] {
  const byUnit = new Map<string, Set<string>>()
  for (const trace of traces) {
    const names = byUnit.get(trace.unit) ?? new Set()
    byUnit.set(trace.unit, names.add(variableOf(trace.label)))
  }
  const trainCount = spikes.reduce((sum, run) => sum + run.trains.length, 0)
  const rasterHeight = trainCount === 0 ? 0 : Math.min(tallestRaster, trainCount * trainHeight + 4)
  const { left, right, top, bottom, between } = plotMargins
  const rowCount = byUnit.size + (trainCount > 0 ? 1 : 0)
  const free = size.height - top - bottom - rasterHeight - between * Math.max(0, rowCount - 1)
  const height = Math.max(24, free / Math.max(1, byUnit.size))
  const width = Math.max(40, size.width - left - right)
  const rows: PlotRow[] = []
  let y = top
  for (const [unit, names] of byUnit) {
    const shown = [...names]
    const name = shown.length > 3 ? `${shown.slice(0, 3).join(' · ')} …` : shown.join(' · ')
    rows.push({ kind: 'traces', name, unit, x: left, y, width, height })
    y += height + between
  }
  if (trainCount > 0)
    rows.push({ kind: 'raster', name: '', unit: '', x: left, y, width, height: rasterHeight })
  return rows
}

/** What a row's axis is called: `v (mV)`. */
export function rowTitle({ name, unit }: Pick<PlotRow, 'name' | 'unit'>): string {
  const text = displayUnit(unit)
  return text === '' ? name : `${name} (${text})`
}
