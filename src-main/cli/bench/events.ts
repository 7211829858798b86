import { emptyModel, prepareCells, startRun, type Catalogue } from '../../../src-engine/index.ts'
import type { Machine } from '../../../src-engine/kernel/machine.ts'
import { compare, inTurn, type BenchCase } from './case.ts'
import { cylinder, sharedSettings } from './cells.ts'
import type { NeuronPeer } from './neuronPeer.ts'

const sources = 1000
const tStopMs = 200

/** Independent Poisson sources of 1 kHz on one synapse of one passive compartment. */
function poissonModel(delayMs: number) {
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
        delayMs,
        weights: [1e-6],
      })),
    },
  }
}

/**
 * CPU seconds of the last `tStopMs` of a run, of which the steps themselves are a small part. Before them what is under
 * way fills up; of two runs the first warms up.
 */
async function secondsOfRun(catalogue: Catalogue, machine: Machine, delayMs: number): Promise<number> {
  const { cells, network } = poissonModel(delayMs)
  const fillMs = delayMs > tStopMs ? delayMs : 0
  const settings = { ...sharedSettings(fillMs + tStopMs), network }
  const { value, diagnostics } = prepareCells(cells, settings, catalogue, { threads: 1, machine })
  if (!value) throw new Error(diagnostics.map(({ message }) => message).join('\n'))
  let seconds = 0
  for (let repeat = 0; repeat < 2; repeat++) {
    const run = startRun(value, machine)
    if (fillMs > 0) await run.advance(Math.round(fillMs / settings.run.dtMs))
    const started = process.cpuUsage()
    await run.advance(run.steps)
    seconds = process.cpuUsage(started).user / 1e6
    run.close()
  }
  return seconds
}

/**
 * What an event of a Poisson source costs: the draw of its time, its wait, and its arrival at a synapse; the same where a
 * million arrivals are waited for, as delays are long.
 */
export async function benchEvents(
  catalogue: Catalogue,
  machine: Machine,
  neuron: NeuronPeer | undefined,
  rounds: number,
): Promise<readonly BenchCase[]> {
  const scale = 1e6 / (sources * tStopMs)
  const measure = async (name: string, delayMs: number, neuronCase: string) => {
    const { ours, peer } = await inTurn(
      rounds,
      () => secondsOfRun(catalogue, machine, delayMs),
      neuron && (() => neuron.secondsPerStep(neuronCase, tStopMs)),
    )
    const steps = Math.round(tStopMs / sharedSettings(tStopMs).run.dtMs)
    const value = peer === undefined ? undefined : peer * steps * scale
    return compare(name, 'µs', ours * scale, { name: neuron?.name ?? '', value })
  }
  return [
    await measure('one event of 1000 Poisson sources', 1, 'poisson'),
    await measure('the same while a million events wait', 1000, 'poisson-late'),
  ]
}
