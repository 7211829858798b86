import { setTimeout } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { startRun, type Catalogue } from '../../../src-engine/index.ts'
import type { Machine } from '../../../src-engine/kernel/abi.ts'
import type { BenchCase } from './case.ts'
import { cable, sharedSettings } from './cells.ts'
import { prepareBench } from './prepareBench.ts'

/** Collects garbage, so that only what a model keeps is counted. Made once: the collector needs memory itself. */
function createCollector(): () => Promise<void> {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  return async () => {
    // Buffers are given back by a thread of their own, a little later.
    for (let turn = 0; turn < 2; turn++) {
      collect()
      await setTimeout(100)
    }
  }
}

/** Resident bytes that a compartment of hh costs, from a cable of 30,000 that has taken some steps. */
export async function benchMemory(catalogue: Catalogue, machine: Machine): Promise<readonly BenchCase[]> {
  const compartments = 30_000
  const collectGarbage = createCollector()
  const cells = cable('hh', compartments)
  // A first, small model pays for code and pools once, so that they are not counted as compartments.
  const first = await take(cable('hh', 1000), catalogue, machine)
  first.run.close()
  await collectGarbage()
  const before = process.memoryUsage().rss
  const { run, arenaBytes } = await take(cells, catalogue, machine)
  await collectGarbage()
  const grown = process.memoryUsage().rss - before
  run.close()
  const perCompartment = (name: string, bytes: number): BenchCase => ({
    name,
    value: bytes / compartments,
    unit: 'bytes per compartment',
    peer: null,
    ratio: null,
  })
  return [
    perCompartment('memory of a 30,000-compartment hh cable, resident', grown),
    perCompartment('memory of a 30,000-compartment hh cable, arena', arenaBytes),
  ]
}

async function take(cells: ReturnType<typeof cable>, catalogue: Catalogue, machine: Machine) {
  const prepared = prepareBench(cells, sharedSettings(1), catalogue, machine)
  const run = startRun(prepared, machine)
  await run.advance(10)
  return { run, arenaBytes: prepared.arenaBytes }
}
