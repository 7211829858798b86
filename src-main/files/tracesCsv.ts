import { setImmediate as nextTurn } from 'node:timers/promises'
import { RpcError, cancelledCode } from '../rpc/errors.ts'
import type { ProjectStore } from '../store/projectStore.ts'
import type { ProbeInfo } from '../store/repositories/traces.ts'

/** Numbers that one text can hold: at about 20 characters each it stays under the longest string there is. */
const mostNumbers = 20_000_000

/** Rows to write before other work has its turn. */
const rowsAtOnce = 10_000

/**
 * The traces as CSV (RFC 4180), every sample in full precision. Traces that were sampled at the same times, or at the
 * same as long as the shorter ones last, share a column of times before them; each such group stands beside the others
 * from the first row on, in the order in which their first traces were asked for.
 *
 * @throws RpcError `traces/not-found`, `traces/nothing-to-export`, `traces/export-too-big`
 */
export async function writeTracesCsv(
  store: ProjectStore,
  probes: readonly number[],
  signal?: AbortSignal,
): Promise<{ readonly name: string; readonly text: string }> {
  const infos = probes.map(probe => store.traces.info(probe))
  const [first] = infos
  if (!first) throw new RpcError('traces/nothing-to-export', 'Choose at least one trace to export.')
  const numbers = infos.reduce((sum, { samples }) => sum + 2 * samples, 0)
  if (numbers > mostNumbers) {
    throw new RpcError(
      'traces/export-too-big',
      `These traces hold ${numbers / 2} samples, more than one text can hold. Export fewer at once.`,
    )
  }
  const groups: TraceGroup[] = []
  for (const info of infos) addColumn(groups, readColumn(store, info))
  const header = groups.flatMap(({ columns }) => ['t (ms)', ...columns.map(({ info }) => heading(info))])
  const lines = [header.map(quote).join(',')]
  const longest = groups.reduce((most, { times }) => Math.max(most, times.length), 0)
  for (let row = 0; row < longest; row++) {
    if (row % rowsAtOnce === 0) {
      await nextTurn()
      if (signal?.aborted) throw new RpcError(cancelledCode, 'Cancelled.')
    }
    const cells = groups.flatMap(({ times, columns }) => [
      cell(times, row),
      ...columns.map(({ values }) => cell(values, row)),
    ])
    lines.push(cells.join(','))
  }
  const run = store.runs.get(first.run)
  return { name: `${run.label.replace(/[^\p{L}\p{N}._-]+/gu, '-')}.csv`, text: `${lines.join('\r\n')}\r\n` }
}

interface Column {
  readonly info: ProbeInfo
  readonly times: Float64Array
  readonly values: Float64Array
}

/** Traces that share their times: those of the longest are everyone's. */
interface TraceGroup {
  times: Float64Array
  readonly columns: Column[]
}

function addColumn(groups: TraceGroup[], column: Column): void {
  const group = groups.find(({ times }) => beginAlike(times, column.times))
  if (!group) {
    groups.push({ times: column.times, columns: [column] })
    return
  }
  group.columns.push(column)
  if (column.times.length > group.times.length) group.times = column.times
}

function beginAlike(a: Float64Array, b: Float64Array): boolean {
  const [shorter, longer] = a.length < b.length ? [a, b] : [b, a]
  return shorter.every((time, index) => time === longer[index])
}

function readColumn(store: ProjectStore, info: ProbeInfo): Column {
  const { probe, samples, dtMs } = info
  const values = new Float64Array(samples)
  const times = new Float64Array(samples)
  for (const chunk of store.traces.chunks(probe)) {
    // A run that is under way may have got more meanwhile.
    const count = Math.min(samples - chunk.first, chunk.samples.length)
    values.set(chunk.samples.subarray(0, count), chunk.first)
    if (chunk.timesMs) times.set(chunk.timesMs.subarray(0, count), chunk.first)
    else addUp(times.subarray(chunk.first, chunk.first + count), chunk.t0Ms, dtMs)
  }
  return { info, times, values }
}

/** Times as the simulation adds them up, so that they are the same to the last bit. */
function addUp(times: Float64Array, t0Ms: number, dtMs: number): void {
  let tMs = t0Ms
  for (let sample = 0; sample < times.length; sample++) {
    times[sample] = tMs
    tMs += dtMs
  }
}

function heading({ label, unit }: ProbeInfo): string {
  return unit === '' ? label : `${label} (${unit})`
}

function cell(values: ArrayLike<number>, row: number): string {
  const value = values[row]
  return value === undefined ? '' : String(value)
}

function quote(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
