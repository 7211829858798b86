import { setImmediate as nextTurn } from 'node:timers/promises'
import { RpcError, cancelledCode } from '../rpc/errors.ts'
import type { ProjectStore } from '../store/projectStore.ts'
import type { ProbeInfo } from '../store/repositories/traces.ts'

/** Numbers that one text can hold: at about 20 characters each it stays under the longest string there is. */
const mostNumbers = 20_000_000

/** Rows to write before other work has its turn. */
const rowsAtOnce = 10_000

/**
 * The traces as CSV (RFC 4180), every sample in full precision. Traces of one time step share the first column;
 * others have a column of times before each.
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
  const together = infos.every(({ dtMs }) => dtMs === first.dtMs)
  const columns = infos.map(info => readColumn(store, info))
  const header = infos.flatMap((info, index) =>
    together && index > 0 ? [heading(info)] : ['t (ms)', heading(info)],
  )
  const lines = [header.map(quote).join(',')]
  const longest = columns.reduce((most, { values }) => Math.max(most, values.length), 0)
  // Where traces are of different length, the longest one's times are everyone's.
  const times = columns.find(({ values }) => values.length === longest)?.times ?? []
  for (let row = 0; row < longest; row++) {
    if (row % rowsAtOnce === 0) {
      await nextTurn()
      if (signal?.aborted) throw new RpcError(cancelledCode, 'Cancelled.')
    }
    const cells = columns.flatMap(({ times: own, values }, index) =>
      together && index > 0 ? [cell(values, row)] : [cell(together ? times : own, row), cell(values, row)],
    )
    lines.push(cells.join(','))
  }
  const run = store.runs.get(first.run)
  return { name: `${run.label.replace(/[^\p{L}\p{N}._-]+/gu, '-')}.csv`, text: `${lines.join('\r\n')}\r\n` }
}

interface Column {
  readonly times: Float64Array
  readonly values: Float64Array
}

function readColumn(store: ProjectStore, { probe, samples, dtMs }: ProbeInfo): Column {
  const values = new Float64Array(samples)
  const times = new Float64Array(samples)
  for (const chunk of store.traces.chunks(probe)) {
    values.set(chunk.samples.subarray(0, samples - chunk.first), chunk.first)
    // Added up as the simulation does it, so that the times are the same to the last bit.
    let tMs = chunk.t0Ms
    for (let sample = chunk.first; sample < Math.min(samples, chunk.first + chunk.samples.length); sample++) {
      times[sample] = tMs
      tMs += dtMs
    }
  }
  return { times, values }
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
