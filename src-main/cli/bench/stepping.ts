import { startRun, type Catalogue, type PreparedCells } from '../../../src-engine/index.ts'
import type { Machine } from '../../../src-engine/kernel/machine.ts'
import type { CellModel, SharedSettings } from '../../../src-engine/simulation/cellModel.ts'
import { compare, inTurn, type BenchCase } from './case.ts'
import { cable, ensemble, sharedSettings } from './cells.ts'
import type { NeuronPeer } from './neuronPeer.ts'
import { prepareBench } from './prepareBench.ts'
import { ring, ringCompartments } from './ring.ts'

interface SteppingCase {
  readonly name: string
  readonly cells: () => readonly CellModel[]
  readonly network?: () => SharedSettings['network']
  readonly compartments: number
  readonly tStopMs: number
  /** Its name in neuronPeer.py. */
  readonly neuron: string
  readonly perStep?: boolean
}

const cases: readonly SteppingCase[] = [
  {
    name: 'B1 cable of 1000 compartments, hh',
    cells: () => cable('hh', 1000),
    compartments: 1000,
    tStopMs: 100,
    neuron: 'cable-hh',
  },
  {
    name: 'B1pas cable of 1000 compartments, pas',
    cells: () => cable('pas', 1000),
    compartments: 1000,
    tStopMs: 200,
    neuron: 'cable-pas',
  },
  {
    name: 'B3 one hh compartment',
    cells: () => ensemble(1),
    compartments: 1,
    tStopMs: 2000,
    neuron: 'single-hh',
    perStep: true,
  },
  {
    name: 'B4 10,000 independent hh cells',
    cells: () => ensemble(10_000),
    compartments: 10_000,
    tStopMs: 25,
    neuron: 'ensemble-hh',
  },
  {
    name: 'B5 ring of 256 branched cells with synapses',
    cells: () => ring().cells,
    network: () => ring().network,
    compartments: ringCompartments,
    tStopMs: 50,
    neuron: 'ring',
  },
]

/** Stretches of a run of which the fastest counts. */
const stretches = 4

/** CPU seconds per step of a prepared simulation on one thread, as on the peer's side; the first stretch warms up. */
export async function fastestStretch(prepared: PreparedCells, machine: Machine): Promise<number> {
  const run = startRun(prepared, machine)
  await run.advance(Math.max(1, Math.round(run.steps / 10)))
  const steps = Math.floor((run.steps - run.stepsDone) / stretches)
  let least = Infinity
  for (let stretch = 0; stretch < stretches; stretch++) {
    const started = process.cpuUsage()
    await run.advance(steps)
    least = Math.min(least, process.cpuUsage(started).user / 1e6 / steps)
  }
  run.close()
  return least
}

/** The stepping cases, each measured in turn with NEURON. */
export async function benchStepping(
  catalogue: Catalogue,
  machine: Machine,
  neuron: NeuronPeer | undefined,
  rounds: number,
): Promise<readonly BenchCase[]> {
  const results: BenchCase[] = []
  for (const benchCase of cases) {
    const { name, cells, network, compartments, tStopMs, neuron: peerCase, perStep } = benchCase
    const models = cells()
    const settings = { ...sharedSettings(tStopMs), network: network?.() ?? {} }
    const { ours, peer } = await inTurn(
      rounds,
      () => fastestStretch(prepareBench(models, settings, catalogue, machine), machine),
      neuron && (() => neuron.secondsPerStep(peerCase, tStopMs)),
    )
    const scale = perStep ? 1e6 : 1e9 / compartments
    const unit = perStep ? 'µs per step' : 'ns per compartment and step'
    results.push(
      compare(name, unit, ours * scale, {
        name: neuron?.name ?? '',
        value: peer === undefined ? undefined : peer * scale,
      }),
    )
  }
  return results
}
