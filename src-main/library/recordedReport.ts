import { appendFileSync } from 'node:fs'
import type { PreparedCells, RunSlice } from '../../src-engine/index.ts'

/** What one run recorded, for comparing it with the same run on another machine or number of threads. */
export interface RecordedRun {
  /** By label; the numbers' bytes. */
  readonly traces: readonly { readonly label: string; readonly base64: string }[]
  readonly spikes: readonly { readonly label: string; readonly base64: string }[]
}

const bytes = (parts: readonly Float64Array[]) =>
  Buffer.concat(parts.map(part => Buffer.from(part.buffer, part.byteOffset, part.byteLength))).toString(
    'base64',
  )

/** All that a run recorded, its times among the traces. */
export function recordedOf(prepared: PreparedCells, slices: readonly RunSlice[]): RecordedRun {
  return {
    traces: [
      { label: 't', base64: bytes(slices.map(({ timesMs }) => timesMs)) },
      ...prepared.probes.map(({ label }, index) => ({
        label,
        base64: bytes(slices.map(({ traces }) => traces[index]!)),
      })),
      ...prepared.sampled.flatMap(({ label }, index) => [
        { label: `times of ${label}`, base64: bytes(slices.map(({ sampled }) => sampled[index]!.timesMs)) },
        { label, base64: bytes(slices.map(({ sampled }) => sampled[index]!.values)) },
      ]),
    ],
    spikes: prepared.spikes.map(({ label }, index) => ({
      label: `spikes of ${label}`,
      base64: bytes(slices.map(({ spikes }) => spikes[index]!)),
    })),
  }
}

/** Writes down what a run of a script recorded where `hillock run --verify` asks for it: a line of JSON each. */
export function reportRecorded(prepared: PreparedCells, slices: readonly RunSlice[]): void {
  const path = process.env['HILLOCK_VERIFY']
  if (path) appendFileSync(path, `${JSON.stringify(recordedOf(prepared, slices))}\n`)
}

const open = new Set<() => void>()
let listening = false

/** Reports a run at the end of the process, unless it has been closed by then. @returns call it when it is closed */
export function reportAtExit(report: () => void): () => void {
  if (!process.env['HILLOCK_VERIFY']) return () => undefined
  if (!listening) process.once('exit', () => open.forEach(one => one()))
  listening = true
  open.add(report)
  return () => open.delete(report)
}
