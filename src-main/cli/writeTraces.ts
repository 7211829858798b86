import { closeSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import type { ChangedSeries, RunSlice } from '../../src-engine/simulation/runHandle.ts'
import { CommandEnd, exitCode } from './exitCode.ts'

/** Where what was recorded goes, and the names of the traces and spike trains in the order of the run's. */
export interface TraceOutput {
  readonly path: string
  readonly traces: readonly string[]
  /** Those that were recorded at times of their own. */
  readonly sampled: readonly string[]
  readonly spikes: readonly string[]
  /** What mechanisms have left in series of numbers. */
  readonly series: readonly ChangedSeries[]
}

/** Rows per write: keeps memory flat for runs of any length. */
const rowsPerWrite = 4096

/**
 * Writes what was recorded, as JSON `{t, traces, spikes, meta}`, with `series` where mechanisms changed some and
 * `samples: {name: {t, values}}` where variables were recorded at times of their own, or as CSV with a column for each
 * trace, and two behind for each of those: `t of name`, `name`. The file appears only when it is whole.
 */
export function writeTraces(output: TraceOutput, slices: readonly RunSlice[], meta: object): void {
  const isCsv = output.path.toLowerCase().endsWith('.csv')
  writeWhole(output.path, isCsv ? csv(output, slices) : json(output, slices, meta))
}

/** Writes a file of bytes; it appears under its name only when it is whole. */
export function writeWholeBytes(path: string, bytes: Uint8Array): void {
  writeWhole(path, [bytes])
}

/** Writes a file part by part; it appears under its name only when it is whole. */
export function writeWhole(path: string, parts: Iterable<string | Uint8Array>): void {
  const unfinished = `${path}.part`
  let file: number
  try {
    file = openSync(unfinished, 'w')
  } catch (error) {
    throw new CommandEnd(exitCode.input, `${path}: error cli/cannot-write ${(error as Error).message}.`)
  }
  try {
    for (const part of parts) writeFileSync(file, part)
    closeSync(file)
    renameSync(unfinished, path)
  } catch (error) {
    rmSync(unfinished, { force: true })
    throw error
  }
}

function* json(output: TraceOutput, slices: readonly RunSlice[], meta: object): Generator<string> {
  yield '{"t":['
  yield* numbers(slices.map(slice => slice.timesMs))
  yield '],\n"traces":{'
  for (const [index, key] of output.traces.entries()) {
    yield `${index > 0 ? ',' : ''}\n${JSON.stringify(key)}:[`
    yield* numbers(slices.map(slice => slice.traces[index] ?? new Float64Array()))
    yield ']'
  }
  const spikes = output.spikes.map((key, index) => [
    key,
    slices.flatMap(slice => [...(slice.spikes[index] ?? [])]),
  ])
  if (output.sampled.length > 0) {
    yield '},\n"samples":{'
    for (const [index, key] of output.sampled.entries()) {
      const parts = slices.flatMap(slice => slice.sampled[index] ?? [])
      yield `${index > 0 ? ',' : ''}\n${JSON.stringify(key)}:{"t":[`
      yield* numbers(parts.map(({ timesMs }) => timesMs))
      yield '],"values":['
      yield* numbers(parts.map(({ values }) => values))
      yield ']}'
    }
  }
  yield `},\n"spikes":${JSON.stringify(Object.fromEntries(spikes))},\n`
  if (output.series.length > 0) {
    yield '"series":{'
    for (const [index, { process, series, values }] of output.series.entries()) {
      yield `${index > 0 ? ',' : ''}\n${JSON.stringify(`${process}.${series}`)}:[`
      yield* numbers([values])
      yield ']'
    }
    yield '},\n'
  }
  yield `"meta":${JSON.stringify(meta)}}\n`
}

/** What is no finite number (in the step in which a run ends with a fault) is `null`: JSON has no other word for it. */
function* numbers(arrays: readonly Float64Array[]): Generator<string> {
  let first = true
  for (const array of arrays)
    for (let start = 0; start < array.length; start += rowsPerWrite) {
      const part = array.subarray(start, start + rowsPerWrite)
      const text = part.every(Number.isFinite)
        ? part.join(',')
        : Array.from(part, value => (Number.isFinite(value) ? value : 'null')).join(',')
      yield `${first ? '' : ','}${text}`
      first = false
    }
}

function* csv(output: TraceOutput, slices: readonly RunSlice[]): Generator<string> {
  const names = output.sampled.flatMap(name => [`t of ${name}`, name])
  yield `${['t', ...output.traces, ...names].join(',')}\n`
  const samples = output.sampled.flatMap((_, index) => {
    const parts = slices.flatMap(slice => slice.sampled[index] ?? [])
    return [parts.flatMap(({ timesMs }) => [...timesMs]), parts.flatMap(({ values }) => [...values])]
  })
  let written = 0
  const rowOf = (own: readonly (number | undefined)[]) => {
    const cells = [...own, ...samples.map(column => column[written])]
    written++
    return cells.join(',')
  }
  for (const { timesMs, traces } of slices)
    for (let start = 0; start < timesMs.length; start += rowsPerWrite) {
      const rows: string[] = []
      for (let row = start; row < Math.min(timesMs.length, start + rowsPerWrite); row++)
        rows.push(rowOf([timesMs[row], ...traces.map(trace => trace[row])]))
      yield `${rows.join('\n')}\n`
    }
  const empty = new Array<undefined>(1 + output.traces.length).fill(undefined)
  while (samples.some(column => written < column.length)) yield `${rowOf(empty)}\n`
}
