import type { TraceWindow } from '../../../src-main/contract/index.ts'
import type { PlottedTrace } from '../plottedTrace.ts'

/** Most rows that go to the clipboard: what a spreadsheet still takes with ease. */
export const mostCopiedRows = 100_000

/** A trace with the window to copy. */
export interface CopiedTrace {
  readonly trace: PlottedTrace
  readonly window: TraceWindow
}

/**
 * Tab-separated text for a spreadsheet: a time column, then a column for each trace. A trace that is too long to
 * copy sample by sample gives two columns, the lowest and the highest value of each bin. Traces with other times
 * than the first one (another time step, another resolution) get a time column of their own.
 */
export function traceTable(copied: readonly CopiedTrace[]): string {
  const columns: { readonly title: string; readonly values: Float64Array }[] = []
  let times: Float64Array | undefined
  for (const { trace, window } of copied) {
    if (!times || !sameTimes(times, window.timesMs)) {
      times = window.timesMs
      columns.push({ title: 't (ms)', values: times })
    }
    const name = `${trace.runLabel} ${trace.label} (${trace.unit})`
    if (window.samplesPerPoint <= 1) columns.push({ title: name, values: window.low })
    else
      columns.push(
        { title: `${name} lowest`, values: window.low },
        { title: `${name} highest`, values: window.high },
      )
  }
  const rows = columns.reduce((most, { values }) => Math.max(most, values.length), 0)
  const lines = [columns.map(({ title }) => title).join('\t')]
  for (let row = 0; row < rows; row++)
    lines.push(columns.map(({ values }) => String(values[row] ?? '')).join('\t'))
  return lines.join('\n') + '\n'
}

function sameTimes(a: Float64Array, b: Float64Array): boolean {
  return a.length === b.length && a.every((time, i) => time === b[i])
}
