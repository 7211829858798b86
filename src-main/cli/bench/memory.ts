import { setTimeout } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { startRun, type Catalogue, type RunHandle } from '../../../src-engine/index.ts'
import type { Machine } from '../../../src-engine/kernel/machine.ts'
import type { CellModel, SharedSettings } from '../../../src-engine/simulation/cellModel.ts'
import { type BenchCase, compare } from './case.ts'
import { cable, sharedSettings } from './cells.ts'
import type { NeuronPeer } from './neuronPeer.ts'
import { prepareBench } from './prepareBench.ts'
import { ring, ringCompartments } from './ring.ts'

/** Collects garbage, so that only what a model keeps is counted. Made once: the collector needs memory itself. */
export function createCollector(): () => Promise<void> {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as (how: object) => void
  return async () => {
    // Buffers are given back by a thread of their own, a little later.
    for (let turn = 0; turn < 2; turn++) {
      // What is not in use is given back too: it is room for the next model, and belongs to none.
      collect({ type: 'major', execution: 'sync', flavor: 'last-resort' })
      await setTimeout(100)
    }
  }
}

const cableCompartments = 30_000

/** Resident bytes that a compartment costs in a cable of hh and in a ring of cells, both after some steps. */
export async function benchMemory(
  catalogue: Catalogue,
  machine: Machine,
  neuron: NeuronPeer | undefined,
): Promise<readonly BenchCase[]> {
  const collectGarbage = createCollector()
  const runs: RunHandle[] = []
  /** How resident memory grows. What was measured before stays, or the next would find room in what it leaves. */
  const measure = async (name: string, neuronCase: string, compartments: number, model: BenchModel) => {
    await collectGarbage()
    const before = process.memoryUsage().rss
    const { run, arenaBytes } = await take(model, catalogue, machine)
    await collectGarbage()
    const grown = process.memoryUsage().rss - before
    runs.push(run)
    const peer = neuron?.residentBytes(neuronCase)
    const unit = 'bytes per compartment'
    return [
      compare(`memory of ${name}, resident`, unit, grown / compartments, {
        name: neuron?.name ?? '',
        value: peer === undefined ? undefined : peer / compartments,
      }),
      { name: `memory of ${name}, arena`, value: arenaBytes / compartments, unit, peer: null, ratio: null },
    ]
  }
  // First, small models pay for code and pools once, so that they are not counted as compartments.
  for (const model of [{ cells: cable('hh', 1000) }, smallRing()])
    (await take(model, catalogue, machine)).run.close()
  const long = { cells: cable('hh', cableCompartments) }
  const cases = [
    ...(await measure('a 30,000-compartment hh cable', 'large-cable-hh', cableCompartments, long)),
    ...(await measure('a ring of 256 branched cells', 'ring', ringCompartments, ring())),
  ]
  for (const run of runs) run.close()
  return cases
}

interface BenchModel {
  readonly cells: readonly CellModel[]
  readonly network?: SharedSettings['network']
}

/** The first of the rings, with what is connected within it. */
function smallRing(): BenchModel {
  const { cells, network } = ring()
  const some = cells.slice(0, 8)
  const names = new Set(some.map(({ name }) => name))
  const connections = network.connections?.filter(
    ({ source, target }) =>
      names.has(target.split('.')[0] ?? '') &&
      (source.kind === 'threshold' ? names.has(source.cell ?? '') : source.kind === 'process'),
  )
  return { cells: some, network: { ...network, connections: connections ?? [] } }
}

async function take({ cells, network }: BenchModel, catalogue: Catalogue, machine: Machine) {
  const prepared = prepareBench(cells, { ...sharedSettings(1), network: network ?? {} }, catalogue, machine)
  const run = startRun(prepared, machine)
  await run.advance(10)
  return { run, arenaBytes: prepared.arenaBytes }
}
