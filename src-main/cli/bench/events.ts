import { emptyModel, prepareCells, startRun, type Catalogue } from '../../../src-engine/index.ts'
import type { Machine } from '../../../src-engine/kernel/abi.ts'
import { compare, inTurn, type BenchCase } from './case.ts'
import { cylinder, sharedSettings } from './cells.ts'
import type { NeuronPeer } from './neuronPeer.ts'

const sources = 1000
const tStopMs = 200

/** Independent Poisson sources of 1 kHz on one synapse of one passive compartment. */
function poissonModel() {
  const { mechanisms: _none, ...description } = emptyModel('')
  const parameters = { interval: 1, number: 1e9, start: 0, noise: 1 }
  const ids = Array.from({ length: sources }, (_, index) => `source${index}`)
  return {
    cells: [
      {
        name: '',
        morphology: cylinder(20, 20),
        description: {
          ...description,
          mechanisms: [{ id: 'membrane', mechanism: 'pas', region: 'all', parameters: {} }],
          pointProcesses: [
            { id: 'synapse', mechanism: 'ExpSyn', at: { section: 'soma[0]', x: 0.5 }, parameters: {} },
          ],
        },
      },
    ],
    network: {
      artificialCells: ids.map(id => ({ id, mechanism: 'NetStim', parameters })),
      connections: ids.map(id => ({
        id,
        source: { kind: 'process' as const, process: id },
        target: 'synapse',
        delayMs: 1,
        weights: [1e-6],
      })),
    },
  }
}

/** CPU seconds of a run, of which the steps themselves are a small part; the first run warms up. */
async function secondsOfRun(catalogue: Catalogue, machine: Machine): Promise<number> {
  const { cells, network } = poissonModel()
  const settings = { ...sharedSettings(tStopMs), network }
  const { value, diagnostics } = prepareCells(cells, settings, catalogue, { threads: 1, machine })
  if (!value) throw new Error(diagnostics.map(({ message }) => message).join('\n'))
  let seconds = 0
  for (let repeat = 0; repeat < 2; repeat++) {
    const run = startRun(value, machine)
    const started = process.cpuUsage()
    await run.advance(run.steps)
    seconds = process.cpuUsage(started).user / 1e6
    run.close()
  }
  return seconds
}

/** What an event of a Poisson source costs: the draw of its time, its wait, and its arrival at a synapse. */
export async function benchEvents(
  catalogue: Catalogue,
  machine: Machine,
  neuron: NeuronPeer | undefined,
  rounds: number,
): Promise<readonly BenchCase[]> {
  const steps = Math.round(tStopMs / sharedSettings(tStopMs).run.dtMs)
  const { ours, peer } = await inTurn(
    rounds,
    () => secondsOfRun(catalogue, machine),
    neuron && (() => neuron.secondsPerStep('poisson', tStopMs)),
  )
  const scale = 1e6 / (sources * tStopMs)
  const value = peer === undefined ? undefined : peer * steps * scale
  return [
    compare('one event of 1000 Poisson sources', 'µs', ours * scale, { name: neuron?.name ?? '', value }),
  ]
}
