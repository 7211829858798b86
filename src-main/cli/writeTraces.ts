import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import type { RunSlice } from '../../src-engine/simulation/runHandle.ts'
import { CommandEnd, exitCode } from './exitCode.ts'
import type { SimulateOptions } from './simulateOptions.ts'

/** Rows per write: keeps memory flat for runs of any length. */
const rowsPerWrite = 4096

/**
 * Writes what was recorded, as JSON `{t, traces, spikes, meta}` or as CSV with a column for each trace. The file
 * appears only when it is whole.
 */
export function writeTraces(options: SimulateOptions, slices: readonly RunSlice[], meta: object): void {
  const unfinished = `${options.out}.part`
  let file: number
  try {
    file = openSync(unfinished, 'w')
  } catch (error) {
    throw new CommandEnd(
      exitCode.input,
      `${options.out}: error cli/cannot-write ${(error as Error).message}.`,
    )
  }
  try {
    const parts = options.out.toLowerCase().endsWith('.csv')
      ? csv(options, slices)
      : json(options, slices, meta)
    for (const part of parts) writeSync(file, part)
    closeSync(file)
    renameSync(unfinished, options.out)
  } catch (error) {
    rmSync(unfinished, { force: true })
    throw error
  }
}

function* json(options: SimulateOptions, slices: readonly RunSlice[], meta: object): Generator<string> {
  yield '{"t":['
  yield* numbers(slices.map(slice => slice.timesMs))
  yield '],\n"traces":{'
  for (const [index, { key }] of options.record.entries()) {
    yield `${index > 0 ? ',' : ''}\n${JSON.stringify(key)}:[`
    yield* numbers(slices.map(slice => slice.traces[index] ?? new Float64Array()))
    yield ']'
  }
  const spikes = options.spikes.map(({ key }, index) => [
    key,
    slices.flatMap(slice => [...(slice.spikes[index] ?? [])]),
  ])
  yield `},\n"spikes":${JSON.stringify(Object.fromEntries(spikes))},\n"meta":${JSON.stringify(meta)}}\n`
}

function* numbers(arrays: readonly Float64Array[]): Generator<string> {
  let first = true
  for (const array of arrays)
    for (let start = 0; start < array.length; start += rowsPerWrite) {
      yield `${first ? '' : ','}${array.subarray(start, start + rowsPerWrite).join(',')}`
      first = false
    }
}

function* csv(options: SimulateOptions, slices: readonly RunSlice[]): Generator<string> {
  yield `${['t', ...options.record.map(({ key }) => key)].join(',')}\n`
  for (const { timesMs, traces } of slices)
    for (let start = 0; start < timesMs.length; start += rowsPerWrite) {
      const rows: string[] = []
      for (let row = start; row < Math.min(timesMs.length, start + rowsPerWrite); row++)
        rows.push([timesMs[row], ...traces.map(trace => trace[row])].join(','))
      yield `${rows.join('\n')}\n`
    }
}
