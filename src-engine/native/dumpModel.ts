import { type FixedStepMethod, isCrankNicolson } from '../kernel/machine.ts'
import type { NativeModel } from '../kernel/abi.ts'
import { serialiseModel } from './serialiseModel.ts'

/** How a dumped model is to be run. */
export interface DumpedRun {
  readonly dtMs: number
  readonly method: FixedStepMethod
  readonly steps: number
  readonly threads: number
}

/**
 * A model, its arena as it is now, and a run, as one file for `native/driver.cc`.
 *
 * @param values the arena from its first aligned double
 */
export function dumpModel(model: NativeModel, values: Float64Array, run: DumpedRun): Uint8Array {
  const bytes = serialiseModel(model)
  const headLength = 4 * 2 + 8 + 4 * 3
  const dump = new Uint8Array(headLength + bytes.length + 8 * model.arenaLength)
  const view = new DataView(dump.buffer)
  view.setInt32(0, bytes.length, true)
  view.setInt32(4, model.arenaLength, true)
  view.setFloat64(8, run.dtMs, true)
  view.setInt32(16, isCrankNicolson(run.method) ? 1 : 0, true)
  view.setInt32(20, run.steps, true)
  view.setInt32(24, run.threads, true)
  dump.set(bytes, headLength)
  values.subarray(0, model.arenaLength).forEach((value, index) => {
    view.setFloat64(headLength + bytes.length + 8 * index, value, true)
  })
  return dump
}
