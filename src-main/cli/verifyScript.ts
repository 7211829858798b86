import { mkdtempSync, readFileSync, rmSync, existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RecordedRun } from '../library/recordedReport.ts'
import { exitCode } from './exitCode.ts'
import { compareRecorded, verifiedMachines, verifiedThreads } from './verify.ts'

/** Runs the script with an environment. @returns how it ended */
type Start = (environment: NodeJS.ProcessEnv, quiet: boolean) => Promise<number>

/**
 * Runs a script once for each number of threads and each kind of lanes and demands equal bits of what its runs record.
 * Only the first of them prints.
 */
export async function verifyScript(start: Start): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'hillock-verify-'))
  try {
    let first: readonly RecordedRun[] | undefined
    let count = 0
    for (const [environment, name] of wanted()) {
      const path = join(folder, String(count))
      const code = await start({ ...environment, HILLOCK_VERIFY: path }, count > 0)
      count++
      if (code !== exitCode.done) return code
      const runs = existsSync(path)
        ? readFileSync(path, 'utf8')
            .trimEnd()
            .split('\n')
            .map(line => JSON.parse(line) as RecordedRun)
        : []
      if (runs.length === 0) {
        process.stderr.write(
          'error cli/nothing-to-verify The script has recorded nothing that could be compared.\n',
        )
        return exitCode.input
      }
      first ??= runs
      const difference = compareRecorded(first, runs)
      if (difference) {
        process.stderr.write(`error cli/verify-failed With ${name}: ${difference}.\n`)
        return exitCode.fault
      }
    }
    process.stderr.write(`verified: ${count} ways to run it, equal bits\n`)
    return exitCode.done
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function* wanted(): Generator<readonly [NodeJS.ProcessEnv, string]> {
  const machines = verifiedMachines()
  for (const { machine, isa, lanes } of machines)
    for (const threads of machine === machines[0]?.machine ? verifiedThreads : [1])
      yield [
        { HILLOCK_ISA: isa, HILLOCK_LANES: lanes, HILLOCK_THREADS: String(threads) },
        `${isa}, ${lanes} lanes, ${threads} thread${threads === 1 ? '' : 's'}`,
      ]
}
