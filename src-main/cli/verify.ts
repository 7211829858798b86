import {
  hasErrors,
  startRun,
  type Machine,
  type PreparedCells,
  type RunHandle,
  type RunSlice,
} from '../../src-engine/index.ts'
import { loadMachine } from '../../src-engine/native/binding.ts'
import { recordedOf, type RecordedRun } from '../library/recordedReport.ts'
import { CommandEnd, exitCode } from './exitCode.ts'
import { endOnErrors } from './output.ts'

/** Numbers of threads that are compared. */
export const verifiedThreads = [1, 2, 3] as const

/** A machine, by the choice that gives it. */
export interface VerifiedMachine {
  readonly machine: Machine
  readonly isa: string
  readonly lanes: string
}

/** Every instruction set of this processor, with 2, 4 and 8 lanes each. */
export function verifiedMachines(): readonly VerifiedMachine[] {
  const { machine: usual, problem } = loadMachine(undefined, {})
  if (!usual) throw new CommandEnd(exitCode.fault, problem)
  return usual.info.available.flatMap(isa =>
    ['2', '4', '8'].map(lanes => {
      const { machine, problem: why } = loadMachine(undefined, { HILLOCK_ISA: isa, HILLOCK_LANES: lanes })
      if (!machine) throw new CommandEnd(exitCode.fault, why)
      return { machine, isa, lanes }
    }),
  )
}

/**
 * Runs a model in every way and demands equal bits of all that is recorded.
 *
 * @param begin what is done with each run before it is advanced
 * @returns the number of ways
 */
export async function verifyModel(
  prepare: (machine: Machine, threads: number) => PreparedCells,
  fileName: string,
  begin: (run: RunHandle) => void = () => undefined,
): Promise<number> {
  let first: RecordedRun | undefined
  let count = 0
  for (const { machine, isa, lanes } of verifiedMachines())
    for (const threads of verifiedThreads) {
      const recorded = await record(prepare(machine, threads), { machine, fileName, begin })
      count++
      first ??= recorded
      const difference = compareRecorded([first], [recorded])
      if (!difference) continue
      const way = `${isa}, ${lanes} lanes, ${threads} thread${threads === 1 ? '' : 's'}`
      throw new CommandEnd(exitCode.fault, `${fileName}: error cli/verify-failed With ${way}: ${difference}.`)
    }
  return count
}

async function record(
  prepared: PreparedCells,
  {
    machine,
    fileName,
    begin,
  }: {
    readonly machine: Machine
    readonly fileName: string
    readonly begin: (run: RunHandle) => void
  },
): Promise<RecordedRun> {
  const run = startRun(prepared, machine)
  const slices: RunSlice[] = []
  try {
    begin(run)
    for (;;) {
      const slice = await run.advance(run.steps)
      slices.push(slice)
      if (hasErrors(slice.diagnostics)) endOnErrors(slice.diagnostics, fileName)
      if (slice.finished) return recordedOf(prepared, slices)
    }
  } finally {
    run.close()
  }
}

const numbersOf = (base64: string): Float64Array => {
  const bytes = Buffer.from(base64, 'base64')
  return new Float64Array(new Uint8Array(bytes).buffer)
}

/** The first difference between two sets of runs, in words; undefined where every bit is equal. */
export function compareRecorded(
  first: readonly RecordedRun[],
  second: readonly RecordedRun[],
): string | undefined {
  if (first.length !== second.length) return `${second.length} runs instead of ${first.length}`
  for (const [number, run] of first.entries()) {
    const other = second[number]!
    const where = first.length > 1 ? `run ${number + 1}: ` : ''
    const pairs = [...run.traces, ...run.spikes].map((series, index) => ({
      series,
      against: [...other.traces, ...other.spikes][index],
    }))
    for (const { series, against } of pairs) {
      if (series.base64 === against?.base64) continue
      return `${where}${series.label} ${firstDifference(numbersOf(series.base64), numbersOf(against?.base64 ?? ''))}`
    }
  }
  return undefined
}

function firstDifference(a: Float64Array, b: Float64Array): string {
  const [bitsA, bitsB] = [new BigUint64Array(a.buffer), new BigUint64Array(b.buffer)]
  const at = bitsA.findIndex((bits, index) => bits !== bitsB[index])
  return at < 0 || at >= b.length
    ? `has ${b.length} numbers instead of ${a.length}`
    : `is ${b[at]} instead of ${a[at]} at number ${at}`
}
